"""What a camera has written into a picture, taken out again, but for which side is up.

Phones note the place. The pixels stay as they are, bit for bit.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator

from quizapp.domain.bank.picture_headers import (
    EXIF,
    JPEG_EXIF,
    header,
    jpeg_segments,
    png_chunks,
    tags_of,
    webp_chunks,
)
from quizapp.domain.bank.pictures import Kind

_ORIENTATION = 0x0112
_XMP_FLAG, _EXIF_FLAG = 0x04, 0x08
_PNG_TEXTS = (b"tEXt", b"zTXt", b"iTXt")


def without_location(data: bytes) -> bytes:
    """Return a picture without the place where it was taken; as it is, if it says none."""
    found = header(data)
    if not found.has_location:
        return data
    return _CLEANERS[found.kind](data)


def _jpeg(data: bytes) -> bytes:
    parts, end = [data[:2]], 2
    for start, stop, mark, body in jpeg_segments(data):
        if mark != EXIF:
            parts.append(data[start:stop])
        elif body.startswith(JPEG_EXIF):
            kept = JPEG_EXIF + _only_orientation(body[len(JPEG_EXIF) :])
            parts.append(struct.pack(">BBH", 0xFF, EXIF, len(kept) + 2) + kept)
        end = stop
    return b"".join([*parts, data[end:]])


def _png(data: bytes) -> bytes:
    return data[:8] + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in _kept_chunks(data)
    )


def _kept_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    for name, body in png_chunks(data):
        if name == b"eXIf":
            yield name, _only_orientation(body)
        elif name not in _PNG_TEXTS:
            yield name, body


def _webp(data: bytes) -> bytes:
    parts = [b"WEBP"]
    for name, body in webp_chunks(data):
        if name in (b"EXIF", b"XMP "):
            continue
        if name == b"VP8X" and body:
            body = bytes([body[0] & ~(_XMP_FLAG | _EXIF_FLAG)]) + body[1:]
        parts.append(name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2))
    whole = b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(whole)) + whole


def _only_orientation(exif: bytes) -> bytes:
    """Return camera notes that say which side is up, and nothing else."""
    order = ">" if exif[:2] == b"MM" else "<"
    side = next((value for tag, value in tags_of(exif) if tag == _ORIENTATION), b"")
    (up,) = struct.unpack_from(f"{order}H", side) if side else (1,)
    entry = struct.pack("<HHIHH", _ORIENTATION, 3, 1, up, 0)
    return b"II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 0)


_CLEANERS: dict[Kind, Callable[[bytes], bytes]] = {
    "jpeg": _jpeg,
    "png": _png,
    "webp": _webp,
    "gif": bytes,
}
