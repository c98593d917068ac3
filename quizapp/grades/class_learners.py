"""One learner in a class: assignments, total, what is recalled, and what to go over again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from quizapp.analysis.class_map import RecallDay, When, recall_day
from quizapp.assignments.facts import AssignmentFacts, assignments_of_class
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
from quizapp.domain.grading import Grade, GradeState
from quizapp.domain.topic_recalls import TopicRecall, topic_recalls
from quizapp.grades.class_grades import ClassLearner, learner_in, learners_of, lines_of
from quizapp.models import Attempt
from quizapp.models.attempts import AttemptKind
from quizapp.models.attempts_found import attempts_of
from quizapp.models.class_recall import learner_recalls
from quizapp.web.extensions import db

MOST_TO_GO_OVER = 4


@dataclass(frozen=True)
class AssignmentLine:
    """An assignment with the terms and the grade of one learner."""

    assignment: AssignmentFacts
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


def learner_report(
    classroom: ClassFacts, public_id: str, banks: Sequence[Bank], now: datetime, zone: tzinfo
) -> LearnerReport:
    """One learner's report, for the class's day in this zone. Six queries, whatever the history.

    Raises:
        NotFound: the learner is not in the class.
    """
    learner = learner_in(classroom.id, public_id)
    return _reports(classroom, [learner], banks, recall_day(When.WEEK, now, zone), now)[0]


def class_reports(
    classroom: ClassFacts, banks: Sequence[Bank], now: datetime, zone: tzinfo
) -> list[LearnerReport]:
    """The reports of all learners, by name. As many queries as for one."""
    learners = learners_of(classroom.id)
    return _reports(classroom, learners, banks, recall_day(When.WEEK, now, zone), now)


def attempts_behind(report: LearnerReport, now: datetime) -> list[AttemptSummary]:
    """The learner's attempts under the report's assignments, the newest first. One query."""
    under = [line.assignment.id for line in report.lines]
    counted = (Attempt.assignment_id.in_(under), Attempt.kind == AttemptKind.QUIZ)
    return summaries(attempts_of(report.learner.row_id).where(*counted), now)


def _reports(
    classroom: ClassFacts,
    learners: Sequence[ClassLearner],
    banks: Sequence[Bank],
    at: RecallDay,
    now: datetime,
) -> list[LearnerReport]:
    assignments = assignments_of_class(classroom.id)
    used = _set_here(assignments, banks)
    recalls = _recalls(classroom.id, used, learners, at.day)
    return [
        LearnerReport(
            learner=line.learner,
            lines=[*map(AssignmentLine, assignments, line.terms, line.grades)],
            total=line.total,
            recalls=[
                _bank_recall(
                    bank, recalls[line.learner.row_id, bank.id], classroom.desired_retention
                )
                for bank in used
            ],
            foretold=at,
        )
        for line in lines_of(assignments, learners, now)
    ]


def _set_here(assignments: Sequence[AssignmentFacts], banks: Sequence[Bank]) -> list[Bank]:
    """The banks that the class was set quizzes of."""
    used = {assignment.bank_key for assignment in assignments}
    return [bank for bank in banks if bank.id in used]


def _recalls(
    classroom_id: int,
    banks: Sequence[Bank],
    learners: Sequence[ClassLearner],
    day: date,
) -> dict[tuple[int, str], dict[str, float]]:
    """By learner and bank: the recall of each item that the learner has met."""
    recalls: defaultdict[tuple[int, str], dict[str, float]] = defaultdict(dict)
    query = learner_recalls(
        classroom_id,
        [bank.id for bank in banks],
        [learner.row_id for learner in learners],
        day,
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
    return BankRecall(bank, topic_recalls(bank, recalls), again[:MOST_TO_GO_OVER])
