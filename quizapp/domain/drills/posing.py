"""How an item is put to a learner: which of its questions, which options, in which order.

What is sent to a browser before the response is built from a `PosedItem`, which has no field
for the key, for feedback or for an option's id: there is nothing in it to give away.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from quizapp.domain.drills.matches import answers_of, as_chosen
from quizapp.domain.drills.typed import typed_response, typed_text
from quizapp.domain.drills.words import OWN, OtherWords, Told, Words, told_beside, told_in
from quizapp.domain.errors import UnusableChoice
from quizapp.domain.items.content import ItemContent, Mode, Option, Question
from quizapp.domain.items.drawing import drawn_options


@dataclass(frozen=True)
class Arrangement:
    """The frozen choice of one question of an item and of the order of its options and prompts.

    An attempt that an older version began has no `prompt_ids`: there, prompts stand in the order
    of the question, which is one for everybody.
    """

    question: int
    option_ids: tuple[str, ...]
    prompt_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class PosedOption:
    """An option as shown: its number on the page, counted from 1, and its text."""

    number: int
    text: str


@dataclass(frozen=True)
class PosedItem:
    """An item as shown before the response; or again, after a first try.

    `tried` are the options of the first try, by number, of an order in that order, of
    prompts the one that each was given; `tried_text` is what was typed first. `second_share` is
    what being right at the second counts. Of a number, `unit` is what stands beside the field.
    It is shown in `version`, None for its own words, and in that one's `language`; `is_untold`
    where another version was chosen and there is none. `beside` are its own words, where it is
    shown in a version's.
    """

    position: int
    total: int
    type: str
    topic: str
    stem: str
    mode: Mode
    options: tuple[PosedOption, ...]
    has_hint: bool
    hint: str | None
    tried: tuple[int, ...] = ()
    second_share: float | None = None
    prompts: tuple[PosedOption, ...] = ()
    version: str | None = None
    language: str | None = None
    is_untold: bool = False
    beside: OtherWords | None = None
    tried_text: str = ""
    unit: str | None = None

    @property
    def is_again(self) -> bool:
        """Whether it is posed for a second try."""
        return bool(self.tried or self.tried_text)


def arrange(content: ItemContent, seed: int, position: int) -> Arrangement:
    """Choose a question of the item, its distractors and their order, from the attempt's seed.

    The same content, seed and position always give the same arrangement, whatever the items
    before it were.
    """
    rng = random.Random(f"{seed}:{position}")  # noqa: S311  reproducible, no secret
    number = rng.randrange(len(content.questions))
    question = content.questions[number]
    options = shown_options(question, rng)
    prompts = rng.sample(question.prompts, len(question.prompts))
    return Arrangement(
        number, tuple(option.id for option in options), tuple(prompt.id for prompt in prompts)
    )


def posed_item(
    content: ItemContent,
    arrangement: Arrangement,
    *,
    position: int,
    total: int,
    with_hint: bool = False,
    tried: Collection[str] = (),
    second_share: float | None = None,
    words: Words = OWN,
) -> PosedItem:
    """The item as the learner sees it before responding; or again, after a first try."""
    told = told_in(content, words)
    beside, content = other_words(content, arrangement, told, words), told.content
    question = asked_question(content, arrangement)
    return PosedItem(
        position=position,
        total=total,
        type=content.type,
        topic=content.topic_title,
        stem=question.stem,
        mode=question.mode,
        options=tuple(
            PosedOption(number, option.text)
            for number, option in enumerate(arranged_options(question, arrangement), start=1)
        ),
        has_hint=content.hint is not None,
        hint=content.hint if with_hint else None,
        tried=_tried_numbers(question, arrangement, tried),
        second_share=second_share,
        prompts=tuple(
            PosedOption(number, prompt.text) for number, prompt in enumerate(question.prompts, 1)
        ),
        version=told.version,
        language=told.language,
        is_untold=told.is_missing,
        beside=beside,
        tried_text=typed_text(tried) if question.is_typed else "",
        unit=question.typed.unit if question.typed else None,
    )


def _tried_numbers(
    question: Question, arrangement: Arrangement, tried: Collection[str]
) -> tuple[int, ...]:
    numbers = {option_id: at for at, option_id in enumerate(arrangement.option_ids, start=1)}
    if question.mode == "order":
        return tuple(numbers[option_id] for option_id in tried)
    if question.mode == "each":
        answers = answers_of(tried)
        return tuple(numbers[answers[it.id]] for it in question.prompts if it.id in answers)
    return tuple(number for option_id, number in numbers.items() if option_id in tried)


def asked_question(content: ItemContent, arrangement: Arrangement) -> Question:
    """The one question of the item that the arrangement asks, its prompts as they are shown."""
    question = content.questions[arrangement.question]
    if not arrangement.prompt_ids:
        return question
    by_id = {prompt.id: prompt for prompt in question.prompts}
    return replace(question, prompts=tuple(by_id[each] for each in arrangement.prompt_ids))


def arranged_options(question: Question, arrangement: Arrangement) -> tuple[Option, ...]:
    """The options in the order shown."""
    by_id = {option.id: option for option in question.options}
    return tuple(by_id[option_id] for option_id in arrangement.option_ids)


def other_words(
    content: ItemContent, arrangement: Arrangement, shown: Told, words: Words
) -> OtherWords | None:
    """The same question in the words that stand beside those that are shown."""
    beside = told_beside(content, shown, words)
    if beside is None:
        return None
    question = asked_question(beside.content, arrangement)
    return OtherWords(
        beside.version,
        beside.language,
        question.stem,
        tuple(option.text for option in arranged_options(question, arrangement)),
        tuple(prompt.text for prompt in question.prompts),
    )


def shown_options(question: Question, rng: random.Random) -> tuple[Option, ...]:
    """The keys and so many distractors as are shown, in an order that does not give keys away.

    None where the answer is typed.
    """
    if question.is_typed:
        return ()
    options = list(drawn_options(question, rng))
    if not question.keep_order:
        shuffle_options(question, options, rng)
    return with_pinned_last(question, options)


def shuffle_options(question: Question, options: list[Option], rng: random.Random) -> None:
    """Shuffle options in place; what is to be put in order never comes in that order."""
    rng.shuffle(options)
    while question.mode == "order" and tuple(options) == question.options:
        rng.shuffle(options)


def with_pinned_last(question: Question, options: Iterable[Option]) -> tuple[Option, ...]:
    """The same options, those that the question pins behind all others."""
    places = {option_id: place for place, option_id in enumerate(question.pinned, start=1)}
    return tuple(sorted(options, key=lambda option: places.get(option.id, 0)))


def chosen_option_ids(
    question: Question, arrangement: Arrangement, numbers: Collection[int]
) -> tuple[str, ...]:
    """The ids of the options with these numbers on the page, in one order for one choice.

    Of an order, they are all of them, in the order of the numbers. Where each prompt is given an
    option, the numbers are those of the prompts' options, and each id is that of a prompt and its
    option.

    Raises:
        UnusableChoice: nothing chosen, several where one is asked for, or a number not shown; of
            an order, an option that is left out or has two places; a prompt without an option.
    """
    if question.mode == "order":
        return _ordered_option_ids(arrangement, tuple(numbers))
    if question.mode == "each":
        return _matched_ids(question, arrangement, tuple(numbers))
    picked = set(numbers)
    if (
        not picked
        or (question.mode == "one" and len(picked) > 1)
        or not picked <= set(range(1, len(arrangement.option_ids) + 1))
    ):
        raise UnusableChoice
    return tuple(sorted(arrangement.option_ids[number - 1] for number in picked))


def given_response(
    question: Question, arrangement: Arrangement, numbers: Collection[int], text: str
) -> tuple[str, ...]:
    """What was chosen by number, or typed, as it is recorded.

    Raises:
        UnusableChoice: the choice cannot be a response; or nothing was typed, or what cannot be
            read as what is asked for.
    """
    if not question.is_typed:
        return chosen_option_ids(question, arrangement, numbers)
    typed = typed_response(question, text)
    if not typed:
        raise UnusableChoice
    return typed


def _ordered_option_ids(arrangement: Arrangement, numbers: tuple[int, ...]) -> tuple[str, ...]:
    if sorted(numbers) != list(range(1, len(arrangement.option_ids) + 1)):
        raise UnusableChoice
    return tuple(arrangement.option_ids[number - 1] for number in numbers)


def _matched_ids(
    question: Question, arrangement: Arrangement, numbers: tuple[int, ...]
) -> tuple[str, ...]:
    shown = arrangement.option_ids
    if len(numbers) != len(question.prompts) or not set(numbers) <= set(range(1, len(shown) + 1)):
        raise UnusableChoice
    pairs = zip(question.prompts, numbers, strict=True)
    return as_chosen({prompt.id: shown[number - 1] for prompt, number in pairs})
