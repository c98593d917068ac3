"""One learner in a class: assignments, total, what is recalled, and what to go over again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean

from quizapp.analysis.class_map import RecallDay, When, recall_day
from quizapp.attempts.looking_back import AttemptSummary, summaries
from quizapp.classes.facts import ClassFacts
from quizapp.domain.assignments import Terms
from quizapp.domain.bank import Bank
from quizapp.domain.class_map import (
    ItemRecall,
    PassageRecall,
    asking_items,
    passage_recalls,
    to_teach_again,
)
from quizapp.domain.errors import NotFound
from quizapp.domain.grading import Grade, GradeState
from quizapp.grades.class_grades import (
    ClassLearner,
    Column,
    columns_of,
    exceptions_for,
    grades_by_learner,
    learners_of,
    own_terms,
    total_of,
)
from quizapp.models import Attempt
from quizapp.models.attempts import AttemptKind, attempts_of
from quizapp.models.class_recall import learner_recalls
from quizapp.models.classrooms import enrolled_learner
from quizapp.practice.progress import TopicRecall
from quizapp.web import clock
from quizapp.web.extensions import db

MOST_TO_GO_OVER = 4


@dataclass(frozen=True)
class AssignmentLine:
    """An assignment with the terms and the grade of one learner."""

    column: Column
    terms: Terms
    grade: Grade


@dataclass(frozen=True)
class BankRecall:
    """What a learner is predicted to recall of one bank, and the passages to read again."""

    bank: Bank
    topics: list[TopicRecall]
    again: list[PassageRecall]

    @property
    def is_met(self) -> bool:
        """Whether anything can be said yet."""
        return any(topic.seen for topic in self.topics)


@dataclass(frozen=True)
class LearnerReport:
    """How one learner stands: the total is from 0 to 1, None where nothing counts yet."""

    learner: ClassLearner
    lines: list[AssignmentLine]
    total: float | None
    recalls: list[BankRecall]
    foretold: RecallDay

    @property
    def missing(self) -> int:
        """How many assignments are missing."""
        return sum(line.grade.state is GradeState.MISSING for line in self.lines)

    @property
    def late(self) -> int:
        """How many assignments were handed in late."""
        return sum(line.grade.is_late for line in self.lines)


def learner_in(classroom: ClassFacts, public_id: str) -> ClassLearner:
    """The learner, if they are in the class now.

    Raises:
        NotFound: they are not.
    """
    user = db.session.scalar(enrolled_learner(classroom.id, public_id))
    if user is None:
        raise NotFound
    return ClassLearner(user.id, user.public_id, user.display_name, user.user_name)


def learner_report(
    classroom: ClassFacts, public_id: str, banks: Sequence[Bank], now: datetime
) -> LearnerReport:
    """One learner's report. Seven queries, whatever the history.

    Raises:
        NotFound: the learner is not in the class.
    """
    return _reports(classroom, [learner_in(classroom, public_id)], banks, now)[0]


def class_reports(
    classroom: ClassFacts, banks: Sequence[Bank], now: datetime
) -> list[LearnerReport]:
    """The reports of all learners, by name. As many queries as for one."""
    return _reports(classroom, learners_of(classroom), banks, now)


def attempts_in(classroom: ClassFacts, learner: ClassLearner) -> list[AttemptSummary]:
    """The learner's attempts under the class's assignments, the newest first. Three queries."""
    under = [column.row_id for column in columns_of(classroom)]
    return summaries(
        attempts_of(learner.row_id).where(
            Attempt.assignment_id.in_(under), Attempt.kind == AttemptKind.QUIZ
        )
    )


def _reports(
    classroom: ClassFacts, learners: Sequence[ClassLearner], banks: Sequence[Bank], now: datetime
) -> list[LearnerReport]:
    columns = columns_of(classroom)
    at = recall_day(When.WEEK, now, clock.zone())
    used = _set_here(columns, banks)
    recalls = _recalls(classroom, used, learners, at.moment)
    everybody = len(learners) > 1
    exceptions = exceptions_for(
        columns, None if everybody else [learner.row_id for learner in learners]
    )
    found = {}
    for learner, grades in grades_by_learner(columns, learners, now, everybody=everybody):
        found[learner.row_id] = LearnerReport(
            learner=learner,
            lines=[
                AssignmentLine(column, own_terms(column, learner.row_id, exceptions), grade)
                for column, grade in zip(columns, grades, strict=True)
            ],
            total=total_of(columns, grades),
            recalls=[
                _bank_recall(bank, recalls[learner.row_id, bank.id], classroom.desired_retention)
                for bank in used
            ],
            foretold=at,
        )
    return [found[learner.row_id] for learner in learners]


def _set_here(columns: Sequence[Column], banks: Sequence[Bank]) -> list[Bank]:
    """The banks that the class was set quizzes of."""
    used = {column.bank_id for column in columns}
    return [bank for bank in banks if bank.id in used]


def _recalls(
    classroom: ClassFacts,
    banks: Sequence[Bank],
    learners: Sequence[ClassLearner],
    moment: datetime,
) -> dict[tuple[int, str], dict[str, float]]:
    """By learner and bank: the recall of each item that the learner has met."""
    recalls: defaultdict[tuple[int, str], dict[str, float]] = defaultdict(dict)
    query = learner_recalls(
        classroom.id,
        [bank.id for bank in banks],
        [learner.row_id for learner in learners],
        moment,
    )
    for user_id, bank_id, item_id, recall in db.session.execute(query):
        recalls[user_id, bank_id][item_id] = recall
    return recalls


def _bank_recall(bank: Bank, recalls: Mapping[str, float], retention: float) -> BankRecall:
    items = {
        item_id: ItemRecall(item_id, 1, int(item_id in recalls), recalls.get(item_id, 0.0))
        for item_id in asking_items(bank)
    }
    again = to_teach_again(passage_recalls(bank, items), retention)
    return BankRecall(bank, _topic_recalls(bank, recalls), again[:MOST_TO_GO_OVER])


def _topic_recalls(bank: Bank, recalls: Mapping[str, float]) -> list[TopicRecall]:
    by_topic: defaultdict[str, list[float]] = defaultdict(list)
    for item_id, recall in recalls.items():
        if item_id in bank.items:
            by_topic[bank.items[item_id].topic].append(recall)
    totals = Counter(item.topic for item in bank.items.values())
    return [
        TopicRecall(
            title,
            fmean(by_topic[topic]) if by_topic[topic] else None,
            len(by_topic[topic]),
            totals[topic],
        )
        for topic, title in bank.topics.items()
    ]
