"""What a file of a picture is, by its content: the kind, the size, and whether it says where.

Only headers are read. A name or an ending says nothing: whoever sends a page in a file that is
called a picture is told so here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from quizapp.domain.bank.pictures import Kind

_GPS = 0x8825
_SIZED = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""The segments of a JPEG that begin a frame, and tell its size."""

_ALONE = {0x01, *range(0xD0, 0xD9)}
_END, _SCAN, EXIF = 0xD9, 0xDA, 0xE1
JPEG_EXIF = b"Exif\0\0"
_XMP_PLACE = b"GPSLatitude"
_XMP_CHUNKS = {b"iTXt", b"XMP "}
_EXIF_CHUNKS = {b"eXIf", b"EXIF"}
_PNG = b"\x89PNG\r\n\x1a\n"


class NoPictureError(ValueError):
    """The content is not one of the four kinds, or breaks off; the words say what it is."""


@dataclass(frozen=True)
class Header:
    """What the beginning of a picture says; `has_location`: where it was taken stands in it."""

    kind: Kind
    width: int
    height: int
    has_location: bool = False


def header(data: bytes) -> Header:
    """Return what a picture says of itself.

    Raises:
        NoPictureError: It is none that a browser may be given.

    """
    try:
        found = _header(data)
    except (struct.error, IndexError) as error:
        raise NoPictureError("a picture that breaks off") from error
    if not (found.width and found.height):
        raise NoPictureError("a picture without width or height")
    return found


def _header(data: bytes) -> Header:
    if data.startswith(_PNG):
        return _png(data)
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return Header("gif", *struct.unpack_from("<HH", data, 6))
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    raise NoPictureError(_kind_of_other(data))


def _kind_of_other(data: bytes) -> str:
    """Return in words what else it is, as far as that is worth telling."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in start:
        return "an SVG drawing, which can hold programs"
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<script")):
        return "a web page"
    if start.startswith(b"%pdf"):
        return "a PDF"
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        return "a picture in the way of phones (HEIC or AVIF), which not every browser shows"
    return "no picture" if data else "empty"


def _png(data: bytes) -> Header:
    if data[12:16] != b"IHDR":
        raise NoPictureError("a picture that breaks off")
    width, height = struct.unpack_from(">II", data, 16)
    return Header("png", width, height, any(_is_placed(*each) for each in png_chunks(data)))


def png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the names and bodies of the chunks of a PNG."""
    place = len(_PNG)
    while place + 8 <= len(data):
        (length,) = struct.unpack_from(">I", data, place)
        yield data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        place += 12 + length


def _jpeg(data: bytes) -> Header:
    size, has_location = None, False
    for _, _, mark, body in jpeg_segments(data):
        if mark in _SIZED and size is None:
            size = struct.unpack_from(">HH", body, 1)
        elif mark == EXIF:
            has_location |= _has_location(body.removeprefix(JPEG_EXIF)) or _XMP_PLACE in body
    if size is None:
        raise NoPictureError("a picture that breaks off")
    return Header("jpeg", size[1], size[0], has_location)


def jpeg_segments(data: bytes) -> Iterator[tuple[int, int, int, bytes]]:
    """Yield where segments begin and end, their marks and bodies, up to where the pixels begin."""
    place = 2
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            return
        mark = data[place + 1]
        if mark == 0xFF:
            place += 1
        elif mark in _ALONE:
            place += 2
        elif mark in (_END, _SCAN):
            return
        else:
            (length,) = struct.unpack_from(">H", data, place + 2)
            stop = place + 2 + max(length, 2)
            yield place, stop, mark, data[place + 4 : stop]
            place = stop


def _webp(data: bytes) -> Header:
    kind, body = data[12:16], data[20:]
    if kind == b"VP8X":
        width, height = (1 + int.from_bytes(_bytes(body, at, 3), "little") for at in (4, 7))
    elif kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", body, 1)
        width, height = 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    elif kind == b"VP8 ":
        width, height = (each & 0x3FFF for each in struct.unpack_from("<HH", body, 6))
    else:
        raise NoPictureError("a picture that breaks off")
    return Header("webp", width, height, any(_is_placed(*each) for each in webp_chunks(data)))


def webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the names and bodies of the chunks of a WebP."""
    place = 12
    while place + 8 <= len(data):
        (length,) = struct.unpack_from("<I", data, place + 4)
        yield data[place : place + 4], data[place + 8 : place + 8 + length]
        place += 8 + length + length % 2


def _bytes(data: bytes, at: int, count: int) -> bytes:
    if len(data) < at + count:
        raise IndexError
    return data[at : at + count]


def _is_placed(name: bytes, body: bytes) -> bool:
    """Whether a chunk says where a picture was taken."""
    if name in _XMP_CHUNKS:
        return _XMP_PLACE in body
    return name in _EXIF_CHUNKS and _has_location(body.removeprefix(JPEG_EXIF))


def _has_location(exif: bytes) -> bool:
    """Whether the first table of these camera notes leads to one of places."""
    return any(tag == _GPS for tag, _ in tags_of(exif))


def tags_of(exif: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the tags of the first table of camera notes, with their four bytes each."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None or len(exif) < 8:
        return
    (table,) = struct.unpack_from(f"{order}I", exif, 4)
    if table + 2 > len(exif):
        return
    (count,) = struct.unpack_from(f"{order}H", exif, table)
    for entry in range(table + 2, min(table + 2 + 12 * count, len(exif) - 11), 12):
        yield struct.unpack_from(f"{order}H", exif, entry)[0], exif[entry + 8 : entry + 12]
