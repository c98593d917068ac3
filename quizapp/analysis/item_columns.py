"""The items of a quiz with their figures.

An item whose marking was edited has a column for each way in which it was marked: before and
after are never put together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

from quizapp.analysis.class_tallies import Make, QuizTallies, Revision
from quizapp.domain.bank import Bank
from quizapp.domain.bank.revisions import marking_hash
from quizapp.domain.drills.matches import commonest_wrong
from quizapp.domain.drills.sequences import counted_ids, counted_parts
from quizapp.domain.drills.typed import typed_groups, typed_ways
from quizapp.domain.item_analysis import (
    FEWEST,
    Choice,
    ItemFigures,
    Reason,
    TalliedItem,
    Tally,
    Verdict,
    VerdictKind,
    item_figures,
)
from quizapp.domain.item_analysis.item_figures import TimeFigures, time_figures
from quizapp.domain.item_analysis.reasons import Figure
from quizapp.domain.item_analysis.verdicts import gravity
from quizapp.domain.items.content import ItemContent, Option, Question, from_json

LOOK = {
    VerdictKind.CHECK_KEY,
    VerdictKind.WORSE_HERE,
    VerdictKind.BELOW_GUESSING,
    VerdictKind.GUESSING,
    VerdictKind.MISCONCEPTION,
}
"""What is reason to look at an item; that it is easy, or hard, is none by itself."""


@dataclass(frozen=True)
class AskedQuestion:
    """One way in which an item is asked, such as one gap of a text, with its figures.

    `wrong` has for each prompt, by id, the wrong answer that was given most, and how often.
    `groups` is what was typed, each once that is read alike, `ways` the texts it was typed in.
    """

    question: Question
    figures: ItemFigures
    wrong: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    groups: tuple[Option, ...] = ()
    ways: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def texts(self) -> dict[str, str]:
        """The texts of the options by their ids; or of the parts of a response."""
        parts = (*counted_parts(self.question), *self.groups)
        return {part.id: part.text for part in parts}


@dataclass(frozen=True)
class ItemColumn:
    """An item as it was marked in one way.

    Attributes:
        item_key: The item.
        content: What was asked, in the last wording.
        figures: Over all attempts that asked it so.
        questions: The ways in which it was asked, each with the use of its options.
        since: When the first of the attempts was finished.
        until: When the last was.
        is_now: Whether the bank in use marks it so.
        times: How long responses took; None where nobody asked for them.
        number: Which way of marking this is, counted from 1, the oldest.
        ways: In how many ways the item was marked.
    """

    item_key: str
    content: ItemContent
    figures: ItemFigures
    questions: tuple[AskedQuestion, ...]
    since: datetime
    until: datetime
    is_now: bool
    times: TimeFigures | None
    number: int = 1
    ways: int = 1

    @property
    def remarks(self) -> tuple[tuple[Verdict, Mapping[str, str]], ...]:
        """What may be said of it, with the texts of the options that it is said about."""
        if len(self.questions) == 1:
            only = self.questions[0]
            return tuple((verdict, only.texts) for verdict in only.figures.verdicts)
        of_gaps = tuple(
            (verdict, each.texts)
            for each in self.questions
            for verdict in each.figures.verdicts
            if verdict.kind is VerdictKind.CHECK_KEY
        )
        return of_gaps + tuple(
            (verdict, {})
            for verdict in self.figures.verdicts
            if not (of_gaps and verdict.kind is VerdictKind.TOO_FEW)
        )

    @property
    def wants_look(self) -> bool:
        """Whether something is reason to look at it."""
        return any(verdict.kind in LOOK for verdict, _ in self.remarks)

    @property
    def gravity(self) -> int:
        """The place of the gravest thing that is said of it, from 0: lists are ordered by it."""
        return gravity(verdict for verdict, _ in self.remarks)

    @property
    def stem(self) -> str:
        """What was asked; of several questions, the first."""
        questions = self.content.questions
        return questions[0].stem if questions else self.item_key

    @property
    def is_too_few(self) -> bool:
        """Whether nothing can be said in words."""
        return self.figures.n < FEWEST and not self.wants_look


def item_columns(
    tallies: QuizTallies, bank: Bank | None, only: str | None = None
) -> list[ItemColumn]:
    """The items that were asked, in the order of the bank, those that have left it at the end.

    Args:
        tallies: What was counted of the quiz.
        bank: The bank in use, None if it has left the server.
        only: The one item that is wanted; all if None.
    """
    ways: dict[str, dict[str, list[Revision]]] = {}
    for revision_id in sorted({revision_id for revision_id, _ in tallies.items}):
        revision = tallies.revisions[revision_id]
        if only is None or revision.item_key == only:
            of_item = ways.setdefault(revision.item_key, {})
            of_item.setdefault(revision.marking_hash, []).append(revision)
    places = {key: place for place, key in enumerate(bank.items)} if bank else {}
    order = sorted(ways, key=lambda key: (places.get(key, len(places)), key))
    return [column for key in order for column in _ways(tallies, bank, [*ways[key].values()])]


def _ways(tallies: QuizTallies, bank: Bank | None, ways: list[list[Revision]]) -> list[ItemColumn]:
    """The columns of one item; the one that is marked as in the bank is the last."""
    item_key = ways[0][0].item_key
    is_here = bank is not None and item_key in bank.items
    marking_now = marking_hash(bank.content_of(item_key)) if bank and is_here else None
    columns = [_column(tallies, way, is_now=way[0].marking_hash == marking_now) for way in ways]
    columns.sort(key=lambda column: (column.is_now, column.since, column.until))
    return [
        replace(column, number=number, ways=len(columns))
        for number, column in enumerate(columns, start=1)
    ]


def _column(tallies: QuizTallies, revisions: list[Revision], *, is_now: bool) -> ItemColumn:
    """The column of one way of marking; `revisions` are those marked so, the oldest first."""
    item_key, content = revisions[-1].item_key, _content(revisions[-1].content)
    by_question, makes = _by_question(tallies, revisions, content)
    without = tallies.alphas_without.get(item_key, Reason.NO_COMPLETE_ROWS)
    questions = tuple(
        _asked_question(item_key, content.questions[index], those, without)
        for index, those in sorted(by_question.items())
    )
    all_ways = [tally for those in by_question.values() for tally in those]
    counts = [tallies.makes[make] for make in makes]
    return ItemColumn(
        item_key=item_key,
        content=content,
        figures=questions[0].figures
        if len(questions) == 1
        else item_figures(tallied_item(item_key, all_ways), without),
        questions=questions,
        since=min(count.since for count in counts),
        until=max(count.until for count in counts),
        is_now=is_now,
        times=_times(tallies, revisions),
    )


def _by_question(
    tallies: QuizTallies, revisions: Iterable[Revision], content: ItemContent
) -> tuple[dict[int, list[Tally]], set[Make]]:
    """The attempts that were asked each question of an item, and their makes."""
    by_question: dict[int, list[Tally]] = {}
    makes: set[Make] = set()
    for revision in revisions:
        for index in range(len(content.questions)):
            by_make = tallies.items.get((revision.id, index), {})
            makes.update(by_make)
            for of_make in by_make.values():
                by_question.setdefault(index, []).extend(of_make)
    return by_question, makes


def _asked_question(
    item_key: str, question: Question, tallies: Sequence[Tally], without: Figure
) -> AskedQuestion:
    figures = item_figures(tallied_item(item_key, tallies, question), without)
    responses = [(tally.sequence, tally.count) for tally in tallies]
    if question.is_typed:
        groups = typed_groups(question, (sequence for sequence, _ in responses))
        return AskedQuestion(question, figures, groups=groups, ways=typed_ways(question, responses))
    return AskedQuestion(question, figures, commonest_wrong(question, responses))


def tallied_item(
    item_key: str, tallies: Sequence[Tally], question: Question | None = None
) -> TalliedItem:
    """The attempts that asked an item; without a question, in several ways."""
    if question is None:
        return TalliedItem(item_key, tallies)
    options = counted_parts(question)
    keys = [each.id for each in options if each.is_key]
    shown = question.shown or len(options)
    return TalliedItem(
        item_key,
        tuple(_by_parts(tallies, question)),
        keys=Choice(keys),
        # Of a pool that each attempt draws from, nobody may have been shown some.
        options=tuple(each.id for each in options) if shown >= len(options) else tuple(keys),
        chooses_one=question.mode == "one" or question.is_typed,
        chance=len(keys) / shown if question.mode == "one" and shown > len(keys) else None,
    )


def _by_parts(tallies: Iterable[Tally], question: Question) -> Iterator[Tally]:
    """Yield the tallies by what is counted of them: parts that are right, what was read."""
    for tally in tallies:
        if tally.chosen is None or not (question.has_parts or question.is_typed):
            yield tally
        else:
            yield replace(tally, chosen=Choice(counted_ids(question, tally.sequence)))


def _times(tallies: QuizTallies, revisions: Iterable[Revision]) -> TimeFigures | None:
    if tallies.seconds is None:
        return None
    each = (tallies.seconds.get(revision.id, Counter()) for revision in revisions)
    return time_figures(sum(each, Counter()))


@lru_cache(maxsize=1024)  # the same few hundred revisions, at each visit of a desk
def _content(text: str) -> ItemContent:
    return from_json(text)
