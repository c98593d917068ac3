"""What holds for a learner in every assignment of a class."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Select,
    SQLColumnExpression,
    UniqueConstraint,
    func,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import FunctionElement

from quizapp.domain.accommodations import Accommodation
from quizapp.models.base import Base, BigKey, UtcDateTime


class LearnerAccommodation(Base):
    """More time and later ends for one learner, now and in all that the class will be set.

    Why somebody has it is kept nowhere.
    """

    __tablename__ = "learner_accommodations"
    __table_args__ = (
        UniqueConstraint("classroom_id", "user_id"),
        CheckConstraint("more_percent > 0", name="percent_is_more"),
        CheckConstraint("more_minutes > 0", name="minutes_are_more"),
        CheckConstraint("later_hours > 0", name="hours_are_later"),
    )

    id: Mapped[BigKey]
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    more_percent: Mapped[int | None]
    more_minutes: Mapped[int | None]
    later_hours: Mapped[int | None]

    @property
    def held(self) -> Accommodation:
        """The same, as the domain takes it."""
        return Accommodation(self.more_percent, self.more_minutes, self.later_hours)

    def hold(self, given: Accommodation) -> None:
        """Let this hold from now on."""
        self.more_percent, self.more_minutes = given.more_percent, given.more_minutes
        self.later_hours = given.later_hours


class HoursLater(FunctionElement[datetime]):
    """A moment so many hours later; null where either is. The databases add hours differently."""

    name = "hours_later"
    type = UtcDateTime()
    inherit_cache = True


@compiles(HoursLater)
def _hours_later(element: HoursLater, compiler: SQLCompiler, **kwargs: Any) -> str:
    moment, hours = (compiler.process(each, **kwargs) for each in element.clauses)
    return f"({moment} + make_interval(hours => {hours}))"


@compiles(HoursLater, "sqlite")
def _hours_later_in_text(element: HoursLater, compiler: SQLCompiler, **kwargs: Any) -> str:
    """The fraction of the second is kept as it is: its functions would round it."""
    moment, hours = (compiler.process(each, **kwargs) for each in element.clauses)
    whole = f"datetime(substr({moment}, 1, 19), {hours} || ' hours')"
    return f"({whole} || substr({moment}, 20))"


def own_moment(
    single: SQLColumnExpression[datetime | None],
    of_class: SQLColumnExpression[datetime | None],
    held: type[LearnerAccommodation] = LearnerAccommodation,
) -> ColumnElement[datetime | None]:
    """When something is due or closes for a learner, by the rule of the domain."""
    return func.coalesce(single, HoursLater(of_class, held.later_hours), of_class)


def accommodations_in(
    classroom_id: int, user_ids: Collection[int] | None = None
) -> Select[LearnerAccommodation]:
    """What holds in a classroom for its learners; with `user_ids` None for all."""
    of = LearnerAccommodation
    query = select(of).where(of.classroom_id == classroom_id)
    return query if user_ids is None else query.where(of.user_id.in_(user_ids))
