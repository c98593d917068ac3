"""A new migration leaves servers of the version before at work, or says that they must stop.

Servers are exchanged one after the other (docs/hosting.md): for a while old ones write to new
tables. So a migration adds; what it takes away waits for a version in which nobody asks for it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.web.config import migrations_folder

LAST_BEFORE_THE_RULE = "0014"
STOP = "stop all servers"
"""Stands in the docstring of a migration that cannot be beside an old server."""

TAKING = frozenset(
    {"drop_column", "drop_table", "rename_table", "alter_column", "create_unique_constraint"}
)
MIGRATIONS = sorted(
    path
    for path in (migrations_folder() / "versions").glob("[0-9]*.py")
    if path.name[:4] > LAST_BEFORE_THE_RULE
)


def in_the_way(source: str) -> list[str]:
    """What of a migration an old server would fail on."""
    module = ast.parse(source)
    upgrade = next(
        each for each in module.body if isinstance(each, ast.FunctionDef) and each.name == "upgrade"
    )
    return [*_in_the_way(upgrade)]


def _in_the_way(upgrade: ast.FunctionDef) -> Iterator[str]:
    for call in (each for each in ast.walk(upgrade) if isinstance(each, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        if name in TAKING:
            yield name
        if name == "add_column" and _must_be_given(call):
            yield ast.unparse(call)


def _must_be_given(adding: ast.Call) -> bool:
    """Whether rows without a value for the new column are refused."""
    column = next(each for each in adding.args if isinstance(each, ast.Call))
    said = {keyword.arg: ast.unparse(keyword.value) for keyword in column.keywords}
    return said.get("nullable") == "False" and "server_default" not in said


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: path.stem)
def test_a_migration_adds_or_says_that_all_servers_must_stop(path: Path) -> None:
    source = path.read_text(encoding="utf-8")

    assert STOP in (ast.get_docstring(ast.parse(source)) or "") or not in_the_way(source)


@pytest.mark.parametrize(
    ("line", "is_in_the_way"),
    [
        ('op.drop_column("users", "name")', True),
        ('op.add_column("users", sa.Column("age", nullable=False))', True),
        ('op.add_column("users", sa.Column("age", server_default="0", nullable=False))', False),
        ('op.add_column("users", sa.Column("age", nullable=True))', False),
        ('op.create_table("pets", sa.Column("name", nullable=False))', False),
    ],
)
def test_what_an_old_server_would_fail_on_is_seen(line: str, *, is_in_the_way: bool) -> None:
    assert bool(in_the_way(f"def upgrade() -> None:\n    {line}\n")) is is_in_the_way
