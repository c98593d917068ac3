"""YAML as a teacher would write it, from plain data.

Every text is written so that any reader of YAML takes it for a text: `no`, `1:30` and `007` get
quotes. Texts of several lines stand as blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_MAX_KEY_LENGTH = 500
_WORDS = {"true", "false", "yes", "no", "on", "off", "null", "y", "n", "inf", "nan"}
_PLAIN = re.compile(r"[^\W\d_]([^\n:#]|:(?! |$)|(?<! )#)*", re.UNICODE)
_QUOTED = re.compile(r'["\\\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]')
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]")
_BRACKETS = re.compile(r"[][{},]")
_NOT_IN_BLOCKS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class Bare(str):
    """A word that is written without quotes though YAML knows it: true, false, a date."""

    __slots__ = ()


def scalar(text: str) -> str:
    """Return a text on one line, in quotes where it needs them."""
    if isinstance(text, Bare):
        return str(text)
    is_word = text.lower() not in _WORDS
    if _PLAIN.fullmatch(text) and is_word and text == text.strip() and not _QUOTED.search(text):
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    """Return a text in quotes: in single ones where double ones would double its backslashes."""
    if "\\" in text and not _CONTROL.search(text):
        doubled = text.replace("'", "''")
        return f"'{doubled}'"
    return f'"{_QUOTED.sub(_escape, text)}"'


def yaml_list(entries: Sequence[Any], indent: int, *, blocks: bool = True) -> str:
    """Return a list with each entry's dash at a column, ending with a line break.

    Without `blocks`, texts of several lines stand on one line too, so that a comment may follow.
    """
    lines = (line for entry in entries for line in _entry(entry, indent, blocks))
    return "".join(f"{line}\n" for line in lines)


def yaml_group(group: Mapping[str, Any], indent: int, *, blocks: bool = True) -> str:
    """Return a group of keys at a column, ending with a line break."""
    return "".join(f"{line}\n" for line in _group(group, indent, blocks))


def flow_list(entries: Sequence[str]) -> str:
    """Return a list of texts in brackets, on one line."""
    texts = (_quoted(each) if _BRACKETS.search(each) else scalar(each) for each in entries)
    return f"[{', '.join(texts)}]"


def _entry(entry: Any, indent: int, blocks: bool) -> Iterator[str]:
    """Yield the lines of an entry; the dash takes the place of two spaces."""
    if isinstance(entry, Mapping):
        lines = list(_group(entry, indent + 2, blocks))
        yield f"{' ' * indent}- {lines[0][indent + 2 :]}"
        yield from lines[1:]
    else:
        yield f"{' ' * indent}- {scalar(entry)}"


def _group(group: Mapping[str, Any], indent: int, blocks: bool) -> Iterator[str]:
    for key, value in group.items():
        yield from _pair(str(key), value, indent, blocks)


def _pair(key: str, value: Any, indent: int, blocks: bool) -> Iterator[str]:
    *lead, start = _key_lines(key, " " * indent)
    yield from lead
    if isinstance(value, Mapping):
        yield start
        yield from _group(value, indent + 2, blocks)
    elif isinstance(value, list | tuple):
        yield start if value else f"{start} []"
        for entry in value:
            yield from _entry(entry, indent + 2, blocks)
    elif blocks and _is_block(value):
        yield f"{start} |-"
        yield from (f"{' ' * indent}  {line}".rstrip(" ") for line in value.split("\n"))
    else:
        yield f"{start} {scalar(value)}"


def _key_lines(key: str, space: str) -> tuple[str, ...]:
    """Return the lines of a key; the value follows the colon of the last."""
    written = scalar(key)
    if len(written) <= _MAX_KEY_LENGTH:
        return (f"{space}{written}:",)
    # YAML's readers look for the colon of a key without `?` only so far.
    return (f"{space}? {written}", f"{space}:")


def _is_block(text: str) -> bool:
    has_lines = "\n" in text and not text.startswith((" ", "\n")) and text == text.rstrip()
    ends_in_space = any(line != line.rstrip(" ") for line in text.split("\n"))
    return has_lines and not ends_in_space and not _NOT_IN_BLOCKS.search(text)


def _escape(special: re.Match[str]) -> str:
    character = special.group()
    short = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
    return short.get(character, f"\\u{ord(character):04x}")
