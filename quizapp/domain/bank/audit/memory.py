"""Can a quiz be passed with what its earlier answers have shown? A reader who has nothing else.

After each answer a quiz shows the key, the explanation, feedback and the passage. This reader
remembers the words of all that, and chooses the option of which most words were among them. Words
of the stem itself do not count, and common words neither; where nothing was seen, it guesses.
A passage to mark is not played, for it shows what it asks about; what is ordered, matched or sorted
neither, for there no one option is chosen. What is seen of them counts.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Remembered:
    """What is expected of such a reader: questions, the share won, and the share won by chance."""

    count: int
    share: float
    chance: float


def remembered(bank: Bank) -> Remembered | None:
    """Play the quizzes that list their items and show the answer after each.

    None if there are none, or the bank is in a language of which common words are not known.
    """
    if not is_english(bank.language):
        return None
    played = [pair for quiz in bank.quizzes.values() for pair in _played(bank, quiz)]
    if not played:
        return None
    won, chances = zip(*played, strict=True)
    return Remembered(len(played) // ORDERS, sum(won) / len(won), sum(chances) / len(chances))


def _played(bank: Bank, quiz: Quiz) -> Iterator[tuple[float, float]]:
    """Yield for each question, in each order, the chance to win it, and by guessing alone."""
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
) -> Iterator[tuple[float, float]]:
    seen: Words = frozenset()
    for content in asked:
        question = dice.choice(content.questions)
        options = drawn_options(question, dice)
        if content.type != "place" and not (question.has_parts or question.is_typed):
            yield _chance_to_win(question, options, seen), _share_of_keys(options)
        seen |= _shown(content, question, options)


def _chance_to_win(question: Question, options: Sequence[Option], seen: Words) -> float:
    shares = [_share_seen(question, option, seen) for option in options]
    best = max(shares)
    chosen = [option for option, share in zip(options, shares, strict=True) if share == best]
    return _share_of_keys(chosen)


def _share_seen(question: Question, option: Option, seen: Words) -> float:
    own = _telling(option.text) - _telling(question.stem)
    return len(own & seen) / len(own) if own else 0.0


def _share_of_keys(options: Sequence[Option]) -> float:
    return sum(option.is_key for option in options) / len(options)


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
