"""What a learner sees after the response: their choice, the key, feedback, explanation, passage."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from quizapp.domain.drills.marking import MAX_MARK, Verdict, verdict
from quizapp.domain.drills.marking import mark as marked
from quizapp.domain.drills.matches import answers_of, key_texts
from quizapp.domain.drills.posing import (
    Arrangement,
    arranged_options,
    asked_question,
    other_words,
)
from quizapp.domain.drills.sequences import pairs_in_order
from quizapp.domain.drills.typed_look import TypedLook, typed_look
from quizapp.domain.drills.words import OWN, OtherWords, Told, Words, told_in
from quizapp.domain.items.content import ItemContent, Mode, Option, Question, Quote
from quizapp.domain.items.counterparts import question_counterparts
from quizapp.domain.regrading import RegradeRule


@dataclass(frozen=True)
class MarkedOption:
    """An option as shown after the response. `is_chosen_first` where a second try followed.

    Of an order: its right place, the one it was given last, and first where a second try followed.
    """

    number: int
    text: str
    is_key: bool
    is_chosen: bool
    is_chosen_first: bool
    feedback: str | None
    right_place: int | None = None
    given_place: int | None = None
    first_place: int | None = None


@dataclass(frozen=True)
class MarkedPrompt:
    """A prompt as shown after the response: its right option, the one given last, and first.

    None was given where nothing was answered; `first` is None without a second try.
    """

    text: str
    right: str
    given: str | None
    first: str | None
    is_right: bool


@dataclass(frozen=True)
class Regraded:
    """How the mark that holds came about, where it is not the one recorded.

    `credit` and `recorded_credit` are what it counts, and counted, in the score. `keys` are the
    texts of the corrected question's keys, none where it cannot be said which they are. `note` is
    for the learner, `reason` for teachers. `is_second_right` tells whether a second try is right
    by the corrected question.
    """

    mark: float
    credit: float
    recorded_credit: float
    made_at: datetime
    rule: RegradeRule
    keys: tuple[str, ...]
    note: str | None
    reason: str
    is_second_right: bool = False


@dataclass(frozen=True)
class RecordedResponse:
    """A response as it was recorded.

    Attributes:
        chosen: The options of the first try.
        mark: What it earned.
        is_unknown: Whether it was "I don't know".
        confidence: How sure the learner was, where that was asked.
        second_chosen: The options of a second try; None where there was none.
        credit: What the response counts in the score; None where that is the mark.
    """

    chosen: Collection[str]
    mark: float
    is_unknown: bool = False
    confidence: int | None = None
    second_chosen: Collection[str] | None = None
    credit: float | None = None

    @property
    def counted(self) -> float:
        """What it counts in the score."""
        return self.mark if self.credit is None else self.credit


@dataclass(frozen=True)
class LookBack:
    """One item of an attempt, looked back on.

    `mark` is the one of the first try that holds, `credit` what it counts in the score. The
    options of an order stand in the learner's last order, or else in the right one; `pairs` says
    how many of its pairs stand as they should, and how many there are. `version` and `language`
    are those of `PosedItem`; `beside` says the same in other words.
    """

    position: int
    total: int
    type: str
    topic: str
    stem: str
    mode: Mode
    options: tuple[MarkedOption, ...]
    is_unknown: bool
    mark: float
    credit: float
    max_mark: float
    verdict: Verdict
    explanation: str | None
    quotes: tuple[Quote, ...]
    regraded: Regraded | None = None
    confidence: int | None = None
    pairs: tuple[int, int] | None = None
    prompts: tuple[MarkedPrompt, ...] = ()
    version: str | None = None
    language: str | None = None
    beside: OtherWords | None = None
    typed: TypedLook | None = None

    @property
    def may_mean_the_same(self) -> bool:
        """Whether words were typed that are read as wrong: their learner may have meant the key."""
        if self.type != "short" or self.typed is None or self.typed.text is None:
            return False
        return not self.typed.is_right and self.mark < self.max_mark

    @property
    def keys(self) -> tuple[str, ...]:
        """The texts of the keys; those of an order in the right one, of prompts with these."""
        if self.prompts:
            return tuple(f"{prompt.text} → {prompt.right}" for prompt in self.prompts)
        right = [option for option in self.options if option.is_key]
        return tuple(option.text for option in sorted(right, key=lambda it: it.right_place or 0))


_NOT_GIVEN = RecordedResponse(chosen=(), mark=0.0)


def look_back(
    content: ItemContent,
    arrangement: Arrangement,
    *,
    position: int,
    total: int,
    response: RecordedResponse | None,
    regraded: Regraded | None = None,
    shown_in: str | None = None,
    words: Words = OWN,
) -> LookBack:
    """The item with its key and the response as they were recorded, and the mark that holds.

    The mark is given, never worked out again here: an old page shows the score of its day, or
    what a regrade has made of it. `response` is None for an item that the attempt ended without.
    It is shown in the version `shown_in`, and beside that in the words that were chosen.
    """
    told = told_in(content, replace(words, version=shown_in))
    beside, marked_by = _beside(content, arrangement, told, words), content.questions
    content = told.content
    question = asked_question(content, arrangement)
    given = response or _NOT_GIVEN
    mark, counted = (regraded.mark, regraded.credit) if regraded else (given.mark, given.counted)
    return LookBack(
        position=position,
        total=total,
        type=content.type,
        topic=content.topic_title,
        stem=question.stem,
        mode=question.mode,
        options=_marked_options(question, arrangement, given),
        is_unknown=given.is_unknown,
        mark=mark,
        credit=counted,
        max_mark=MAX_MARK,
        verdict=verdict(
            mark if response else None,
            is_unknown=given.is_unknown,
            is_second_right=regraded.is_second_right
            if regraded
            else _is_second_right(marked_by[arrangement.question], given),
        ),
        explanation=content.explanation,
        quotes=content.quotes,
        regraded=regraded,
        confidence=given.confidence,
        pairs=_pairs(question, given),
        prompts=tuple(_marked_prompts(question, given)),
        version=told.version,
        language=told.language,
        beside=beside,
        typed=typed_look(
            marked_by[arrangement.question], question, given.chosen, given.second_chosen
        ),
    )


def _beside(
    content: ItemContent, arrangement: Arrangement, shown: Told, words: Words
) -> OtherWords | None:
    beside = other_words(content, arrangement, shown, words)
    if beside is None:
        return None
    told = content.in_version(beside.version)
    return replace(beside, explanation=told.explanation)


def _marked_prompts(question: Question, given: RecordedResponse) -> Iterator[MarkedPrompt]:
    texts = {option.id: option.text for option in question.options}
    last, first = answers_of(given.second_chosen or given.chosen), answers_of(given.chosen)
    for prompt in question.prompts:
        yield MarkedPrompt(
            text=prompt.text,
            right=texts[prompt.key],
            given=texts.get(last.get(prompt.id, "")),
            first=texts.get(first.get(prompt.id, "")) if given.second_chosen else None,
            is_right=last.get(prompt.id) == prompt.key,
        )


def _marked_options(
    question: Question, arrangement: Arrangement, given: RecordedResponse
) -> tuple[MarkedOption, ...]:
    shown = question.options if question.is_typed else arranged_options(question, arrangement)
    options = enumerate(shown, start=1)
    marked_options = [_marked_option(number, option, given) for number, option in options]
    if question.mode != "order":
        return tuple(marked_options)
    right = {option.id: place for place, option in enumerate(question.options, start=1)}
    last, first = _places(given.second_chosen or given.chosen), _places(given.chosen)
    placed = [
        replace(
            option,
            right_place=right[option_id],
            given_place=last.get(option_id),
            first_place=first.get(option_id) if given.second_chosen else None,
        )
        for option_id, option in zip(arrangement.option_ids, marked_options, strict=True)
    ]
    return tuple(sorted(placed, key=lambda it: it.given_place or it.right_place or 0))


def _places(chosen: Collection[str]) -> dict[str, int]:
    return {option_id: place for place, option_id in enumerate(chosen, start=1)}


def _pairs(question: Question, given: RecordedResponse) -> tuple[int, int] | None:
    last = given.second_chosen or given.chosen
    if question.mode != "order" or not last:
        return None
    return pairs_in_order([option.id for option in question.options], tuple(last))


def _marked_option(number: int, option: Option, given: RecordedResponse) -> MarkedOption:
    last = given.second_chosen or given.chosen
    return MarkedOption(
        number,
        option.text,
        option.is_key,
        option.id in last,
        bool(given.second_chosen) and option.id in given.chosen,
        option.feedback,
    )


def _is_second_right(question: Question, given: RecordedResponse) -> bool:
    """Whether the second try was right, by the question as it was asked."""
    return given.second_chosen is not None and marked(question, given.second_chosen) >= MAX_MARK


def corrected_keys(
    asked: ItemContent, corrected: ItemContent, arrangement: Arrangement
) -> tuple[str, ...]:
    """The keys of the question as it was corrected, none where it is no longer there."""
    number = question_counterparts(asked.questions, corrected.questions).get(arrangement.question)
    if number is None:
        return ()
    return key_texts(corrected.questions[number])
