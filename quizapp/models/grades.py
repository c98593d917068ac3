"""The scores that pages of teachers read: attempts as shares of their maximum, means, the best.

What an attempt has earned is said once, by `_shares`.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Integer,
    NotNullable,
    Select,
    Subquery,
    case,
    cast,
    func,
    select,
    union,
    union_all,
)

from quizapp.domain.assignments import Counting
from quizapp.models.accommodations import LearnerAccommodation, own_moment
from quizapp.models.assignments import (
    Assignment,
    AssignmentException,
    ScoreOverride,
    newest_overrides,
)
from quizapp.models.attempts import Attempt, AttemptItem, AttemptKind, Response
from quizapp.models.classrooms import Enrolment
from quizapp.models.held_keys import at, overdue
from quizapp.models.marks_that_hold import current_credit
from quizapp.models.regrades import RegradedScore


def shares_under(
    assignment_ids: Collection[int], user_ids: Collection[int] | None, now: datetime
) -> Select[int, int, int, float | None, bool | None]:
    """The attempts that count under assignments, by learner; with `user_ids` None everybody's.

    Learner, assignment, number, share of the maximum (null while it runs), and whether it ended
    after it was due for this learner.
    """
    due_at = own_moment(AssignmentException.due_at, Assignment.due_at)
    of = Attempt.assignment_id.in_(assignment_ids)
    shares = _shares(of if user_ids is None else of & Attempt.user_id.in_(user_ids), now)
    return (
        select(
            shares.c.user_id,
            shares.c.assignment_id,
            shares.c.assignment_number,
            shares.c.share,
            shares.c.ended_at > due_at,
        )
        .join(Assignment, Assignment.id == shares.c.assignment_id)
        .outerjoin(
            AssignmentException,
            (AssignmentException.assignment_id == shares.c.assignment_id)
            & (AssignmentException.user_id == shares.c.user_id),
        )
        .outerjoin(
            LearnerAccommodation,
            (LearnerAccommodation.classroom_id == Assignment.classroom_id)
            & (LearnerAccommodation.user_id == shares.c.user_id),
        )
        .order_by(shares.c.user_id)
    )


def share_sums(
    classroom_id: int, assignment_ids: Collection[int], now: datetime
) -> Select[int, int, float]:
    """Per assignment: how many learners of the class have a score in it, and the sum of shares.

    The counting attempt's, or the one set by hand; the rules are those of
    `quizapp.domain.grading.grade`. Those who are excused are left out.
    """
    by_hand = newest_overrides([*assignment_ids]).where(ScoreOverride.share.is_not(None))
    excused = select(AssignmentException.assignment_id, AssignmentException.user_id).where(
        AssignmentException.assignment_id.in_(assignment_ids), AssignmentException.is_excused
    )
    keys = by_hand.with_only_columns(ScoreOverride.assignment_id, ScoreOverride.user_id)
    special, out = union(keys, excused).subquery("special"), excused.subquery("out")
    held = by_hand.subquery("held")
    counting = _counting_shares(assignment_ids, now)
    rows = union_all(
        _without(counting, special, classroom_id), _without(held, out, classroom_id)
    ).subquery("sums")
    # PostgreSQL counts up whole numbers to decimals, which no share can be divided by.
    number = cast(func.sum(rows.c.number), Integer)
    return select(rows.c.assignment_id, number, func.sum(rows.c.total)).group_by(
        rows.c.assignment_id
    )


def best_scores(
    bank_key: str, user_ids: Select[int], now: datetime
) -> Select[int, str, str, float, float, int]:
    """The best finished attempt of each of these learners at each quiz of a bank.

    Learner, quiz, its title as it was taken, score, maximum, and how many were finished. The best
    is so by share; of equally good ones the first.
    """
    of_bank = (Attempt.bank_key == bank_key) & Attempt.user_id.in_(user_ids)
    shares = _shares(of_bank & Attempt.finished_at.is_not(None), now)
    of_quiz = (Attempt.user_id, Attempt.quiz_key)
    ranked = (
        select(
            Attempt.user_id,
            Attempt.quiz_key,
            Attempt.quiz_title,
            shares.c.score,
            NotNullable(Attempt.max_score),
            func.count().over(partition_by=of_quiz).label("attempts"),
            func.row_number()
            .over(partition_by=of_quiz, order_by=(shares.c.share.desc(), Attempt.id))
            .label("rank"),
        )
        .join(shares, shares.c.id == Attempt.id)
        .subquery("ranked")
    )
    columns = ranked.c
    return select(
        columns.user_id,
        columns.quiz_key,
        columns.quiz_title,
        columns.score,
        columns.max_score,
        columns.attempts,
    ).where(columns.rank == 1)


def _without(shares: Subquery, special: Subquery, classroom_id: int) -> Select[int, int, float]:
    """Number and sum of the class's shares by assignment, but for some pairs."""
    enrolled = select(Enrolment.user_id).where(
        Enrolment.classroom_id == classroom_id, Enrolment.left_at.is_(None)
    )
    return (
        select(
            shares.c.assignment_id,
            func.count().label("number"),
            func.sum(shares.c.share).label("total"),
        )
        .outerjoin(
            special,
            (special.c.assignment_id == shares.c.assignment_id)
            & (special.c.user_id == shares.c.user_id),
        )
        .where(special.c.user_id.is_(None), shares.c.user_id.in_(enrolled))
        .group_by(shares.c.assignment_id)
    )


def _counting_shares(assignment_ids: Collection[int], now: datetime) -> Subquery:
    """The share of the attempt that counts, by assignment and learner.

    Twice the number and the share make one figure, from nought to one past an even number: so a
    plain minimum or maximum finds the first or last attempt and tells its share, in the order of
    the index and without sorting all attempts of the class.
    """
    shares = _shares(Attempt.assignment_id.in_(assignment_ids), now)
    number, share = shares.c.assignment_number, shares.c.share
    first = func.min(2 * number + share) - 2 * func.min(number)
    last = func.max(2 * number + share) - 2 * func.max(number)
    return (
        select(
            shares.c.assignment_id,
            shares.c.user_id,
            case(
                (func.min(Assignment.counting) == Counting.BEST, func.max(share)),
                (func.min(Assignment.counting) == Counting.LAST, last),
                else_=first,
            ).label("share"),
        )
        .join(Assignment, Assignment.id == shares.c.assignment_id)
        .where(share.is_not(None))
        .group_by(shares.c.assignment_id, shares.c.user_id)
        .subquery("counting")
    )


def _shares(of: ColumnElement[bool], now: datetime) -> Subquery:
    """Attempts that count: their score and its share of the maximum, null while they run; the end.

    One whose time is over, but which nobody has ended yet, counts with what was answered.
    Regrades and such attempts are few: joined as tables of their own, they are looked for once
    and not for each attempt.
    """
    regraded, answered = _regraded(of), _answered(of, now)
    score = case(
        (Attempt.finished_at.is_not(None), func.coalesce(regraded.c.score, Attempt.score)),
        else_=answered.c.score,
    )
    return (
        select(
            Attempt.id,
            Attempt.user_id,
            Attempt.assignment_id,
            Attempt.assignment_number,
            score.label("score"),
            (score / func.coalesce(Attempt.max_score, Attempt.item_count)).label("share"),
            func.coalesce(Attempt.finished_at, Attempt.deadline_at).label("ended_at"),
        )
        .outerjoin(regraded, regraded.c.attempt_id == Attempt.id)
        .outerjoin(answered, answered.c.attempt_id == Attempt.id)
        .where(of, Attempt.kind == AttemptKind.QUIZ)
        .subquery("shares")
    )


def _regraded(of: ColumnElement[bool]) -> Subquery:
    """The newest regraded score of each attempt that has one."""
    newest = (
        select(func.max(RegradedScore.id))
        .join(Attempt, Attempt.id == RegradedScore.attempt_id)
        .where(of)
        .group_by(RegradedScore.attempt_id)
    )
    return (
        select(RegradedScore.attempt_id, RegradedScore.score)
        .where(RegradedScore.id.in_(newest))
        .subquery("regraded")
    )


def _answered(of: ColumnElement[bool], now: datetime) -> Subquery:
    """What attempts have earned whose time is over and which nobody has ended yet."""
    return (
        select(AttemptItem.attempt_id, func.sum(current_credit).label("score"))
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .outerjoin(Response, Response.attempt_item_id == AttemptItem.id)
        .where(of, overdue(at(now)))
        .group_by(AttemptItem.attempt_id)
        .subquery("answered")
    )
