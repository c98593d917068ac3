"""What lies on the bench while a quiz is built: what is found, what is in it, what it makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from flask import request

from quizapp.authoring.item_usage import item_usage
from quizapp.authoring.previewing import Preview, preview_of
from quizapp.authoring.quiz_fields import LISTED, QuizFields
from quizapp.domain.bank import Bank, Quiz
from quizapp.domain.bank.item_words import asked_in_words, item_numbers
from quizapp.domain.quiz_building import (
    Cover,
    Ease,
    Offer,
    QuizRemark,
    Search,
    coverage,
    found,
    offers,
    quiz_remarks,
)
from quizapp.web import clock
from quizapp.web.edges import cleaned

MOST_SHOWN = 150
RECENT = timedelta(days=30)
NAMES = ("words", "section", "topic", "type", "ease", "recent")
"""What is searched by, as its fields are called behind `find-`."""

SECONDS_EACH = 50
"""What a question takes, roughly: to say how long a quiz is."""


@dataclass(frozen=True)
class Listed:
    """A question of the quiz: its place, and what it asks; `is_held` where no quiz asks it now."""

    item_id: str
    place: int
    number: int
    asked: str
    is_held: bool


@dataclass(frozen=True)
class Bench:
    """All that the builder shows beside the fields of the form."""

    bank: Bank
    search: Mapping[str, str]
    offers: Mapping[str, Offer]
    found: Mapping[str, Offer]
    listed: tuple[Listed, ...]
    cover: Cover
    remarks: tuple[QuizRemark, ...]
    looked_at: str
    preview: Preview | None

    @property
    def shown(self) -> tuple[Offer, ...]:
        """What is found, as far as a page lists it."""
        return tuple(self.found.values())[:MOST_SHOWN]

    @property
    def chosen_ids(self) -> frozenset[str]:
        """The questions of the quiz."""
        return frozenset(each.item_id for each in self.listed)

    @property
    def places(self) -> dict[str, int]:
        """The place of each question in the quiz."""
        return {each.item_id: each.place for each in self.listed}

    @property
    def minutes(self) -> int:
        """About how long the quiz takes."""
        return max(1, round(len(self.listed) * SECONDS_EACH / 60))

    @property
    def topic_counts(self) -> dict[str, int]:
        """How many questions of each topic a quiz can ask."""
        return {
            topic: sum(offer.topic == topic for offer in self.offers.values())
            for topic in self.bank.topics
        }


def offers_of(bank: Bank) -> dict[str, Offer]:
    """The questions that a quiz can ask. Two queries, whatever the bank."""
    return offers(bank, item_usage(bank))


def found_in(bank: Bank, known: Mapping[str, Offer]) -> dict[str, Offer]:
    """Those of them that are looked for."""
    return {each.item_id: each for each in found(bank, known.values(), _as_search(_search()))}


def bench_of(bank: Bank, form: QuizFields, known: Mapping[str, Offer]) -> Bench:
    """What there is to see of a quiz as the form has it."""
    item_ids = tuple(each for each in form.item.data or () if each in bank.items)
    looked_at = request.form.get("do", "").removeprefix("look ")
    is_looking = looked_at in bank.items and looked_at != request.form.get("looked-at")
    return Bench(
        bank=bank,
        search=_search(),
        offers=known,
        found=found_in(bank, known),
        listed=_listed(bank, item_ids, known),
        cover=coverage(bank, item_ids),
        remarks=_remarks(bank, form, tuple(each for each in item_ids if each in known)),
        looked_at=looked_at if is_looking else "",
        preview=preview_of(bank.items[looked_at], bank) if is_looking else None,
    )


def _search() -> dict[str, str]:
    return {name: cleaned(request.form.get(f"find-{name}")) for name in NAMES}


def _as_search(written: Mapping[str, str]) -> Search:
    ease = written["ease"] if written["ease"] in set(Ease) else ""
    return Search(
        words=written["words"],
        section=written["section"],
        topic=written["topic"],
        type=written["type"],
        ease=Ease(ease),
        not_since=clock.now() - RECENT if written["recent"] else None,
    )


def _listed(
    bank: Bank, item_ids: tuple[str, ...], known: Mapping[str, Offer]
) -> tuple[Listed, ...]:
    numbers = item_numbers(bank)
    return tuple(
        Listed(
            item_id,
            place,
            numbers[item_id],
            asked_in_words(bank.items[item_id]),
            item_id not in known,
        )
        for place, item_id in enumerate(item_ids, start=1)
    )


def _remarks(bank: Bank, form: QuizFields, item_ids: tuple[str, ...]) -> tuple[QuizRemark, ...]:
    """What the lint says of the questions together; of a quiz that draws them, nothing is known."""
    if form.way.data != LISTED or len(item_ids) < 2:
        return ()
    quiz = Quiz(
        id="",
        title="",
        item_ids=item_ids,
        feedback="at-end" if form.feedback.data == "at-end" else "after-each",
        order="as-listed" if form.order.data == "as-listed" else "shuffled",
    )
    return quiz_remarks(bank, quiz)
