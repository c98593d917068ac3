"""Invented learners at work: they take quizzes and look at cards like anybody else."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.drills.posing import arranged_options, asked_question
from quizapp.domain.items.content import Option, Question, from_json, option_id
from quizapp.domain.items.written_numbers import exact_text
from quizapp.domain.memory import Moment
from quizapp.domain.memory.plan.pace import Form
from quizapp.domain.memory.plan.planning import Ask
from quizapp.domain.simulation import Answer, Asked, SimulatedLearner
from quizapp.memory.plan_items import key_of
from quizapp.memory.terms import terms_of
from quizapp.models import Attempt, AttemptItem
from quizapp.practice.checked_questions import begin_question
from quizapp.practice.rating import GivenRating, rate_card
from quizapp.practice.session import session_of
from quizapp.practice.showing_cards import shown_card
from quizapp.taking.assigned_attempts import start_assigned_attempt
from quizapp.taking.responding import GivenResponse, record_response
from quizapp.taking.starting import SEED_BITS
from quizapp.web.extensions import db

MOST_ASKED = 8
"""That one sitting of practice takes."""

SESSION_TITLE = "Today’s session"


@dataclass(eq=False)
class SetQuiz:
    """A quiz of the term; it has a public id once the teacher has set it."""

    public_id: str = ""


@dataclass(frozen=True)
class Sitting:
    """One attempt of an invented learner: how many they answered and knew, and whether it ended.

    `challenged` is the position of an item whose key is wrong, if they answered what is right.
    """

    attempt_id: str
    answered: int
    right: int
    total: int
    is_finished: bool
    ended_at: datetime
    challenged: int | None


@dataclass
class DemoLearner:
    """An invented learner with an account.

    `truths` are the options that are right by the article where the bank's key is wrong; `taught`
    are the items that lessons have come to; `settings` are those for learning. They have ids once
    they are in the class.
    """

    name: str
    mind: SimulatedLearner
    published: PublishedBank
    truths: Mapping[str, str]
    came_at: datetime
    settings: Moment
    taught: set[str] = field(default_factory=set)
    user_id: int = 0
    public_id: str = ""

    def sit(
        self,
        assignment_id: str,
        at: datetime,
        *,
        seed: int,
        is_told: bool,
        until: datetime,
        most: int | None = None,
    ) -> Sitting:
        """Take what is assigned, from `at` on, as far as it goes until `until`.

        Args:
            assignment_id: The public id of the assignment.
            at: When they begin.
            seed: The seed of the attempt.
            is_told: Whether they see after each answer what is right.
            until: The present, beyond which nothing has happened yet.
            most: After how many items they leave off; None: they go on to the end.
        """
        attempt_id = start_assigned_attempt(
            self.published, assignment_id, self.user_id, at, seed=seed
        )
        posed = self._posed(attempt_id)
        answered, right, moment, is_finished, challenged = 0, 0, at, False, None
        for position, asked in enumerate(posed[:most], start=1):
            moment += timedelta(seconds=self.mind.seconds())
            if moment > until:
                break
            answer = self.mind.answer(asked, moment)
            given = _given(position, asked, answer)
            after = record_response(attempt_id, self.user_id, given, self.learning_at(moment))
            is_finished = after.is_finished
            knows = answer.numbers == asked.right_numbers
            answered, right = position, right + knows
            if asked.item_id in self.truths:
                challenged = position if knows else None
            elif is_told:
                self.mind.read_feedback(asked.item_id, moment)
        return Sitting(attempt_id, answered, right, len(posed), is_finished, moment, challenged)

    def practise(self, at: datetime, until: datetime) -> int:
        """Go through what the day's plan asks of what was taught; returns how many were answered.

        What was never met is asked as a question, the rest as cards, as on the pages.
        """
        moment, count = at, 0
        while count < MOST_ASKED:
            moment += timedelta(seconds=max(3, self.mind.seconds() // 2))
            ask = self._next_ask(moment)
            if moment > until or ask is None:
                break
            self._answer(ask, moment)
            count += 1
        return count

    def _next_ask(self, moment: datetime) -> Ask | None:
        bank = self.published.bank
        session = session_of(self.user_id, [bank], self.learning_at(moment))
        return next(
            (
                ask
                for ask in session.asks
                if ask.item.track.state or key_of(ask.item).item_id in self.taught
            ),
            None,
        )

    def _answer(self, ask: Ask, moment: datetime) -> None:
        item_id, learning = key_of(ask.item).item_id, self.learning_at(moment)
        if ask.form is Form.CARD:
            shown = shown_card(
                self.user_id,
                self.published.bank,
                item_id,
                terms_of(db.session, self.user_id, learning),
            )
            rating = self.mind.rate(item_id, moment)
            seconds = float(self.mind.seconds())
            given = GivenRating(item_id, shown.sequence, rating, seconds)
            rate_card(self.published, self.user_id, given, learning)
            return
        dice = random.Random(f"{self.name}:{item_id}:{moment}")  # noqa: S311  reproducible
        attempt_id = begin_question(
            self.published,
            self.user_id,
            item_id,
            SESSION_TITLE,
            moment,
            seed=dice.getrandbits(SEED_BITS),
        )
        (asked,) = self._posed(attempt_id)
        answer = self.mind.answer(asked, moment)
        record_response(attempt_id, self.user_id, _given(1, asked, answer), learning)
        self.mind.read_feedback(item_id, moment)

    def learning_at(self, moment: datetime) -> Moment:
        """That moment, with the settings for learning."""
        return replace(self.settings, now=moment)

    def _posed(self, attempt_id: str) -> list[Asked]:
        """What the attempt asks, in its order. Values, as the next write lets go of all rows."""
        rows = db.session.scalars(
            select(AttemptItem)
            .join(Attempt)
            .options(joinedload(AttemptItem.revision))
            .where(Attempt.public_id == attempt_id)
            .order_by(AttemptItem.position)
        )
        return [self._asked(row) for row in rows]

    def _asked(self, row: AttemptItem) -> Asked:
        question = asked_question(from_json(row.revision.content), row.arrangement)
        options = _in_mind(question) or arranged_options(question, row.arrangement)
        truth = self.truths.get(row.item_key)
        right = frozenset(
            number
            for number, option in enumerate(options, start=1)
            if (option.is_key if truth is None else option.text == truth)
        )
        texts = tuple(option.text for option in options)
        return Asked(row.item_key, texts, right, question.mode, _sequence(question, options))


def _given(position: int, asked: Asked, answer: Answer) -> GivenResponse:
    return GivenResponse(
        position,
        answer.numbers,
        answer.is_unknown,
        answer.is_unsure,
        text=asked.typed(answer.numbers),
    )


def _in_mind(question: Question) -> tuple[Option, ...]:
    """What comes to mind where the answer is typed: its answers, and a number that is far off."""
    if question.typed is None:
        return ()
    if question.typed.kind != "number":
        return question.options
    far = exact_text(2 * Fraction(question.typed.values[0]) + 1)
    return (*question.options, Option(option_id(far), far))


def _sequence(question: Question, options: Sequence[Option]) -> tuple[int, ...]:
    """The numbers of the options as a response with parts has them all right."""
    if question.mode == "each":
        numbers = {option.id: number for number, option in enumerate(options, start=1)}
        return tuple(numbers[prompt.key] for prompt in question.prompts)
    if question.mode != "order":
        return ()
    return tuple(options.index(option) + 1 for option in question.options)
