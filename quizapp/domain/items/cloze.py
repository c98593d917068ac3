"""A text with gaps: a card for each gap, and a question for each that has distractors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import override

from quizapp.domain.items.base import SIBLINGS_NEEDED, ItemForm
from quizapp.domain.items.content import Face, Option, Question, option_id, option_words
from quizapp.domain.items.fields import Text
from quizapp.domain.items.gaps import blanked, filled, gaps, kind, loose_braces
from quizapp.domain.items.options import OptionFields, OptionForm, option_problems, posed_options
from quizapp.domain.items.problems import Problem


class ClozeItem(ItemForm):
    """A sentence from the article with gaps; `distractors` maps a gap to its wrong options.

    A gap without distractors of its own is asked among gaps of its kind from other cloze items.
    """

    type: Literal["cloze"]
    text: Text
    distractors: Annotated[dict[str, OptionFields], Field(max_length=20)] = Field(
        default_factory=dict
    )

    @override
    def questions(self, siblings: Sequence[ItemForm]) -> tuple[Question, ...]:
        asked = (self._question(gap, siblings) for gap in gaps(self.text))
        return tuple(question for question in asked if question is not None)

    @override
    def faces(self) -> tuple[Face, ...]:
        return tuple(Face(blanked(self.text, gap), gap) for gap in gaps(self.text))

    @override
    def can_be_asked(self, siblings: Sequence[ItemForm]) -> bool:
        return "quiz" in self.drills and any(
            gap in self.distractors or self._count_of_others(gap, siblings) == SIBLINGS_NEEDED
            for gap in gaps(self.text)
        )

    @override
    def problems(self, siblings: Sequence[ItemForm]) -> Iterator[Problem]:
        if loose := loose_braces(self.text):
            message = f"A `{loose[:2]}` in this text has no partner."
            yield Problem("B218", ("text",), message, part=loose)
        elif not gaps(self.text) or "" in gaps(self.text):
            yield Problem("B217", ("text",), "This text has no gap, or an empty one.")
        else:
            yield from self._distractor_problems()
            yield from self._sibling_problems(siblings)

    def _question(self, gap: str, siblings: Sequence[ItemForm]) -> Question | None:
        stem = blanked(self.text, gap)
        if own := self.distractors.get(gap):
            return Question(stem, posed_options([OptionForm(text=gap)], own))
        others = self._other_gaps(gap, siblings)
        if len(others) < SIBLINGS_NEEDED:
            return None
        key = Option(option_id(gap), gap, is_key=True)
        distractors = (Option(identity, text) for identity, text in sorted(others.items()))
        return Question(stem, (key, *distractors), shown=SIBLINGS_NEEDED + 1)

    def _other_gaps(self, gap: str, siblings: Sequence[ItemForm]) -> dict[str, str]:
        """Map option ids to siblings' gaps of the same kind that this text does not hold itself."""
        return {option_id(other): other for other in self._lent_gaps(gap, siblings)}

    def _count_of_others(self, gap: str, siblings: Sequence[ItemForm]) -> int:
        """Return how many other gaps could stand for this one, counted no further than needed."""
        others: set[str] = set()
        for other in self._lent_gaps(gap, siblings):
            others.add(option_words(other))
            if len(others) == SIBLINGS_NEEDED:
                break
        return len(others)

    def _lent_gaps(self, gap: str, siblings: Sequence[ItemForm]) -> Iterator[str]:
        shown, wanted = filled(self.text).casefold(), kind(gap)
        asked = blanked(self.text, gap)
        for sibling in siblings:
            text = sibling.text if isinstance(sibling, ClozeItem) else ""
            for other in gaps(text):
                is_alike = kind(other) == wanted and other.casefold() not in shown
                if is_alike and blanked(text, other) != asked:  # else both words are right
                    yield other

    def _distractor_problems(self) -> Iterator[Problem]:
        for gap, forms in self.distractors.items():
            path = ("distractors", gap)
            if gap not in gaps(self.text):
                message = f"The text has no gap “{gap}”."
                hint = "The gaps are: " + ", ".join(f"`{each}`" for each in gaps(self.text))
                yield Problem("B219", path, message, hint=hint)
            key = (("distractors", gap), OptionForm(text=gap))
            yield from option_problems([key], [((*path, at), f) for at, f in enumerate(forms)])

    def _sibling_problems(self, siblings: Sequence[ItemForm]) -> Iterator[Problem]:
        for gap in gaps(self.text):
            if "quiz" not in self.drills or gap in self.distractors:
                continue
            count = self._count_of_others(gap, siblings)
            if count < SIBLINGS_NEEDED:
                yield Problem(
                    "B220",
                    ("text",),
                    f"A quiz cannot ask for the gap “{gap}”: it needs {SIBLINGS_NEEDED} gaps"
                    f" of its kind in other items to choose from, and the bank has {count}.",
                    hint=f"Write distractors for it, `distractors: {{{gap}: [...]}}`,"
                    " or `drills: [card]`.",
                    part=f"{{{{{gap}}}}}",
                )
