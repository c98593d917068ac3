"""A quiz on paper: parallel forms of it, and the key that belongs to each."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from string import ascii_lowercase, ascii_uppercase
from typing import Literal

from quizapp.domain.bank import Bank, Quiz
from quizapp.domain.drills.choosing import chosen_items
from quizapp.domain.drills.matches import key_texts
from quizapp.domain.drills.posing import (
    Arrangement,
    PosedItem,
    arrange,
    arranged_options,
    asked_question,
    posed_item,
    shuffle_options,
    with_pinned_last,
)
from quizapp.domain.drills.words import Words, told_in
from quizapp.domain.errors import NothingToAsk, TooFewItems
from quizapp.domain.items.content import ItemContent, Question, Quote
from quizapp.domain.items.typed_numbers import bounds

Items = Literal["same", "different"]

MOST_FORMS = 8
HIGHEST_SEED = 999_999

_LETTERS = ascii_uppercase + ascii_lowercase
"""Twenty keys and twenty distractors are more than A to Z."""


@dataclass(frozen=True)
class PaperItem:
    """An item as it is printed, and what the key says of it.

    Attributes:
        item_id: The item's id in the bank.
        posed: What the learner reads; it knows nothing of the key.
        letters: The letter of each option, in the order printed.
        key: The letters of the right options; of an order, all letters in the right one; of
            prompts, one letter for each, in the order printed.
        key_texts: The right options in words.
        places: Of an order: the number to be written before each entry, as printed.
        bounds: Of a typed number with a tolerance: between what it is right.
        explanation: What the bank says about the item afterwards.
        quotes: Where the article says so.
    """

    item_id: str
    posed: PosedItem
    letters: str
    key: str
    key_texts: tuple[str, ...]
    explanation: str | None
    quotes: tuple[Quote, ...]
    places: tuple[int, ...] = ()
    bounds: tuple[str, str] | None = None


@dataclass(frozen=True)
class PaperForm:
    """One of the parallel forms of a quiz, named by its letter."""

    letter: str
    items: tuple[PaperItem, ...]


def paper_forms(
    bank: Bank,
    quiz: Quiz,
    seed: int,
    count: int = 1,
    items: Items = "same",
    version: str | None = None,
) -> tuple[PaperForm, ...]:
    """The first `count` parallel forms of a quiz: the same seed always gives the same forms.

    Forms of the same items ask the same questions with the same options in another order, so
    that neighbours cannot copy; a quiz that keeps the order of its items keeps it on each form.
    Forms of different items share none, and draw as many of each topic as the quiz does: one
    before and one after a lesson. Another form more never changes those before it.

    Args:
        bank: The bank the quiz belongs to.
        quiz: The quiz.
        seed: What the dice begin from.
        count: How many forms, from 1 to `MOST_FORMS`.
        items: Whether the forms share their items.
        version: In the words of which version they are printed. A form and its key are the same in
            all of them, so that neighbours may have one each.

    Raises:
        NothingToAsk: no item of the quiz is left.
        TooFewItems: the bank has too few items for so many different forms.
    """
    letters = ascii_uppercase[:count]
    words = Words(version, bank.language)
    if items == "different":
        drawn = _disjoint_draws(bank, quiz, seed, letters)
        return tuple(
            PaperForm(letter, tuple(_printed(bank, _arranged(bank, ids, seed, letter), words)))
            for letter, ids in zip(letters, drawn, strict=True)
        )
    arranged = _arranged(bank, _draw(bank, quiz, seed, "A"), seed, "A")
    mixed = (_reordered(bank, quiz, arranged, seed, letter) for letter in letters)
    return tuple(
        PaperForm(letter, tuple(_printed(bank, each, words)))
        for letter, each in zip(letters, mixed, strict=True)
    )


_Arranged = tuple[str, Arrangement]


def _draw(bank: Bank, quiz: Quiz, seed: int, letter: str) -> tuple[str, ...]:
    ids = chosen_items(bank, quiz, _dice(seed, letter))
    if not ids:
        raise NothingToAsk
    return ids


def _disjoint_draws(bank: Bank, quiz: Quiz, seed: int, letters: str) -> Iterator[tuple[str, ...]]:
    """Yield the items of each form, drawn from what the forms before it have left."""
    wanted, drawn = 0, frozenset[str]()
    for letter in letters:
        left = replace(bank, held_item_ids=bank.held_item_ids | drawn)
        ids = chosen_items(left, quiz, _dice(seed, letter))
        wanted = wanted or len(ids)
        if not wanted:
            raise NothingToAsk
        if len(ids) < wanted:
            raise TooFewItems(wanted=wanted, forms=len(letters))
        drawn |= set(ids)
        yield ids


def _arranged(bank: Bank, ids: Sequence[str], seed: int, letter: str) -> list[_Arranged]:
    dice = _dice(seed, f"{letter} options").getrandbits(62)
    return [
        (item_id, arrange(bank.content_of(item_id), dice, position))
        for position, item_id in enumerate(ids, start=1)
    ]


def _reordered(
    bank: Bank, quiz: Quiz, arranged: Sequence[_Arranged], seed: int, letter: str
) -> list[_Arranged]:
    """Form A as it is; the others in an order of their own."""
    if letter == "A":
        return list(arranged)
    dice = _dice(seed, f"{letter} order")
    mixed = [
        (item_id, _mixed(bank.content_of(item_id), arrangement, dice))
        for item_id, arrangement in arranged
    ]
    if quiz.order == "shuffled":
        dice.shuffle(mixed)
    return mixed


def _mixed(content: ItemContent, arrangement: Arrangement, dice: random.Random) -> Arrangement:
    question = asked_question(content, arrangement)
    prompts = dice.sample(arrangement.prompt_ids, len(arrangement.prompt_ids))
    mixed = replace(arrangement, prompt_ids=tuple(prompts))
    if question.keep_order or question.is_typed:
        return mixed
    options = list(arranged_options(question, arrangement))
    shuffle_options(question, options, dice)
    shown = with_pinned_last(question, options)
    return replace(mixed, option_ids=tuple(option.id for option in shown))


def _printed(bank: Bank, arranged: Sequence[_Arranged], words: Words) -> Iterator[PaperItem]:
    for position, (item_id, arrangement) in enumerate(arranged, start=1):
        told = told_in(bank.content_of(item_id), words)
        content = told.content
        question = asked_question(content, arrangement)
        yield PaperItem(
            item_id=item_id,
            posed=posed_item(
                content,
                arrangement,
                position=position,
                total=len(arranged),
                words=Words(own_language=told.language),
            ),
            letters=_LETTERS[: len(arrangement.option_ids)],
            key=_key(question, arrangement),
            key_texts=key_texts(question),
            explanation=content.explanation,
            quotes=content.quotes,
            places=_places(question, arrangement),
            bounds=bounds(question),
        )


def _key(question: Question, arrangement: Arrangement) -> str:
    if question.is_typed:
        return ""
    letters = dict(zip(arrangement.option_ids, _LETTERS, strict=False))
    if question.mode == "each":
        return "".join(letters[prompt.key] for prompt in question.prompts)
    is_order = question.mode == "order"
    options = question.options if is_order else arranged_options(question, arrangement)
    return "".join(letters[option.id] for option in options if option.is_key)


def _places(question: Question, arrangement: Arrangement) -> tuple[int, ...]:
    if question.mode != "order":
        return ()
    return tuple(
        question.options.index(option) + 1 for option in arranged_options(question, arrangement)
    )


def _dice(seed: int, purpose: str) -> random.Random:
    return random.Random(f"{seed}:{purpose}")  # noqa: S311  reproducible dice, no secret
