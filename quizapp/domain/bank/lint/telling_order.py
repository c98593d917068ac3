"""Items of one quiz that give another away where its order does not help (English).

A shuffled quiz asks what is told before what tells it. What is left are two items that tell one
another, and quizzes that keep the order of their list. Where answers come at the end, all questions
lie open at once: there it is what they ask that tells, in whatever order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizapp.domain.bank.bank import Bank, Quiz
from quizapp.domain.bank.giveaways.clues import Clues, Words, clue_words, clues_of
from quizapp.domain.bank.giveaways.tells import common_words, tells_among, told_by
from quizapp.domain.bank.lint.rules import BankRule, Remark
from quizapp.domain.bank.lint.writing import Writing
from quizapp.domain.items import ItemContent
from quizapp.domain.items.problems import Path, Problem

FULLY = 0.99
"""So far ahead is a key of which everything is told, and of the wrong options nothing."""

FEWEST_WORDS = 2
"""A single word may well be told by chance."""


def giving_away_in_quizzes(bank: Bank) -> BankRule:
    """Return the rule for the quizzes of a bank that list their items."""

    def rule(writings: Sequence[Writing]) -> Iterator[Remark]:
        """Warn of each item that tells all of a later key, unless another order helps."""
        by_id = {writing.item.id: writing for writing in writings}
        for quiz in bank.quizzes.values():
            for told in keys_told(bank, quiz):
                writing = by_id[told.teller]
                yield writing, _problem(writing, quiz, told)

    return rule


def keys_told(bank: Bank, quiz: Quiz) -> Iterator[Told]:
    """Yield which items of a quiz that lists them tell the key of another, in whatever order."""
    if quiz.item_ids is not None:
        yield from _given_away(quiz, _Asked.of(bank, quiz, quiz.item_ids))


@dataclass(frozen=True)
class Told:
    """One item tells the key of another, by these words."""

    teller: str
    told: str
    words: Words


@dataclass(frozen=True)
class _Asked:
    """The items that a quiz asks, with what they show and ask for.

    All is open at once where answers come at the end.
    """

    is_open: bool
    contents: Mapping[str, ItemContent]
    clues: Mapping[str, Clues]
    common: Words

    @classmethod
    def of(cls, bank: Bank, quiz: Quiz, item_ids: Sequence[str]) -> _Asked:
        contents = {item_id: bank.content_of(item_id) for item_id in item_ids}
        clues = {item_id: clues_of(each) for item_id, each in contents.items() if each.questions}
        return cls(quiz.feedback == "at-end", contents, clues, common_words(clues.values()))

    def told(self, teller: str, told: str) -> Told | None:
        """Return what one item tells of the key of the other, if it is all of it."""
        seen = self._seen_beside(teller, told)
        if told_by(self.clues[told], seen, self.common) < FULLY:
            return None
        found = (self.clues[told].asked_for & seen) - self.common
        return Told(teller, told, found) if len(found) >= FEWEST_WORDS else None

    def _seen_beside(self, teller: str, told: str) -> Words:
        """Return what an item shows, but for the passages that the other is about as well."""
        if self.is_open:
            return self.clues[teller].shown["stem"]
        shared = {quote.passage_id for quote in self.contents[told].quotes}
        quotes = self.contents[teller].quotes
        texts = [f"{q.before} {q.phrase} {q.after}" for q in quotes if q.passage_id not in shared]
        return self.clues[teller].said | clue_words(" ".join(texts))


def _given_away(quiz: Quiz, asked: _Asked) -> Iterator[Told]:
    place = {item_id: at for at, item_id in enumerate(asked.clues)}
    for teller, told in tells_among(asked.clues):
        if not asked.is_open and place[teller] > place[told]:
            continue
        is_reordered = quiz.order == "shuffled" and not asked.is_open
        is_helped = is_reordered and asked.told(told, teller) is None
        if not is_helped and (found := asked.told(teller, told)) is not None:
            yield found


def _problem(writing: Writing, quiz: Quiz, told: Told) -> Problem:
    path, part = _where(writing, told.words)
    words = ", ".join(f"“{word}”" for word in sorted(told.words))
    when = " after it" if quiz.feedback == "after-each" else ""
    message = f"In the quiz `{quiz.id}`, {part} tells the key of `{told.told}`{when}: {words}."
    return Problem("W555", path, message)


def _where(writing: Writing, sought: Words) -> tuple[Path, str]:
    """Return which text of the item holds most of the words, the passage if none holds any."""
    wrong = {path for path, _ in writing.distractor_forms}
    texts = [(path, text) for path, text in writing.texts() if path not in wrong]
    held = {path: len(sought & clue_words(text)) for path, text in texts}
    path = max(held, key=held.__getitem__, default=writing.path)
    return (path, _name(writing, path)) if held.get(path) else (("cites",), "the passage cited")


def _name(writing: Writing, path: Path) -> str:
    if path == ("explanation",):
        return "this explanation"
    if path == writing.statement.path:
        return "this question"
    is_key = any(path == key.path for posed in writing.posed for key in posed.keys)
    return "this key" if is_key else "this feedback"
