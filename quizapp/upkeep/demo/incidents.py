"""What stands out in an invented class: a challenge, a score set by hand, somebody excused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from quizapp.assignments.exceptions import grant_exception
from quizapp.challenges.challenging import NewChallenge, challenge_item
from quizapp.domain.assignments import OtherTerms
from quizapp.grades.overriding import NONE_SEEN, NewOverride, override_score
from quizapp.upkeep.demo.happenings import Happenings
from quizapp.upkeep.demo.playing import DemoLearner, SetQuiz, Sitting
from quizapp.upkeep.demo.wrong_key import WrongKey

SHARE_ON_PAPER = 0.8


@dataclass(frozen=True)
class Incidents:
    """What people of the class do beside learning; each is planned for a moment."""

    classroom_id: int
    teacher_id: int
    happenings: Happenings

    def challenge_of(self, quiz: SetQuiz, wrong_key: WrongKey, at: datetime) -> None:
        """The ablest of those who knew better challenges the wrong key."""

        def deed(now: datetime) -> None:
            knew = [
                (learner, sitting)
                for learner, taken, sitting in self.happenings.sittings
                if taken is quiz and sitting.challenged is not None
            ]
            if knew:
                _challenge(*max(knew, key=_ability), wrong_key, now)

        self.happenings.course.plan(at, deed)

    def paper_of_an_absent(self, quiz: SetQuiz, at: datetime) -> None:
        """The teacher enters the result of somebody who was ill and did it on paper."""

        def deed(now: datetime) -> None:
            sittings = self.happenings.sittings
            been = {each.name for each, taken, _ in sittings if taken is quiz}
            absent = [each for each in self._here(now) if each.name not in been]
            if absent:
                override_score(
                    self.classroom_id,
                    quiz.public_id,
                    absent[0].public_id,
                    NewOverride(
                        SHARE_ON_PAPER, "Was ill and did it on paper the week after.", NONE_SEEN
                    ),
                    self.teacher_id,
                    now,
                )

        self.happenings.course.plan(at, deed)

    def excuse(self, quiz: SetQuiz, learner: DemoLearner, at: datetime) -> None:
        """The teacher excuses a learner from an assignment."""

        def deed(now: datetime) -> None:
            grant_exception(
                self.classroom_id,
                quiz.public_id,
                learner.public_id,
                OtherTerms(is_excused=True),
                self.teacher_id,
                now,
            )

        self.happenings.course.plan(at, deed)

    def _here(self, now: datetime) -> Sequence[DemoLearner]:
        return [each for each in self.happenings.learners if each.came_at <= now]


def _ability(knew: tuple[DemoLearner, Sitting]) -> float:
    return knew[0].mind.traits.ability


def _challenge(learner: DemoLearner, sitting: Sitting, wrong_key: WrongKey, now: datetime) -> None:
    bank = learner.published.bank
    quotes = bank.content_of(wrong_key.item_id).quotes
    if not quotes or sitting.challenged is None:
        return
    words = f"The article says so here. “{wrong_key.right}” is right, and was marked as wrong."
    new = NewChallenge(quotes[0].phrase, words, quotes[0].passage_id)
    challenge_item(sitting.attempt_id, sitting.challenged, learner.user_id, bank.article, new, now)
