"""What a class made of quizzes, counted by the database for the item analysis.

Attempts are those of learners who are or were enrolled, finished and counting: neither practice
nor previews. Who was erased since counts on.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    FunctionElement,
    Select,
    Text,
    and_,
    case,
    cast,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute, aliased
from sqlalchemy.sql.compiler import SQLCompiler

from quizapp.models.attempts import Attempt, AttemptItem, AttemptKind, Response
from quizapp.models.banks import ItemRevision
from quizapp.models.classrooms import Enrolment
from quizapp.models.marks_that_hold import current_credit, current_mark, current_score
from quizapp.models.people import Role, User


class Of(StrEnum):
    """Which attempts of each learner count."""

    FIRST = "first"
    LAST = "last"
    ALL = "all"
    ASSIGNMENT = "assignment"


@dataclass(frozen=True)
class Population:
    """The attempts an analysis is about, with the assignment where they are those of one."""

    classroom_id: int
    of: Of = Of.FIRST
    assignment_id: int | None = None


class whole_seconds(FunctionElement[int]):  # noqa: N801  a function of SQL
    """A moment as whole seconds since 1970, cut off alike on every database."""

    type = BigInteger()
    inherit_cache = True


@compiles(whole_seconds, "sqlite")
def _in_sqlite(element: whole_seconds, compiler: SQLCompiler, **options: Any) -> str:
    return f"CAST(strftime('%s', {compiler.process(element.clauses, **options)}) AS INTEGER)"


@compiles(whole_seconds)
def _elsewhere(element: whole_seconds, compiler: SQLCompiler, **options: Any) -> str:
    moment = compiler.process(element.clauses, **options)
    return f"CAST(floor(date_part('epoch', {moment})) AS BIGINT)"


def score_tallies(
    population: Population, bank_keys: Collection[str], quiz_keys: Collection[str]
) -> Select[*tuple[Any, ...]]:
    """Attempts by quiz, bank revision, form, score and maximum: how many, from when to when."""
    attempts = _counting(population, bank_keys, quiz_keys).columns
    alike = (
        attempts.bank_key,
        attempts.quiz_key,
        attempts.bank_revision_id,
        attempts.form,
        attempts.score,
        attempts.max_score,
    )
    return select(
        *alike,
        func.count().label("count"),
        func.max(attempts.quiz_title).label("title"),
        func.min(attempts.finished_at).label("since"),
        func.max(attempts.finished_at).label("until"),
    ).group_by(*alike)


def item_tallies(
    population: Population, bank_keys: Collection[str], quiz_keys: Collection[str]
) -> Select[*tuple[Any, ...]]:
    """The items that those attempts asked, by all that their figures rest on, and how often.

    Attempts that agree are numbered first: rows are sorted by that one number, not by six columns.
    """
    attempts = _counting(population, bank_keys, quiz_keys)
    alike = (
        attempts.c.bank_key,
        attempts.c.quiz_key,
        attempts.c.bank_revision_id,
        attempts.c.form,
        attempts.c.score,
        attempts.c.max_score,
    )
    numbered = (
        select(attempts.c.id, *alike, func.dense_rank().over(order_by=alike).label("kind"))
        .cte("numbered")
        .prefix_with("MATERIALIZED")
    )
    one = (
        select(
            numbered.c.kind,
            AttemptItem.item_revision_id,
            AttemptItem.question,
            cast(Response.chosen, Text).label("chosen"),
            current_mark.label("mark"),
            current_credit.label("credit"),
        )
        .select_from(numbered)
        .join(AttemptItem, AttemptItem.attempt_id == numbered.c.id)
        .outerjoin(Response, Response.attempt_item_id == AttemptItem.id)
        .subquery()
    )
    counted = select(*one.c, func.count().label("count")).group_by(*one.c).subquery()
    kinds = select(numbered.c.kind, *(numbered.c[each.name] for each in alike)).distinct()
    kinds_found = kinds.subquery()
    return select(
        *(kinds_found.c[name] for name in ("bank_key", "quiz_key", "bank_revision_id", "form")),
        counted.c.item_revision_id,
        counted.c.question,
        counted.c.chosen,
        counted.c.mark,
        counted.c.credit,
        kinds_found.c.score,
        kinds_found.c.max_score,
        counted.c.count,
    ).join_from(counted, kinds_found, kinds_found.c.kind == counted.c.kind)


def time_tallies(
    population: Population, bank_keys: Collection[str], quiz_keys: Collection[str], longest: int
) -> Select[int, int, int]:
    """By item revision: seconds to the first try from the try before, or the start; and how often.

    Longer ones are told as -1: nobody knows what the learner did meanwhile.
    """
    attempts = _counting(population, bank_keys, quiz_keys)
    first = _tries(attempts, Response.responded_at, is_second=False)
    second = _tries(attempts, Response.second_at, is_second=True)
    tries = union_all(first, second.where(Response.second_at.is_not(None))).subquery()
    moment = whole_seconds(tries.c.made_at)
    before = func.lag(moment).over(
        partition_by=tries.c.attempt_id,
        order_by=(tries.c.made_at, tries.c.response_id, tries.c.is_second),
    )
    one = select(
        tries.c.item_revision_id,
        tries.c.is_second,
        (moment - func.coalesce(before, whole_seconds(tries.c.started_at))).label("taken"),
    ).subquery()
    taken = case((one.c.taken > longest, -1), (one.c.taken < 0, 0), else_=one.c.taken)
    timed = select(one.c.item_revision_id, taken.label("taken")).where(~one.c.is_second).subquery()
    return select(*timed.c, func.count().label("count")).group_by(*timed.c)


def _tries(
    attempts: CTE, made_at: InstrumentedAttribute[Any], *, is_second: bool
) -> Select[*tuple[Any, ...]]:
    return (
        select(
            attempts.c.id.label("attempt_id"),
            attempts.c.started_at,
            AttemptItem.item_revision_id,
            Response.id.label("response_id"),
            made_at.label("made_at"),
            literal(is_second).label("is_second"),
        )
        .select_from(attempts)
        .join(AttemptItem, AttemptItem.attempt_id == attempts.c.id)
        .join(Response, Response.attempt_item_id == AttemptItem.id)
    )


def learners_who_missed(
    population: Population, bank_key: str, quiz_key: str, item_key: str
) -> Select[*tuple[Any, ...]]:
    """Learners without the full mark on the item, by name: with the attempt and what they chose."""
    attempts = _counting(population, (bank_key,), (quiz_key,))
    return (
        select(
            User.public_id.label("learner_id"),
            User.display_name,
            attempts.c.public_id.label("attempt_id"),
            attempts.c.finished_at,
            AttemptItem.position,
            AttemptItem.question,
            ItemRevision.content,
            Response.chosen,
            Response.is_unknown,
            current_mark.label("mark"),
        )
        .select_from(attempts)
        .join(User, User.id == attempts.c.user_id)
        .join(AttemptItem, AttemptItem.attempt_id == attempts.c.id)
        .join(ItemRevision, ItemRevision.id == AttemptItem.item_revision_id)
        .outerjoin(Response, Response.attempt_item_id == AttemptItem.id)
        .where(AttemptItem.item_key == item_key, current_mark < 1, User.erased_at.is_(None))
        .order_by(User.display_name, User.id, attempts.c.id)
    )


def quizzes_asking(
    population: Population, bank_key: str, quiz_keys: Collection[str], item_key: str
) -> Select[str]:
    """The quizzes whose attempts asked the item, those that asked it most often first."""
    attempts = _counting(population, (bank_key,), quiz_keys)
    return (
        select(attempts.c.quiz_key)
        .join(AttemptItem, AttemptItem.attempt_id == attempts.c.id)
        .where(AttemptItem.item_key == item_key)
        .group_by(attempts.c.quiz_key)
        .order_by(func.count().desc(), attempts.c.quiz_key)
        .limit(1)
    )


def _counting(
    population: Population, bank_keys: Collection[str], quiz_keys: Collection[str]
) -> CTE:
    """The attempts, each with its score, worked out once for all that is joined to them."""
    return (
        select(
            Attempt.id,
            Attempt.public_id,
            Attempt.user_id,
            Attempt.bank_key,
            Attempt.quiz_key,
            Attempt.quiz_title,
            Attempt.bank_revision_id,
            Attempt.form,
            func.coalesce(current_score, 0.0).label("score"),
            Attempt.max_score,
            Attempt.started_at,
            Attempt.finished_at,
        )
        .join(Enrolment, Enrolment.user_id == Attempt.user_id)
        .join(User, User.id == Attempt.user_id)
        .where(
            Enrolment.classroom_id == population.classroom_id,
            User.role == Role.LEARNER,
            Attempt.bank_key.in_(bank_keys),
            Attempt.quiz_key.in_(quiz_keys),
            Attempt.kind == AttemptKind.QUIZ,
            Attempt.finished_at.is_not(None),
            Attempt.max_score > 0,
            _chosen(population),
        )
        .cte("counting")
        .prefix_with("MATERIALIZED")
    )


def _chosen(population: Population) -> ColumnElement[bool]:
    if population.of is Of.ASSIGNMENT:
        return and_(
            Attempt.assignment_id == population.assignment_id, Attempt.assignment_number == 1
        )
    if population.of is Of.FIRST:
        return Attempt.number == 1
    if population.of is Of.ALL:
        return Attempt.number >= 1
    later = aliased(Attempt)
    return ~(
        select(later.id)
        .where(
            later.user_id == Attempt.user_id,
            later.bank_key == Attempt.bank_key,
            later.quiz_key == Attempt.quiz_key,
            later.kind == AttemptKind.QUIZ,
            later.finished_at.is_not(None),
            later.id > Attempt.id,
        )
        .exists()
    )
