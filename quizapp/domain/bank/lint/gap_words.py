"""Gaps whose words can be read elsewhere in the quiz: in its title, in another question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from quizapp.domain.bank.lint.rules import BankRule, Remark
from quizapp.domain.bank.lint.writing import Writing, words
from quizapp.domain.bank.schema import QuizForm
from quizapp.domain.items import ClozeItem
from quizapp.domain.items.gaps import gaps
from quizapp.domain.items.problems import Problem

_LONG = 4
"""A single word has to have more letters: shorter ones stand everywhere."""


def gaps_told_in_quizzes(quizzes: Iterable[QuizForm]) -> BankRule:
    """Return the rule for these quizzes; of one that picks, the title alone is known."""
    listed = list(quizzes)

    def rule(writings: Sequence[Writing]) -> Iterator[Remark]:
        """Warn of a gap whose words stand in the title of a quiz, or in another stem of it."""
        by_id = {writing.item.id: writing for writing in writings}
        for quiz in listed:
            asked = [by_id[item_id] for item_id in quiz.items or () if item_id in by_id]
            stems = {writing.item.id: _stems(writing) for writing in asked}
            for writing in asked:
                if isinstance(writing.item, ClozeItem):
                    yield from _told(writing, writing.item, quiz, stems)

    return rule


def _told(
    writing: Writing, item: ClozeItem, quiz: QuizForm, stems: Mapping[str, str]
) -> Iterator[Remark]:
    for gap in gaps(item.text):
        place = _place(words(gap), item.id, quiz, stems)
        if place is not None:
            message = f"“{gap}” is a gap here, and stands in {place}."
            yield writing, Problem("W557", ("text",), message, part=gap)


def _place(
    gap: tuple[str, ...], own_id: str, quiz: QuizForm, stems: Mapping[str, str]
) -> str | None:
    """Return where else in the quiz the words of a gap can be read, if they can."""
    sought = _line(gap)
    if len(sought.strip()) <= _LONG:
        return None
    if sought in _line(words(quiz.title)):
        return f"the title of the quiz `{quiz.id}`"
    teller = next((each for each, told in stems.items() if sought in told and each != own_id), None)
    if teller is None:
        return None
    return f"the question of `{teller}`, which the quiz `{quiz.id}` asks as well"


def _stems(writing: Writing) -> str:
    return "\n".join(_line(posed.stem.words) for posed in writing.posed)


def _line(text: Sequence[str]) -> str:
    return f" {' '.join(text)} "
