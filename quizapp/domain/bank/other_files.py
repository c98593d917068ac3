"""Files that are no bank: what they are instead, told by how they begin."""

from __future__ import annotations

import re

BANK_KEYS = (
    *("format", "id", "title", "language", "article", "topics", "pictures", "items", "quizzes"),
)

NOT_A_BANK = "No line of this file begins with a key of a bank, such as `format:` or `items:`."

_BANK_LINE = re.compile(rf"(?m)^[ \t-]*[\"']?(?:{'|'.join(BANK_KEYS)})[\"']?[ \t]*:")
_BEGINNINGS = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a document of a word processor (RTF)"),
    (b"\xd0\xcf\x11\xe0", "a document of an older Word, Excel or PowerPoint"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"7z\xbc\xaf", "a packed file (7z)"),
    (b"Rar!", "a packed file (RAR)"),
)
_IN_ZIP = (
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"opendocument.text", "a document of a word processor (ODT)"),
    (b"opendocument.spreadsheet", "a spreadsheet (ODS)"),
    (b"collection.anki2", "a deck of Anki"),
    (b"imsmanifest.xml", "a package of questions (QTI or Common Cartridge)"),
)
_WEB_PAGE = re.compile(rb"\s*<(?:!doctype html|html)\b", re.IGNORECASE)
_XML = re.compile(rb"\s*<(?:\?xml|[a-z]+[ >])", re.IGNORECASE)


def kind_of_file(data: bytes) -> str | None:
    """Name what a file is that is no text; None for a text, whatever it says."""
    if data.startswith(b"PK\x03\x04"):
        return next((name for part, name in _IN_ZIP if part in data), "a ZIP file")
    if _WEB_PAGE.match(data):
        return "a web page"
    if _XML.match(data):
        return "an XML file"
    return next((name for start, name in _BEGINNINGS if data.startswith(start)), None)


def is_like_bank(text: str) -> bool:
    """Whether a line of a text begins with a key of a bank."""
    return _BANK_LINE.search(text) is not None
