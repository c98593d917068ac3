"""Filling a classroom with invented learners and their weeks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select

from quizapp.assignments.assigning import NewAssignment, create_assignment
from quizapp.assignments.pairs import NewPair, create_pair
from quizapp.attempts.scoring import finish_overdue
from quizapp.banks.publishing import publish
from quizapp.banks.revisions import PublishedBank
from quizapp.classes.classrooms import NewClassroom, create_classroom
from quizapp.classes.facts import ClassFacts, class_facts
from quizapp.domain.assignments import FeedbackTime, Terms
from quizapp.domain.bank import Quiz
from quizapp.domain.drills.choosing import askable_items
from quizapp.domain.errors import QuizappError
from quizapp.domain.memory import Moment
from quizapp.domain.simulation import Items, SimulatedLearner
from quizapp.models import Classroom, TestPair
from quizapp.models.pairs import tests_of_pair
from quizapp.upkeep.demo.happenings import Happenings
from quizapp.upkeep.demo.incidents import Incidents
from quizapp.upkeep.demo.playing import DemoLearner, SetQuiz
from quizapp.upkeep.demo.roster import create_teacher, enrol_learners, learner_names
from quizapp.upkeep.demo.term import FRIDAY, SUNDAY, TUESDAY, Calendar
from quizapp.upkeep.demo.wrong_key import WrongKey
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db

TITLE = "Demo class (invented)"
OPEN_FOR = timedelta(hours=10)
"""The quiz that is due tomorrow."""


@dataclass(frozen=True)
class DemoWishes:
    """How large the class is to be, and the seed that everything in it follows from."""

    learners: int = 30
    weeks: int = 6
    seed: int = 1


@dataclass(frozen=True)
class DemoMade:
    """What was made, and the way in: the password is kept nowhere else."""

    classroom_id: str
    user_name: str
    password: str
    learners: int
    attempts: int
    responses: int
    reviews: int


@dataclass
class _Class:
    published: PublishedBank
    wishes: DemoWishes
    wrong_key: WrongKey | None
    calendar: Calendar
    teacher_id: int
    classroom: ClassFacts
    learners: list[DemoLearner] = field(default_factory=list)


def fill_demo(
    published: PublishedBank,
    wrong_key: WrongKey | None,
    wishes: DemoWishes,
    moment: Moment,
    told: Callable[[float], None] = lambda _share: None,
) -> DemoMade:
    """Make an invented class whose last whole week ended before this moment, in its zone.

    The same bank, wishes and day give the same class, but for passwords and the ids in addresses.
    `told` is told which share of it is made.
    """
    now = moment.now
    calendar = Calendar(now, wishes.weeks, moment.zone)
    start = calendar.at(0, 0, 7)
    publish(published, start)
    teacher_id, user_name, password = create_teacher(start)
    made = _Class(
        published, wishes, wrong_key, calendar, teacher_id, _new_classroom(calendar, teacher_id)
    )
    happenings = Happenings(made.learners, wishes.seed, calendar)
    _let_in(made, happenings, start + timedelta(minutes=20), moment)
    _set_pair(made, happenings)
    _set_quizzes(made, happenings)
    happenings.run(told)
    finish_overdue(now)
    return DemoMade(
        made.classroom.public_id,
        user_name,
        password,
        len(made.learners),
        happenings.attempts,
        happenings.responses,
        happenings.reviews,
    )


def _new_classroom(calendar: Calendar, teacher_id: int) -> ClassFacts:
    start = calendar.at(0, 0, 7, 10)
    new = NewClassroom(TITLE, str(calendar.zone), f"{calendar.first_monday:%Y}")
    public_id = create_classroom(new, teacher_id, start)
    with write_transaction() as tx:
        row = tx.scalars(select(Classroom).where(Classroom.public_id == public_id)).one()
        row.is_demo = True
        row.exam_on = calendar.exam_on
        return class_facts(row)


def _let_in(made: _Class, happenings: Happenings, start: datetime, settings: Moment) -> None:
    """Everybody on the first morning, but for one who comes two weeks later."""
    wishes, wrong = made.wishes, made.wrong_key
    items = Items(wishes.seed, frozenset({wrong.item_id} if wrong else ()))
    truths = {wrong.item_id: wrong.right} if wrong else {}
    names = learner_names(wishes.learners)
    late = names[-1:] if wishes.weeks > 2 and len(names) > 1 else []
    for number, name in enumerate(names):
        mind = SimulatedLearner(wishes.seed, number, items)
        came_at = made.calendar.at(2, 0, 8) if name in late else start
        mind.bring_along(made.published.bank.items, came_at)
        made.learners.append(DemoLearner(name, mind, made.published, truths, came_at, settings))
    _enrol(made, [each for each in made.learners if each.name not in late], start)
    for learner in made.learners:
        if learner.name in late:
            happenings.course.plan(learner.came_at, partial(_enrol, made, [learner]))


def _enrol(made: _Class, learners: Sequence[DemoLearner], at: datetime) -> None:
    names = [learner.name for learner in learners]
    ids = enrol_learners(made.classroom.id, names, made.teacher_id, at)
    for learner in learners:
        learner.user_id, learner.public_id = ids[learner.name]


def _set_pair(made: _Class, happenings: Happenings) -> None:
    """A pre-test on the first Monday, a post-test on the last Friday; none of too small a bank."""
    calendar, last = made.calendar, made.wishes.weeks - 1
    new = NewPair(
        _quiz_for_pair(made),
        "Before we begin",
        "What has stayed",
        Terms(calendar.at(0, 0, 9), calendar.at(0, 0, 18), calendar.at(0, 1, 9)),
        Terms(calendar.at(last, FRIDAY, 8), calendar.at(last, FRIDAY, 20), calendar.at(last, 5, 9)),
    )
    bank, at = made.published.bank, calendar.at(0, 0, 7, 40)
    try:
        pair_id = create_pair(
            made.classroom.id, bank, new, made.teacher_id, at, seed=made.wishes.seed
        )
    except QuizappError:
        return
    pair = db.session.scalars(select(TestPair).where(TestPair.public_id == pair_id)).one()
    for test in db.session.scalars(tests_of_pair(pair.id)).all():
        quiz = SetQuiz(test.public_id)
        happenings.sat_in_class(quiz, test.opens_at + timedelta(hours=1), test.closes_at)


def _quiz_for_pair(made: _Class) -> Quiz:
    """One that draws from all topics, else the longest."""
    quizzes = made.published.bank.quizzes.values()
    by_topic = [quiz for quiz in quizzes if isinstance(quiz.pick, dict)]
    return by_topic[0] if by_topic else max(quizzes, key=lambda quiz: len(quiz.item_ids or ()))


def _set_quizzes(made: _Class, happenings: Happenings) -> None:
    """A lesson and a quiz on what it taught each Tuesday; and one more that is due tomorrow.

    It has not been open for long, so that most have not begun it.
    """
    calendar, weeks = made.calendar, made.wishes.weeks
    for week in range(weeks):
        quiz = _quiz_of_week(made, week)
        happenings.lesson(_items_of(made, quiz), calendar.at(week, TUESDAY, 10))
        terms = Terms(
            calendar.at(week, TUESDAY, 12),
            calendar.at(week, FRIDAY, 18),
            calendar.at(week, SUNDAY, 22),
            attempts_allowed=2,
        )
        assigned = _assigned(made, happenings, quiz, terms)
        here = [each for each in made.learners if each.came_at <= terms.opens_at]
        excused = here[4:5] if week == 1 else []
        happenings.homework(assigned, terms, excused)
        _plan_incidents(made, happenings, week, assigned, excused)
    opened = calendar.now.replace(minute=0, second=0, microsecond=0) - OPEN_FOR
    due_at = calendar.at(weeks, calendar.today.weekday() + 1, 17)
    terms = Terms(opened, due_at, due_at + timedelta(days=2), 2)
    quiz = _quiz_of_week(made, weeks)
    happenings.lesson(_items_of(made, quiz), opened)
    happenings.homework(_assigned(made, happenings, quiz, terms), terms)
    happenings.cards()


def _quiz_of_week(made: _Class, week: int) -> Quiz:
    """The quizzes that list their items in turn; without such, all in turn."""
    quizzes = [*made.published.bank.quizzes.values()]
    listed = [quiz for quiz in quizzes if quiz.item_ids] or quizzes
    return listed[week % len(listed)]


def _plan_incidents(
    made: _Class,
    happenings: Happenings,
    week: int,
    assigned: SetQuiz,
    excused: Sequence[DemoLearner],
) -> None:
    incidents = Incidents(made.classroom.id, made.teacher_id, happenings)
    for learner in excused:
        incidents.excuse(assigned, learner, made.calendar.at(week, TUESDAY, 13))
    if week == 0:
        incidents.paper_of_an_absent(assigned, made.calendar.at(1, 0, 14))
        if made.wrong_key:
            incidents.challenge_of(assigned, made.wrong_key, made.calendar.at(0, SUNDAY, 19))


def _assigned(made: _Class, happenings: Happenings, quiz: Quiz, terms: Terms) -> SetQuiz:
    """Set an hour before it opens, when that hour has come."""
    assigned = SetQuiz()
    new = NewAssignment(made.published.bank.id, quiz.id, quiz.title, terms, FeedbackTime.AFTER_EACH)

    def deed(now: datetime) -> None:
        assigned.public_id = create_assignment(made.classroom.id, new, made.teacher_id, now)

    happenings.course.plan(terms.opens_at - timedelta(hours=1), deed)
    return assigned


def _items_of(made: _Class, quiz: Quiz) -> Sequence[str]:
    return quiz.item_ids or askable_items(made.published.bank)
