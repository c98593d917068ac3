"""The SQL of statements that are built once, found by the statement itself.

SQLAlchemy finds it by a key that holds all that the statement consists of, and Python works out
the hash of so deep a key anew each time: longer than SQLite takes for the whole statement.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

MOST = 500
"""How many are kept; where there are more, all are let go, and made anew as they are asked."""


class CompiledStatements(dict[Any, Any]):
    """A `compiled_cache` of SQLAlchemy, for statements that live as long as the process.

    Of the key, the part of the statement is compared by its identity. It is kept beside its SQL, so
    that no other can come to stand in its place in memory.
    """

    def get(self, key: Any, default: Any = None) -> Any:
        """The SQL of a statement, if it is kept."""
        found = super().get(_place(key))
        return default if found is None else found[1]

    def __setitem__(self, key: Any, compiled: Any) -> None:
        if len(self) >= MOST:
            self.clear()
        super().__setitem__(_place(key), (key[1], compiled))


def _place(key: Any) -> tuple[Any, ...]:
    """The key, with the identity of the statement's part in place of that."""
    dialect, statement, *rest = key
    return (dialect, id(statement), *rest)


COMPILED_ONCE: Final[Mapping[str, Any]] = {"compiled_cache": CompiledStatements()}
"""The execution options to run a statement with that was built once."""
