"""What came of a pre- and a post-test."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Row

from quizapp.assignments.facts import AssignmentFacts, assignments_found_by
from quizapp.domain.errors import NotFound
from quizapp.domain.gains import BothTests, FormEffect, Gain, form_effect, gain
from quizapp.domain.item_analysis.moments import mean
from quizapp.domain.parallel_forms import other_form
from quizapp.models.classrooms import enrolled_learners
from quizapp.models.pairs import first_shares, pair_in, tests_of_pair
from quizapp.web.extensions import db


@dataclass(frozen=True)
class TakenTest:
    """One learner's finished pre- or post-test: the share earned, and of which form."""

    share: float
    form: str


@dataclass(frozen=True)
class LearnerInPair:
    """A learner, and what they have taken; None where nothing is finished."""

    learner_id: str
    name: str
    is_here: bool
    pre: TakenTest | None
    post: TakenTest | None

    @property
    def both(self) -> BothTests | None:
        """Both tests, of different forms; None unless both are finished."""
        if self.pre is None or self.post is None or self.pre.form == self.post.form:
            return None
        return BothTests(self.pre.share, self.post.share, self.pre.form)

    @property
    def first_form(self) -> str | None:
        """The form that they have, or would have had, before."""
        if self.pre is not None:
            return self.pre.form
        return other_form(self.post.form) if self.post is not None else None

    @property
    def difference(self) -> float | None:
        """By how much the share rose."""
        return self.both.difference if self.both else None


@dataclass(frozen=True)
class FormShare:
    """How one form did in one of the tests: learners, and the mean share; None without any."""

    form: str
    is_post_test: bool
    n: int
    share: float | None


@dataclass(frozen=True)
class PairResults:
    """What came of a pair: its two tests, and the learners by name.

    `id` is the pair's public one; `items_in_form` is how many items each form has.
    """

    id: str
    items_in_form: int
    pre: AssignmentFacts
    post: AssignmentFacts
    learners: tuple[LearnerInPair, ...]

    @cached_property
    def complete(self) -> tuple[LearnerInPair, ...]:
        """Those with both tests."""
        return tuple(learner for learner in self.learners if learner.both)

    @cached_property
    def incomplete(self) -> tuple[LearnerInPair, ...]:
        """Those of the class whose tests do not make a pair."""
        return tuple(each for each in self.learners if each.both is None and each.is_here)

    @cached_property
    def gain(self) -> Gain | None:
        """The gain; None where too few took both."""
        return gain(self._both)

    @cached_property
    def form_effect(self) -> FormEffect | None:
        """By how much form B is easier; None where too few took both."""
        return form_effect(self._both)

    @cached_property
    def form_shares(self) -> tuple[FormShare, ...]:
        """Each form before and after, of all who finished that test."""
        return tuple(
            self._form_share(form, is_post_test=is_post_test)
            for form in ("A", "B")
            for is_post_test in (False, True)
        )

    @property
    def _both(self) -> list[BothTests]:
        return [learner.both for learner in self.learners if learner.both]

    def _form_share(self, form: str, *, is_post_test: bool) -> FormShare:
        tests = [each.post if is_post_test else each.pre for each in self.learners]
        shares = [test.share for test in tests if test is not None and test.form == form]
        return FormShare(form, is_post_test, len(shares), mean(shares) if shares else None)


def pair_results(classroom_id: int, public_id: str) -> PairResults:
    """What came of a pair. Four queries, whatever the number of learners.

    The shares are as marked: a score that was set by hand measures something else, and is left
    out. Learners who have left the class since count if they took both tests.

    Raises:
        NotFound: the classroom has no such pair.
    """
    pair = db.session.scalar(pair_in(classroom_id, public_id))
    if pair is None:
        raise NotFound
    pre, post = assignments_found_by(tests_of_pair(pair.id))
    taken = db.session.execute(first_shares([pre.id, post.id])).all()
    here = db.session.scalars(enrolled_learners(classroom_id)).all()
    by_learner = _by_learner(taken, pre.id)
    names = {user.public_id: user.display_name for user in here}
    absent = {row.public_id: row.display_name for row in taken if row.public_id not in names}
    learners = [
        LearnerInPair(key, name, key in names, *by_learner.get(key, (None, None)))
        for key, name in {**names, **absent}.items()
    ]
    in_order = tuple(sorted(learners, key=_by_name))
    return PairResults(pair.public_id, len(pair.forms["A"]), pre, post, in_order)


_Taken = tuple[TakenTest | None, TakenTest | None]


def _by_learner(rows: Iterable[Row[str, str, int, str, float]], pre_id: int) -> dict[str, _Taken]:
    taken: dict[str, _Taken] = {}
    for row in rows:
        pre, post = taken.get(row.public_id, (None, None))
        test = TakenTest(row.share, row.form)
        taken[row.public_id] = (test, post) if row.assignment_id == pre_id else (pre, test)
    return taken


def _by_name(learner: LearnerInPair) -> tuple[str, str]:
    return (learner.name.casefold(), learner.learner_id)
