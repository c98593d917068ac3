"""The audit trail: who changed scores, rosters, assignments or the bank.

Each kind of deed is a class beside the function that does it. Its fields are the facts that its
sentence needs, so that none can be forgotten or misspelt.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from quizapp.models import AuditEntry
from quizapp.web.database import Transaction


class DeedKind(StrEnum):
    """What a deed is about."""

    CLASS = "class"
    ROSTER = "roster"
    ASSIGNMENTS = "assignments"
    SCORES = "scores"
    BANK = "bank"
    ACCOUNTS = "accounts"


KIND_NAMES: dict[DeedKind, LazyString] = {
    DeedKind.CLASS: _l("The class"),
    DeedKind.ROSTER: _l("Who is in it"),
    DeedKind.ASSIGNMENTS: _l("Quizzes"),
    DeedKind.SCORES: _l("Scores"),
    DeedKind.BANK: _l("Questions"),
    DeedKind.ACCOUNTS: _l("Accounts"),
}

KNOWN_DEEDS: dict[str, type[Deed]] = {}
"""Every kind of deed, by the name it has in the table."""


@dataclass(frozen=True)
class Deed:
    """Something done that others may want to trace. A kind of deed is a frozen dataclass below it.

    The sentence follows the name of who did it; %(subject)s is the name of whom it was done to.

        @dataclass(frozen=True)
        class AssignmentSet(
            Deed, name="create assignment", kind=DeedKind.ASSIGNMENTS, sentence=_l("set …")
        ):
            title: str
    """

    deed_name: ClassVar[str]
    kind: ClassVar[DeedKind]
    sentence: ClassVar[LazyString]

    def __init_subclass__(cls, *, name: str, kind: DeedKind, sentence: LazyString) -> None:
        """Take the kind of deed up; `name` is what entries in the table know it by, for ever."""
        super().__init_subclass__()
        cls.deed_name, cls.kind, cls.sentence = name, kind, sentence
        KNOWN_DEEDS[name] = cls


def note_deed(
    tx: Transaction,
    deed: Deed,
    subject: str,
    now: datetime,
    *,
    actor_id: int | None,
    classroom_id: int | None = None,
) -> None:
    """Leave a trace in the transaction that does the deed.

    Args:
        tx: The transaction.
        deed: What was done, with the facts for its sentence.
        subject: The public id, or key, of what it was done to.
        now: When.
        actor_id: Who did it; None for the command line.
        classroom_id: The classroom it is about, None for the whole site.
    """
    tx.add(
        AuditEntry(
            happened_at=now,
            actor_id=actor_id,
            deed=deed.deed_name,
            subject=subject,
            classroom_id=classroom_id,
            details=asdict(deed) or None,
        )
    )
