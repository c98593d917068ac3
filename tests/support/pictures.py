"""Pictures small enough to be written down, and banks that show them."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

BOAT = """\
pictures:
  boat:
    file: boat.png
    alt: A boat lies on the mud.
    credit: Own drawing
"""
STEM = "stem: What pulls at the sea and makes it rise?"
SHOWN = 'stem: "What pulls at the sea and makes it rise? ![](boat)"'


def png(width: int = 3, height: int = 2, shade: int = 90, chunks: bytes = b"") -> bytes:
    """A grey PNG that every program opens."""
    rows = b"".join(b"\0" + bytes([shade]) * width for _ in range(height))
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
            chunks,
            png_chunk(b"IDAT", zlib.compress(rows)),
            png_chunk(b"IEND", b""),
        ]
    )


def png_chunk(name: bytes, body: bytes) -> bytes:
    crc = struct.pack(">I", zlib.crc32(name + body))
    return struct.pack(">I", len(body)) + name + body + crc


def placed_exif(order: str = "<") -> bytes:
    """Camera notes of which one leads to a table of places."""
    head = b"II*\0" if order == "<" else b"MM\0*"
    entries = struct.pack(f"{order}HHIHHHHII", 0x0112, 3, 1, 6, 0, 0x8825, 4, 1, 38)
    gps = struct.pack(f"{order}HHHI4sI", 1, 1, 2, 2, b"N\0\0\0", 0)
    return head + struct.pack(f"{order}IH", 8, 2) + entries + struct.pack(f"{order}I", 0) + gps


def jpeg(width: int = 640, height: int = 480, exif: bytes = b"") -> bytes:
    """The beginning of a JPEG, as far as its size is told."""
    notes = _segment(0xE1, b"Exif\0\0" + exif) if exif else b""
    frame = _segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\0")
    return b"\xff\xd8" + _segment(0xE0, b"JFIF\0") + notes + frame + b"\xff\xda\0\x02\xff\xd9"


def gif(width: int = 5, height: int = 4) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\0\0\0;"


def webp(kind: bytes = b"VP8X", exif: bytes = b"") -> bytes:
    """A WebP of 640 by 480 in one of its three ways, with notes at its end."""
    body = {
        b"VP8X": b"\0\0\0\0" + (639).to_bytes(3, "little") + (479).to_bytes(3, "little"),
        b"VP8L": b"\x2f" + struct.pack("<I", 639 | 479 << 14),
        b"VP8 ": b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 640, 480),
    }[kind]
    chunks = riff(kind, body) + (riff(b"EXIF", exif) if exif else b"")
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WEBP" + chunks


def show_boat(bank_file: Path, content: bytes | None = None, *, text: str = SHOWN) -> bytes:
    """Let the first question of the small bank show a picture; return its content."""
    content = png() if content is None else content
    folder = bank_file.parent / "pictures"
    folder.mkdir(exist_ok=True)
    (folder / "boat.png").write_bytes(content)
    written = bank_file.read_text(encoding="utf-8").replace(STEM, text)
    bank_file.write_text(written.replace("topics:\n", f"{BOAT}topics:\n"), encoding="utf-8")
    return content


def _segment(mark: int, body: bytes) -> bytes:
    return bytes([0xFF, mark]) + struct.pack(">H", len(body) + 2) + body


def riff(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
