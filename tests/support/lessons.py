"""A lesson in a class: its teacher leads, its learners and guests vote."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from quizapp.domain.bank import Bank
from quizapp.domain.drills.posing import arranged_options
from quizapp.domain.lessons.phases import Move
from quizapp.lessons.asked import Asked, attended
from quizapp.lessons.leading import Step, make_move
from quizapp.lessons.led import LedView, led_view
from quizapp.lessons.planning import ItemRef, add_question, start_lesson
from quizapp.lessons.seats import Voter, take_guest_seat
from quizapp.lessons.seen import PhoneView, WallView, phone_view, wall_view
from quizapp.lessons.standing import Standing, poll
from quizapp.lessons.voting import GivenVote, cast_vote
from quizapp.models import Lesson, LessonQuestion, LessonVote
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld
from tests.support.playing import stored


@dataclass
class LessonWorld:
    """A lesson at services' level; needs an app context."""

    world: ClassWorld
    lesson_id: str
    banks: dict[str, Bank] = field(default_factory=dict)

    @property
    def class_id(self) -> int:
        return self.world.classroom.id

    @property
    def standing(self) -> Standing:
        db.session.rollback()
        return poll(self.lesson_id)

    def make(self, *moves: Move, question_id: int | None = None) -> Standing:
        """Let the teacher do these, one after the other."""
        for move in moves:
            step = Step(move, self.standing.sequence, question_id)
            self.step(step)
        return self.standing

    def step(self, step: Step) -> Standing:
        return make_move(
            self.class_id, self.lesson_id, step, self.banks, self.world.teacher_id, clock.now()
        )

    def guest(self) -> Voter:
        """Somebody who came in by the code."""
        code = self.led().code
        assert code is not None
        _, secret = take_guest_seat(code, clock.now())
        return Voter(secret=secret)

    def learner(self, number: int = 0) -> Voter:
        return Voter(self.world.learner_ids[number])

    def asked(self) -> Asked:
        """The question of the moment, with its key."""
        asked = attended(self.lesson_id, self.learner()).asked
        assert asked is not None
        return asked

    def numbers(self, *, right: bool = True) -> tuple[int, ...]:
        """The numbers, as shown, of the keys; or of the first distractor."""
        asked = self.asked()
        options = arranged_options(asked.question, asked.arrangement)
        found = [at for at, option in enumerate(options, start=1) if option.is_key is right]
        return tuple(found if right else found[:1])

    def vote(self, voter: Voter, *, right: bool = True) -> Standing:
        return self.send(voter, GivenVote(self.standing.sequence, self.numbers(right=right)))

    def send(self, voter: Voter, given: GivenVote) -> Standing:
        return cast_vote(self.lesson_id, voter, given, clock.now())

    def all_vote(self, rights: Sequence[bool]) -> None:
        """Let so many learners vote, each right or wrong."""
        for number, right in enumerate(rights):
            self.vote(self.learner(number), right=right)

    def add(self, item_key: str, follows_id: int | None = None) -> int:
        item = ItemRef(self.world.published.bank.id, item_key)
        return add_question(self.class_id, self.lesson_id, item, self.banks, follows_id=follows_id)

    def led(self) -> LedView:
        db.session.rollback()
        return led_view(self.class_id, self.lesson_id, self.banks)

    def phone(self, voter: Voter) -> PhoneView:
        db.session.rollback()
        return phone_view(self.lesson_id, voter)

    def first_vote(self, voter: Voter) -> tuple[int, ...]:
        """The numbers that somebody chose first."""
        first = self.phone(voter).first
        assert first is not None
        return first.numbers

    def wall(self) -> WallView:
        db.session.rollback()
        return wall_view(self.class_id, self.lesson_id)

    def questions(self) -> Sequence[LessonQuestion]:
        return stored(select(LessonQuestion).order_by(LessonQuestion.place))

    def votes_here(self) -> Sequence[LessonVote]:
        """Those of this lesson alone."""
        own = select(LessonQuestion.id).join(Lesson).where(Lesson.public_id == self.lesson_id)
        return stored(select(LessonVote).where(LessonVote.question_id.in_(own)))

    def votes(self) -> Sequence[LessonVote]:
        return stored(select(LessonVote).order_by(LessonVote.id))


def new_lesson(
    world: ClassWorld, items: Collection[str] = ("what-pulls", "who-reads")
) -> LessonWorld:
    """A lesson that nobody has posed anything in yet."""
    bank = world.published.bank
    refs = [ItemRef(bank.id, item) for item in items]
    lesson_id = start_lesson(
        world.classroom.id, "Tides", refs, {bank.id: bank}, world.teacher_id, clock.now()
    )
    return LessonWorld(world, lesson_id, {bank.id: bank})
