"""Invented learners at work: they take quizzes and look at cards like anybody else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.drills.posing import arranged_options, asked_question
from quizapp.domain.items.content import from_json
from quizapp.domain.memory import Moment
from quizapp.domain.simulation import Asked, SimulatedLearner
from quizapp.models import Attempt, AttemptItem, Card
from quizapp.practice.card_queue import queue_of
from quizapp.practice.rating import rate_card
from quizapp.taking.assigned_attempts import start_assigned_attempt
from quizapp.taking.responding import GivenResponse, record_response
from quizapp.web.extensions import db

MOST_CARDS, MOST_NEW_CARDS = 8, 3
"""That one look at the cards takes."""


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
            given = GivenResponse(position, answer.numbers, answer.is_unknown, answer.is_unsure)
            after = record_response(attempt_id, self.user_id, given, self.learning_at(moment))
            is_finished = after.is_finished
            knows = set(answer.numbers) == asked.right
            answered, right = position, right + knows
            if asked.item_id in self.truths:
                challenged = position if knows else None
            elif is_told:
                self.mind.read_feedback(asked.item_id, moment)
        return Sitting(attempt_id, answered, right, len(posed), is_finished, moment, challenged)

    def look_at_cards(self, at: datetime, until: datetime) -> int:
        """Review the cards that are due, and some new ones of what was taught; returns how many."""
        bank = self.published.bank
        queue = queue_of(self.user_id, [bank], self.learning_at(at))
        waiting = [key.item_id for key in queue.cards]
        seen = dict(
            db.session.execute(
                select(Card.item_key, Card.review_count).where(
                    Card.user_id == self.user_id, Card.bank_key == bank.id
                )
            ).all()
        )
        due = [item_id for item_id in waiting if item_id in seen]
        new = [item_id for item_id in waiting if item_id not in seen and item_id in self.taught]
        moment, count = at, 0
        for item_id in [*due, *new[:MOST_NEW_CARDS]][:MOST_CARDS]:
            moment += timedelta(seconds=max(3, self.mind.seconds() // 2))
            if moment > until:
                break
            rating = self.mind.rate(item_id, moment)
            sequence = seen.get(item_id, 0) + 1
            learning = self.learning_at(moment)
            rate_card(self.published, self.user_id, item_id, sequence, rating, learning)
            count += 1
        return count

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
        options = arranged_options(question, row.arrangement)
        truth = self.truths.get(row.item_key)
        right = frozenset(
            number
            for number, option in enumerate(options, start=1)
            if (option.is_key if truth is None else option.text == truth)
        )
        texts = tuple(option.text for option in options)
        return Asked(row.item_key, texts, right, question.mode)
