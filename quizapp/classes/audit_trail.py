"""The audit trail as teachers read it: a sentence for each deed, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import joinedload

from quizapp.accounts.auditing import KNOWN_DEEDS, DeedKind
from quizapp.banks.publishing import BankFileSaved
from quizapp.classes.deed_words import sentence_of
from quizapp.classes.joining import ClassJoined, ClassLeft
from quizapp.models import AuditEntry, User
from quizapp.web.extensions import db

PAGE_SIZE = 50
MOST_NAMED = 10_000
"""Values that a query lists; databases take about three times as many."""


_OF_SITE = (DeedKind.BANK, DeedKind.SCORES)
"""Kinds of which a class is told also what was done on the whole site."""

_BY_LEARNERS = {ClassJoined.deed_name, ClassLeft.deed_name}


@dataclass(frozen=True)
class TrailEntry:
    """One deed, in words. `actor` is None for the command line."""

    happened_at: datetime
    actor: str | None
    sentence: str
    kind: DeedKind


@dataclass(frozen=True)
class Person:
    """Somebody who did something in the trail, or to whom something was done."""

    id: str
    name: str


@dataclass(frozen=True)
class TrailFilter:
    """Which deeds are wanted: of one kind, or by or about one person; None for all."""

    kind: DeedKind | None = None
    person_id: str | None = None


@dataclass(frozen=True)
class TrailPage:
    """Some deeds, newest first; `older` is what to ask for to see those before.

    `people` are all whom the trail can be narrowed down to, by name.
    """

    entries: list[TrailEntry]
    older: int | None
    people: list[Person]


def trail_page(classroom_id: int, wanted: TrailFilter, before: int | None = None) -> TrailPage:
    """The deeds before the row of this id, a page of them. Three queries."""
    query = _trail(classroom_id, wanted).limit(PAGE_SIZE + 1)
    if before is not None:
        query = query.where(AuditEntry.id < before)
    rows = db.session.scalars(query).all()
    shown = rows[:PAGE_SIZE]
    older = shown[-1].id if len(rows) > PAGE_SIZE else None
    return TrailPage(_in_words(shown), older, _people(classroom_id))


def whole_trail(classroom_id: int, wanted: TrailFilter) -> list[TrailEntry]:
    """All of them. Two queries."""
    return _in_words(db.session.scalars(_trail(classroom_id, wanted)).all())


def _people(classroom_id: int) -> list[Person]:
    scope = _scope(classroom_id)
    users = db.session.execute(
        select(User.public_id, User.display_name)
        .where(
            User.id.in_(select(AuditEntry.actor_id).where(scope))
            | User.public_id.in_(select(AuditEntry.subject).where(scope))
        )
        .order_by(User.display_name, User.id)
    )
    return [Person(*user) for user in users]


def _scope(classroom_id: int) -> ColumnElement[bool]:
    """What was done in the class; and of the site, what is its teachers' business."""
    of_site = [name for name, deed in KNOWN_DEEDS.items() if deed.kind in _OF_SITE]
    return (AuditEntry.classroom_id == classroom_id) | (
        AuditEntry.classroom_id.is_(None) & AuditEntry.deed.in_(of_site)
    )


def _trail(classroom_id: int, wanted: TrailFilter) -> Select[AuditEntry]:
    query = (
        select(AuditEntry)
        .options(joinedload(AuditEntry.actor))
        .where(_scope(classroom_id))
        .order_by(AuditEntry.id.desc())
    )
    if wanted.kind is not None:
        deeds = [name for name, deed in KNOWN_DEEDS.items() if deed.kind is wanted.kind]
        query = query.where(AuditEntry.deed.in_(deeds))
    if wanted.person_id is not None:
        actor = select(User.id).where(User.public_id == wanted.person_id)
        query = query.where(
            AuditEntry.actor_id.in_(actor) | (AuditEntry.subject == wanted.person_id)
        )
    return query


def _in_words(rows: Iterable[AuditEntry]) -> list[TrailEntry]:
    rows = list(rows)
    names = _names({public_id for row in rows for public_id in _named_in(row)})
    return [_entry(row, names) for row in rows]


def _named_in(row: AuditEntry) -> Iterable[str]:
    into = (row.details or {}).get("into")
    return (row.subject, into) if isinstance(into, str) else (row.subject,)


def _names(public_ids: set[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    users = select(User.public_id, User.display_name)
    for some in _batched(public_ids):
        names |= dict(db.session.execute(users.where(User.public_id.in_(some))).all())
    return names


def _batched(public_ids: Iterable[str]) -> Iterator[list[str]]:
    """Lists of ids that a query can take; a page of the trail needs one."""
    ids = iter(public_ids)
    while some := list(islice(ids, MOST_NAMED)):
        yield some


def _actor(row: AuditEntry) -> str | None:
    """Who did it. A guest who is gone leaves no name, and is not the command line."""
    if row.deed == BankFileSaved.deed_name:
        return str(_("the file on disk"))
    if row.actor:
        return row.actor.display_name
    return _("somebody who is gone") if row.deed in _BY_LEARNERS else None


def _entry(row: AuditEntry, names: Mapping[str, str]) -> TrailEntry:
    deed = KNOWN_DEEDS.get(row.deed)
    return TrailEntry(
        happened_at=row.happened_at,
        actor=_actor(row),
        sentence=sentence_of(row, names),
        kind=DeedKind.CLASS if deed is None else deed.kind,
    )
