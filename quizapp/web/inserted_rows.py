"""New rows written one by one, without the session's search for what depends on what."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, cast

from sqlalchemy import Insert, Table, insert
from sqlalchemy.orm import make_transient_to_detached

from quizapp.models import Base
from quizapp.web.compiled_statements import COMPILED_ONCE
from quizapp.web.database import INSERTED, Transaction


class _Insertion(NamedTuple):
    """How rows of a table are written, whose attributes are named as its columns.

    Attributes:
        into: The statement.
        plain: Columns that are null where the row says nothing.
        with_default: Columns that have a default then.
    """

    into: Insert
    plain: tuple[str, ...]
    with_default: tuple[str, ...]


def insert_row(tx: Transaction, row: Base) -> None:
    """Write a new row now; from then on it belongs to the session, as one that was loaded.

    It comes to the same as adding it and flushing, in less time. If the transaction is undone, the
    session lets it go.
    """
    insert_last_row(tx, row)
    make_transient_to_detached(row)
    tx.add(row)
    tx.info.setdefault(INSERTED, []).append(row)


def insert_last_row(tx: Transaction, row: Base) -> None:
    """Write a new row now that this transaction changes no more: the session never knows it.

    That takes a third less. Its id can be read, and what was given to it; the defaults of its
    columns cannot. Rows that it refers to are given by their ids, not as objects, and have been
    written.
    """
    tx.flush()
    insertion, held = _insertion(type(row)), vars(row)
    values = {name: held.get(name) for name in insertion.plain}
    values |= {name: held[name] for name in insertion.with_default if held.get(name) is not None}
    written = tx.connection().execute(insertion.into, values, execution_options=COMPILED_ONCE)
    (held["id"],) = written.inserted_primary_key or (None,)


@cache
def _insertion(of: type[Base]) -> _Insertion:
    table, mapper = cast("Table", of.__table__), of.__mapper__
    columns = [each for each in table.columns if not each.primary_key]
    if any(mapper.get_property_by_column(each).key != each.key for each in columns):
        raise TypeError(f"{of.__name__} names columns otherwise than its table")
    has_default = [each.default is not None or each.server_default is not None for each in columns]
    return _Insertion(
        insert(table),
        tuple(each.key for each, has in zip(columns, has_default, strict=True) if not has),
        tuple(each.key for each, has in zip(columns, has_default, strict=True) if has),
    )
