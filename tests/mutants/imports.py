"""Which modules stand on which: what runs on import is noticed by those that use it."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path


def importers(root: Path) -> Mapping[str, set[str]]:
    """For each module of the app, by its path, the modules that import something from it."""
    found: dict[str, set[str]] = defaultdict(set)
    paths = {_name(path.relative_to(root)): path for path in (root / "quizapp").rglob("*.py")}
    for importer in paths.values():
        for name in _imported(importer):
            if name in paths:
                found[_relative(paths[name], root)].add(_relative(importer, root))
    return found


def users(path: str, of: Mapping[str, set[str]]) -> set[str]:
    """The module, those that import it, and those that do so by way of its package."""
    found, ahead = {path}, [path]
    while ahead:
        new = of.get(ahead.pop(), set()) - found
        found |= new
        ahead += [each for each in new if each.endswith("/__init__.py")]
    return found


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)


def _name(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
