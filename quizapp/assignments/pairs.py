"""Pre- and post-tests: two assignments of one quiz, and who has which form of it first."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.assignments.assigning import NewAssignment
from quizapp.classes.classrooms import locked_running
from quizapp.domain.assignments import Counting, FeedbackTime, Terms
from quizapp.domain.bank import Bank, Quiz
from quizapp.domain.bank.revisions import marking_hash
from quizapp.domain.drills.marking import MAX_MARK
from quizapp.domain.item_analysis import FEWEST
from quizapp.domain.parallel_forms import Forms, first_form, forms_of_quiz, other_form
from quizapp.models import Assignment, PairHalf, TestPair
from quizapp.models.item_records import mean_first_marks
from quizapp.web.database import Transaction, write_transaction
from quizapp.web.extensions import db

SEED_BITS = 31


@dataclass(frozen=True)
class PairSet(
    Deed,
    name="create pair",
    kind=DeedKind.ASSIGNMENTS,
    sentence=_l("set “%(title)s” and “%(post_title)s” as a pair"),
):
    """A pre-test and a post-test were set for a class."""

    title: str
    post_title: str


@dataclass(frozen=True)
class NewPair:
    """What a teacher sets: a quiz, the titles of both tests for the class, and their terms."""

    quiz: Quiz
    pre_title: str
    post_title: str
    pre: Terms
    post: Terms
    feedback: FeedbackTime = FeedbackTime.AFTER_CLOSE


def create_pair(
    classroom_id: int,
    bank: Bank,
    new: NewPair,
    actor_id: int | None,
    now: datetime,
    *,
    seed: int | None = None,
) -> str:
    """Set a pre-test and a post-test for a classroom; returns the pair's public id.

    The pre-test has no weight: it asks for what has not been taught yet.

    Raises:
        NothingToAsk: no item of the quiz is left.
        TooFewItems: the quiz has too few items for two forms.
        ClassroomArchived: the class is over.
    """
    seed = secrets.randbits(SEED_BITS) if seed is None else seed
    forms = forms_of_quiz(bank, new.quiz, known_facilities(bank), seed)
    with write_transaction() as tx:
        locked_running(tx, classroom_id)
        pair = TestPair(
            classroom_id=classroom_id,
            bank_key=bank.id,
            quiz_key=new.quiz.id,
            forms={"A": list(forms.a), "B": list(forms.b), "seed": seed},
            created_at=now,
        )
        tx.add(pair)
        tx.flush()
        for is_post_test in (False, True):
            tx.add(_test(pair, new, now, is_post_test=is_post_test))
        deed, subject = PairSet(new.pre_title, new.post_title), pair.public_id
        note_deed(tx, deed, subject, now, actor_id=actor_id, classroom_id=classroom_id)
        return subject


def known_facilities(bank: Bank) -> Mapping[str, float]:
    """The facility of the items that `FEWEST` learners have answered as they are marked now.

    Of first attempts that are finished, in all classes and quizzes.
    """
    wanted = {item_id: marking_hash(bank.content_of(item_id)) for item_id in bank.items}
    return {
        item_key: mean_mark / MAX_MARK
        for item_key, marking, n, mean_mark in db.session.execute(mean_first_marks(bank.id))
        if n >= FEWEST and wanted.get(item_key) == marking
    }


def forms_of(pair: TestPair) -> Forms:
    """The two forms of a pair."""
    return Forms(tuple(pair.forms["A"]), tuple(pair.forms["B"]))


def form_for(tx: Transaction, assignment: Assignment, user_id: int) -> str:
    """The form that a learner is asked under the pre- or post-test of a pair, "A" or "B".

    Whoever starts for the first time is put into the smaller half, also at the post-test. The
    pair is locked meanwhile, so that many who start at once are dealt evenly.
    """
    pair = tx.scalars(
        select(TestPair).where(TestPair.id == assignment.pair_id).with_for_update()
    ).one()
    half = tx.scalar(
        select(PairHalf).where(PairHalf.pair_id == pair.id, PairHalf.user_id == user_id)
    )
    if half is None:
        half = PairHalf(
            pair_id=pair.id,
            user_id=user_id,
            first_form=first_form(pair.forms["seed"], _taken(tx, pair.id)),
        )
        tx.add(half)
    return other_form(half.first_form) if assignment.is_post_test else half.first_form


def _taken(tx: Transaction, pair_id: int) -> dict[str, int]:
    counts = (
        select(PairHalf.first_form, func.count())
        .where(PairHalf.pair_id == pair_id)
        .group_by(PairHalf.first_form)
    )
    return dict(tx.execute(counts).all())


def _test(pair: TestPair, new: NewPair, now: datetime, *, is_post_test: bool) -> Assignment:
    test = NewAssignment(
        bank_key=pair.bank_key,
        quiz_key=pair.quiz_key,
        title=new.post_title if is_post_test else new.pre_title,
        terms=replace(new.post if is_post_test else new.pre, attempts_allowed=1),
        feedback=new.feedback,
        counting=Counting.FIRST,
        weight=1.0 if is_post_test else 0.0,
    )
    return Assignment(
        classroom_id=pair.classroom_id,
        pair_id=pair.id,
        is_post_test=is_post_test,
        created_at=now,
        **test.columns,
    )
