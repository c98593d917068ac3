"""An item that a plan may ask, and the form in which it would ask it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from quizapp.domain.items.content import Quote
from quizapp.domain.memory.log.folding import NOTHING, Track
from quizapp.domain.memory.plan.pace import Form, Pace

MOST_TIMES_A_CARD = 1.3
"""A checked answer is asked for in place of a self-rating while it takes at most so much longer."""

CHECKED = (Form.CHOICE, Form.CLOZE, Form.TYPED)

_CARD_OR_CHOICE = frozenset({Form.CARD, Form.CHOICE})  # most items, which need no comparing


@dataclass(frozen=True, slots=True)
class Citation:
    """The phrase of the article that an item cites: a stretch of characters of a passage."""

    passage_id: str
    start: int
    end: int

    def overlaps(self, other: Citation) -> bool:
        """Whether the two have any character in common."""
        is_one_passage = self.passage_id == other.passage_id
        return is_one_passage and self.start < other.end and other.start < self.end


def citation_of(quote: Quote) -> Citation:
    """Where a quoted phrase stands."""
    start = len(quote.before)
    return Citation(quote.passage_id, start, start + len(quote.phrase))


@dataclass(frozen=True, slots=True)
class PlanItem:
    """An open item, with what the learner's own answers say of it.

    Attributes:
        id: The item.
        topic: Its topic.
        forms: In which it can be asked, at least one.
        citations: What it cites.
        sections: The sections of the article that it cites.
        track: What the learner's rows of it come to.
    """

    id: str
    topic: str
    forms: frozenset[Form]
    citations: tuple[Citation, ...] = ()
    sections: frozenset[str] = frozenset()
    track: Track = NOTHING

    def __hash__(self) -> int:
        """By what tells the items of a learner apart: a forecast is found by all of them."""
        return hash((self.id, self.track))

    @property
    def last_day(self) -> date | None:
        """The last learning day on which it was asked, or a memory of it began."""
        return self.track.last_asked

    def with_track(self, track: Track) -> PlanItem:
        """The same item with other answers. Written out: a forecast asks it a thousand times."""
        return PlanItem(self.id, self.topic, self.forms, self.citations, self.sections, track)

    def overlaps(self, other: PlanItem) -> bool:
        """Whether both cite the same words, so that one may give the other away."""
        return any(mine.overlaps(theirs) for mine in self.citations for theirs in other.citations)


def form_on(day: date, item: PlanItem, recall: float, pace: Pace) -> Form | None:
    """The form in which an item is asked on a day, None where asking could not count.

    A checked answer counts for nothing on a day on which the key was seen, be it in a lesson or on
    looking back; a card's rating still does. An item without a card waits for the next day.
    """
    if item.track.key_seen_on != day:
        return form_of(item, recall, pace)
    return Form.CARD if Form.CARD in item.forms else None


def form_of(item: PlanItem, recall: float, pace: Pace) -> Form:
    """The form in which an item is asked.

    First a choice: nobody can rate what was never learnt. Then it is recalled from the card, or
    in a checked form that is not much slower. `recall` is the chance, from 0 to 1, of knowing it.
    """
    only = only_form(item)
    if only is not None:
        return only
    checked = [form for form in CHECKED if form in item.forms]
    if checked and (item.track.state is None or Form.CARD not in item.forms):
        return min(checked, key=lambda form: pace.seconds(form, recall))
    return _recalled_form(checked, recall, pace)


def only_form(item: PlanItem) -> Form | None:
    """The form in which it is asked whatever the pace and recall; None where they decide."""
    if len(item.forms) == 1:
        return next(iter(item.forms))
    is_first = item.track.state is None
    if is_first and Form.CHOICE in item.forms:
        return Form.CHOICE
    return Form.CARD if not is_first and item.forms == _CARD_OR_CHOICE else None


def _recalled_form(checked: Iterable[Form], recall: float, pace: Pace) -> Form:
    """The card, or what is produced and checked and takes not much longer."""
    produced = [form for form in checked if form is not Form.CHOICE]
    if not produced:
        return Form.CARD
    most = MOST_TIMES_A_CARD * pace.seconds(Form.CARD, recall)
    fastest = min(produced, key=lambda form: pace.seconds(form, recall))
    return fastest if pace.seconds(fastest, recall) <= most else Form.CARD
