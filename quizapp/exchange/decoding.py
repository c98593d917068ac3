"""The text that bytes stand for."""

from __future__ import annotations

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def decoded(data: bytes) -> tuple[str, int | None]:
    """Return the text, and the offset of the first byte that is not UTF-8, if there is one.

    UTF-16 is told by its byte order mark; what is neither is read as Windows writes it.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace"), None
    try:
        return data.decode(), None
    except UnicodeDecodeError as error:
        return data.decode("cp1252", errors="replace"), error.start
