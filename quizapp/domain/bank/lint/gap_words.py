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
            for item_id in quiz.items or ():
                writing = by_id.get(item_id)
                if writing is not None and isinstance(writing.item, ClozeItem):
                    yield from _told(writing, writing.item, quiz, by_id)

    return rule


def _told(
    writing: Writing, item: ClozeItem, quiz: QuizForm, by_id: Mapping[str, Writing]
) -> Iterator[Remark]:
    for gap in gaps(item.text):
        place = _place(words(gap), item.id, quiz, by_id)
        if place is not None:
            message = f"“{gap}” is a gap here, and stands in {place}."
            yield writing, Problem("W557", ("text",), message, part=gap)


def _place(
    gap: tuple[str, ...], own_id: str, quiz: QuizForm, by_id: Mapping[str, Writing]
) -> str | None:
    """Return where else in the quiz the words of a gap can be read, if they can."""
    if len(" ".join(gap)) <= _LONG:
        return None
    if _holds(words(quiz.title), gap):
        return f"the title of the quiz `{quiz.id}`"
    others = (by_id[each] for each in quiz.items or () if each != own_id and each in by_id)
    teller = next((each for each in others if _is_read(gap, each)), None)
    if teller is None:
        return None
    return f"the question of `{teller.item.id}`, which the quiz `{quiz.id}` asks as well"


def _is_read(gap: tuple[str, ...], writing: Writing) -> bool:
    return any(_holds(posed.stem.words, gap) for posed in writing.posed)


def _holds(text: Sequence[str], sought: Sequence[str]) -> bool:
    return f" {' '.join(sought)} " in f" {' '.join(text)} "
