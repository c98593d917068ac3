"""What all item types share: the form a teacher fills in, and the drills it can be asked in."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from quizapp.domain.items.content import Face, Question
from quizapp.domain.items.fields import Identifier, OptionalText, Text, Texts, listed
from quizapp.domain.items.problems import Problem

Level = Literal["recall", "reason", "evaluate"]
Drills = Annotated[
    tuple[Literal["quiz", "card"], ...], Field(min_length=1), BeforeValidator(listed)
]
Allowances = Annotated[dict[str, Text], Field(max_length=20)]

SIBLINGS_NEEDED = 3
"""Wrong options that a question made from siblings shows; with fewer it is too easy to guess."""


class ItemForm(BaseModel):
    """One thing to know, as written in the bank; each type says how it is asked.

    Values arrive as text and are read leniently only where a field says how (see `fields`).
    `allow` maps codes of warnings to the reasons for which they are not given for this item.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: Identifier
    type: str
    topic: Identifier
    level: Level = "recall"
    hint: OptionalText = None
    explanation: OptionalText = None
    cites: Texts = ()
    drills: Drills = ("quiz", "card")
    author_note: OptionalText = None
    allow: Allowances = Field(default_factory=dict)

    def questions(self, siblings: Sequence[ItemForm]) -> tuple[Question, ...]:
        """Return the questions that a quiz may ask; siblings are other items of the same type."""
        raise NotImplementedError

    def faces(self) -> tuple[Face, ...]:
        """Return the faces of this item's card."""
        raise NotImplementedError

    def can_be_asked(self, siblings: Sequence[ItemForm]) -> bool:  # noqa: ARG002  most items need none
        """Whether a quiz can ask this item; one with its own options always can, if it may."""
        return "quiz" in self.drills

    def kin(self) -> str | None:
        """Return the kind of thing this is, if it borrows wrong options from its kind first."""
        return None

    def borrowing(self) -> Hashable:
        """Return what says which wrong options may be borrowed: an edit of it changes options."""
        return None

    def problems(self, siblings: Sequence[ItemForm]) -> Iterator[Problem]:  # noqa: ARG002  most items are judged alone
        """Find what each field alone cannot show to be wrong."""
        yield from ()
