"""One file out of several: a style sheet or a script together with all that it imports.

The sources are plain CSS and modules, which browsers could load as they stand, with a request for
each. Only the forms of `import` and `export` that are used here are known; a test looks at every
file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

STYLE_IMPORT = re.compile(r'^@import "(?P<name>[^"]+)"(?: (?P<media>[^;]+))?;\n', re.MULTILINE)
SCRIPT_IMPORT = re.compile(
    r"^import (?:(?:\* as (?P<whole>\w+)|(?P<some>\{ [^}]+ \})) from )?"
    r'"(?P<name>\.{1,2}/[^"]+)";\n',
    re.MULTILINE,
)
SCRIPT_EXPORT = re.compile(r"^export (?=(?:(?:async )?function|const) (?P<name>\w+))", re.MULTILINE)


def joined_style(path: Path) -> str:
    """A style sheet with the ones that it imports in their places."""

    def put_in(wish: re.Match[str]) -> str:
        rules = joined_style(path.parent / wish["name"])
        return f"@media {wish['media']} {{\n{rules}}}\n" if wish["media"] else rules

    return STYLE_IMPORT.sub(put_in, path.read_text(encoding="utf-8"))


def joined_script(path: Path) -> str:
    """A module after the ones that it imports, each of them once and in a room of its own."""
    files = list(dict.fromkeys(_in_order(path.resolve())))
    rooms = {file: f"$room{number}" for number, file in enumerate(files)}
    parts = [_in_a_room(file, rooms) for file in files[:-1]]
    return "".join([*parts, _with_rooms(files[-1], rooms)])


def _in_order(path: Path) -> Iterator[Path]:
    """The modules that a module needs, then itself."""
    for wish in SCRIPT_IMPORT.finditer(path.read_text(encoding="utf-8")):
        yield from _in_order((path.parent / wish["name"]).resolve())
    yield path


def _in_a_room(path: Path, rooms: dict[Path, str]) -> str:
    """A module as a function that is called at once and returns what the module exports."""
    text = _with_rooms(path, rooms)
    exported = ", ".join(wish["name"] for wish in SCRIPT_EXPORT.finditer(text))
    body = SCRIPT_EXPORT.sub("", text)
    return f"const {rooms[path]} = (() => {{\n{body}return {{ {exported} }};\n}})();\n"


def _with_rooms(path: Path, rooms: dict[Path, str]) -> str:
    """The text of a module that takes what it imports out of the rooms."""

    def take_out(wish: re.Match[str]) -> str:
        names = wish["whole"] or (wish["some"] or "").replace(" as ", ": ")
        room = rooms[(path.parent / wish["name"]).resolve()]
        return f"const {names} = {room};\n" if names else ""

    return SCRIPT_IMPORT.sub(take_out, path.read_text(encoding="utf-8"))
