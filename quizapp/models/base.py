"""What all tables share: the declarative base, constraint names, types, public ids."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Annotated, ClassVar

from sqlalchemy import (
    BigInteger,
    BindParameter,
    DateTime,
    Dialect,
    Index,
    Integer,
    MetaData,
    String,
    TypeDecorator,
    bindparam,
    text,
)
from sqlalchemy.orm import DeclarativeBase, mapped_column

PUBLIC_ID_BYTES = 16


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime in UTC on every database.

    SQLite drops offsets silently, so naive values are refused on the way in and given UTC on
    the way out.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  the interface of TypeDecorator
        """Refuse naive times, store the rest in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without an offset cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  the interface of TypeDecorator
        """Give UTC back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The base of all tables."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {datetime: UtcDateTime}


# SQLite counts up by itself only for a column of type INTEGER.
BIG_KEY = BigInteger().with_variant(Integer, "sqlite")
BigKey = Annotated[int, mapped_column(BIG_KEY, primary_key=True)]
BigInt = Annotated[int, mapped_column(BigInteger)]
PublicId = Annotated[str, mapped_column(String(32), unique=True, default=lambda: new_public_id())]
BankKey = Annotated[str, mapped_column(String(64))]
"""The `id` of a bank, an item or a quiz in questions.yaml."""


def partial_index(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index of those rows alone for which a condition holds.

    To PostgreSQL it is said by `say_conditions_to_postgresql`.
    """
    return Index(name, *columns, unique=unique, sqlite_where=text(where), info={_WHERE: where})


_WHERE = "where"


def say_conditions_to_postgresql(metadata: MetaData) -> None:
    """Have partial indexes be partial on PostgreSQL too, for whoever makes or compares tables.

    Said by each of them where it stands, it would load that dialect into every server that has
    SQLite: 20 modules.
    """
    for table in metadata.tables.values():
        for index in table.indexes:
            if _WHERE in index.info:
                index.dialect_options["postgresql"]["where"] = text(index.info[_WHERE])


def new_public_id() -> str:
    """A random id of 128 bits that may stand in an address, and in a command as no option."""
    found = secrets.token_urlsafe(PUBLIC_ID_BYTES)
    return new_public_id() if found.startswith("-") else found


Id = int | BindParameter[int]
"""The id of a row, or a parameter of a statement that is built once."""

ASKED_USER: BindParameter[int] = bindparam("user_id", type_=Integer)
"""The user whom a statement asks about that is built once; it is given `user_id` when it runs."""
