"""The rows of many attempts, with ids counted by hand: what `bench/filling.py` writes in bulk."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.assignments import FeedbackTime
from quizapp.domain.bank import Quiz
from quizapp.domain.drills.choosing import chosen_items
from quizapp.domain.drills.marking import MAX_MARK, mark
from quizapp.domain.drills.matches import as_chosen, right_answers
from quizapp.domain.drills.posing import arrange, asked_question
from quizapp.domain.drills.typed import typed_response

SEEDS = 16
"""How many different draws of a quiz there are; each is arranged once and used again."""


@dataclass(frozen=True)
class AskedItem:
    """One item of one draw of a quiz, and what a response to it may be: (chosen, mark)."""

    key: str
    revision_id: int
    question: int
    order: list[str]
    right: tuple[list[str], float]
    wrong: list[tuple[list[str], float]]


@dataclass(eq=False)
class Filling:
    """Rows under way, with ids counted by hand."""

    published: PublishedBank
    bank_revision_id: int
    revision_ids: dict[str, int]
    now: datetime
    dice: random.Random
    attempts: list[tuple[Any, ...]] = field(default_factory=list)
    items: list[tuple[Any, ...]] = field(default_factory=list)
    responses: list[tuple[Any, ...]] = field(default_factory=list)
    numbers: dict[tuple[int, str], int] = field(default_factory=dict)
    hardness: dict[str, float] = field(default_factory=dict)

    @cache  # noqa: B019  one filling lives as long as the program
    def drawn(self, quiz_key: str, seed: int) -> list[AskedItem]:
        """The items that an attempt of this seed asks."""
        quiz: Quiz = self.published.bank.quizzes[quiz_key]
        keys = chosen_items(self.published.bank, quiz, random.Random(seed))
        return [self._asked(key, seed, position) for position, key in enumerate(keys, start=1)]

    def _asked(self, key: str, seed: int, position: int) -> AskedItem:
        content = self.published.bank.content_of(key)
        arrangement = arrange(content, seed, position)
        question = asked_question(content, arrangement)
        shown = [option for option in question.options if option.id in arrangement.option_ids]
        right = [option.id for option in shown if option.is_key]
        wrong = [[option.id] for option in shown if not option.is_key]
        if question.is_typed:
            texts = [option.text for option in question.options if option.is_key]
            right = list(typed_response(question, texts[0]))
            wrong = [list(typed_response(question, "7"))]
        elif question.mode == "order":
            wrong = [list(arrangement.option_ids), right[::-1]]
        elif question.mode == "each":
            right = list(right_answers(question))
            first = question.options[0].id
            wrong = [list(as_chosen({prompt.id: first for prompt in question.prompts}))]
        else:
            right.sort()
        return AskedItem(
            key,
            self.revision_ids[key],
            arrangement.question,
            list(arrangement.option_ids),
            (right, mark(question, right)),
            [(chosen, mark(question, chosen)) for chosen in wrong],
        )

    def add_attempt(
        self,
        learner: tuple[int, float],
        assignment: tuple[int, str, str],
        number: int,
        began: datetime,
        *,
        is_finished: bool = True,
    ) -> None:
        """One attempt with its items and responses; an unfinished one stops half-way."""
        (user_id, ability), (assignment_id, quiz_key, title) = learner, assignment
        seed = self.dice.randrange(SEEDS)
        asked = self.drawn(quiz_key, seed)
        attempt_id = len(self.attempts) + 1
        answered = asked if is_finished else asked[: len(asked) // 2]
        score = 0.0
        for position, item in enumerate(asked, start=1):
            item_id = len(self.items) + 1
            self.items.append(
                (
                    item_id,
                    attempt_id,
                    position,
                    item.key,
                    item.revision_id,
                    item.question,
                    item.order,
                )
            )
            if position <= len(answered):
                score += self._respond(item_id, item, ability, began, position)
        of_quiz = self.numbers[user_id, quiz_key] = self.numbers.get((user_id, quiz_key), 0) + 1
        ended = began + timedelta(seconds=40 * len(asked)) if is_finished else None
        self.attempts.append(
            (attempt_id, f"bench-attempt-{attempt_id}", user_id, self.published.bank.id)
            + (self.bank_revision_id, quiz_key, title, "quiz", assignment_id, number, of_quiz)
            + (FeedbackTime.AFTER_EACH.value, seed, len(asked), began, ended)
            + ((score, MAX_MARK * len(asked)) if is_finished else (None, None))
        )

    def _respond(
        self, item_id: int, item: AskedItem, ability: float, began: datetime, position: int
    ) -> float:
        hardness = self.hardness.setdefault(item.key, self.dice.gauss(-0.6, 1))
        is_right = self.dice.random() < 1 / (1 + math.exp(1.3 * (hardness - ability)))
        is_unknown = not is_right and self.dice.random() < 0.1
        chosen, earned = item.right if is_right else self.dice.choice(item.wrong)
        if is_unknown:
            chosen, earned = [], 0.0
        moment = began + timedelta(seconds=40 * position - self.dice.randrange(30))
        self.responses.append(
            (
                len(self.responses) + 1,
                item_id,
                chosen,
                is_unknown,
                False,
                False,
                earned,
                MAX_MARK,
                moment,
            )
        )
        return earned
