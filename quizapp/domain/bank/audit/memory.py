"""Can a quiz be passed with what its earlier answers have shown? A reader who has nothing else.

After each answer a quiz shows the key, the explanation, feedback and the passage. This reader
remembers the words of all that, and chooses the option of which most words were among them. Words
of the stem itself do not count, and common words neither; where nothing was seen, it guesses.
A passage to mark is not played, for it shows what it asks about; what is ordered, matched or sorted
neither, for there no one option is chosen. What is seen of them counts.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quizapp.domain.bank.audit.mixing import bet_on
from quizapp.domain.bank.audit.permuting import Bet, corrected_p
from quizapp.domain.bank.audit.strategies import best_of
from quizapp.domain.bank.bank import Bank, Quiz
from quizapp.domain.bank.giveaways.clues import clues_of
from quizapp.domain.bank.giveaways.ordering import told_first
from quizapp.domain.bank.giveaways.tells import tells_among
from quizapp.domain.bank.lint.english import is_english, telling
from quizapp.domain.bank.lint.writing import words
from quizapp.domain.items import ItemContent, Option, Question
from quizapp.domain.items.drawing import drawn_options

ORDERS = 24
"""So many orders, and draws of options, stand for all that a quiz can have."""

Words = frozenset[str]
Turn = tuple[str, str, int]
"""A quiz, an item, and the number of one of its questions."""


@dataclass(frozen=True)
class Remembered:
    """What is expected of such a reader: questions, the share won, and the share won by chance.

    `p` is how likely luck does as well: with each question's key on another option, and what was
    seen before it as it was.
    """

    count: int
    share: float
    chance: float
    p: float = field(default=1.0, compare=False)


def remembered(bank: Bank) -> Remembered | None:
    """Play the quizzes that list their items and show the answer after each.

    None if there are none, or the bank is in a language of which common words are not known.
    """
    if not is_english(bank.language):
        return None
    bets: dict[Turn, list[Bet]] = defaultdict(list)
    for quiz in bank.quizzes.values():
        for turn, bet in _played(bank, quiz):
            bets[quiz.id, *turn].append(bet)
    if not bets:
        return None
    whole = [_over_orders(each) for each in bets.values()]
    count = sum(map(len, bets.values())) // ORDERS
    won, chance = sum(bet.won for bet in whole), sum(bet.expected for bet in whole)
    p = corrected_p({"": whole})[""]
    return Remembered(count, won / count, chance / count, p)


def _over_orders(bets: Sequence[Bet]) -> Bet:
    """Return what is won of a question on average; one that is asked more seldom counts less."""
    columns = zip(*(bet.wins for bet in bets), strict=True)
    return Bet([sum(column) / ORDERS for column in columns], bets[0].keys)


def _played(bank: Bank, quiz: Quiz) -> Iterator[tuple[tuple[str, int], Bet]]:
    """Yield each question, by item and number, in each order, and what is bet on it."""
    if quiz.feedback != "after-each":
        return
    contents = [bank.content_of(item_id) for item_id in quiz.item_ids or ()]
    asked = {content.item_id: content for content in contents if content.questions}
    tells = tells_among({item_id: clues_of(content) for item_id, content in asked.items()})
    ids = tuple(asked)
    for order in range(ORDERS):
        dice = random.Random(f"audit:{order}")  # noqa: S311  reproducible
        if quiz.order == "shuffled":
            ids = told_first(dice.sample(ids, len(ids)), tells)
        yield from _played_once([asked[item_id] for item_id in ids], dice)


def _played_once(
    asked: Sequence[ItemContent], dice: random.Random
) -> Iterator[tuple[tuple[str, int], Bet]]:
    seen: Words = frozenset()
    for content in asked:
        question = dice.choice(content.questions)
        options = drawn_options(question, dice)
        if content.type != "place" and not (question.has_parts or question.is_typed):
            number = content.questions.index(question)
            yield (content.item_id, number), _bet(question, options, seen)
        seen |= _shown(content, question, options)


def _bet(question: Question, options: Sequence[Option], seen: Words) -> Bet:
    """Return the bet on what was seen most of; the keys go first, so that orders can be summed."""
    keys_first = sorted(options, key=lambda option: not option.is_key)
    shares = [_share_seen(question, option, seen) for option in keys_first]
    keys = range(sum(option.is_key for option in options))
    return bet_on(best_of(shares, range(len(shares))), len(shares), keys)


def _share_seen(question: Question, option: Option, seen: Words) -> float:
    own = _telling(option.text) - _telling(question.stem)
    return len(own & seen) / len(own) if own else 0.0


def _shown(content: ItemContent, question: Question, options: Sequence[Option]) -> Words:
    """Return the words of all that is seen after the answer, but for the wrong options."""
    texts = [question.stem, content.explanation or ""]
    texts += [option.text for option in options if option.is_key]
    texts += [prompt.text for prompt in question.prompts]
    texts += [option.feedback or "" for option in options]
    texts += [f"{quote.before} {quote.phrase} {quote.after}" for quote in content.quotes]
    return _telling(" ".join(texts))


def _telling(text: str) -> Words:
    return frozenset(telling(frozenset(words(text))))
