"""An item's content in other words: the original's questions with the texts of a translation.

Which options there are, their ids, which are right and in which order they stand is the original's,
so that an answer means the same in all versions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from quizapp.domain.bank.citations import Places, quote
from quizapp.domain.bank.translation import Translation
from quizapp.domain.items import ItemContent, ItemForm
from quizapp.domain.items.content import Option, Question, Quote, ToldAnswer, option_id
from quizapp.domain.items.own_questions import own_questions
from quizapp.domain.items.prompts import prompt_texts
from quizapp.domain.items.short import ShortItem
from quizapp.domain.items.typed_numbers import in_language


class Retelling:
    """The contents of a bank's items in other words."""

    def __init__(self, items: Mapping[str, ItemForm]) -> None:
        self._items = items
        self._lent: dict[str, dict[tuple[str, str], str]] = {}
        self._places: dict[str, Places] = {}

    def content(
        self, item: ItemForm, original: ItemContent, translation: Translation
    ) -> ItemContent:
        """Return what an item asks and says in a translation that has it."""
        told = translation.items[item.id]
        return replace(
            original,
            topic_title=translation.topics[item.topic],
            questions=self._questions(item, original, translation),
            faces=told.faces() if original.faces else (),
            hint=told.hint,
            explanation=told.explanation,
            quotes=self._quotes(told, translation),
        )

    def _questions(
        self, item: ItemForm, original: ItemContent, translation: Translation
    ) -> tuple[Question, ...]:
        told = translation.items[item.id]
        pairs = list(zip(own_questions(item), own_questions(told), strict=True))
        texts = zip(prompt_texts(item), prompt_texts(told), strict=True)
        prompts = {option_id(before): after for before, after in texts}
        lent = self._lent_by(translation)
        return tuple(
            in_language(
                _question(question, own, other, prompts, lent, item.type),
                other,
                translation.language,
            )
            for question in original.questions
            for own, other in [_own_pair(question, pairs)]
        )

    def _lent_by(self, translation: Translation) -> dict[tuple[str, str], str]:
        """Return, by type and option id, the words for what items lend to those of their type."""
        if translation.id not in self._lent:
            self._lent[translation.id] = {
                (item.type, before.id): after.text
                for item_id, told in translation.items.items()
                if (item := self._items[item_id])
                for one, other in zip(own_questions(item), own_questions(told), strict=True)
                for before, after in zip(one.options, other.options, strict=not one.is_typed)
                if before.is_key
            }
        return self._lent[translation.id]

    def _quotes(self, told: ItemForm, translation: Translation) -> tuple[Quote, ...]:
        article, places = translation.article, self._places_in(translation)
        return tuple(
            quote(article, passage, phrase)
            for phrase in told.cites
            for passage in places.citing(phrase)
        )

    def _places_in(self, translation: Translation) -> Places:
        """Return where the translated article says what; the same for all items."""
        if translation.id not in self._places:
            self._places[translation.id] = Places.of(translation.article.passages)
        return self._places[translation.id]


def told_answers(item: ItemForm, told: ItemForm, language: str) -> list[ToldAnswer]:
    """Return the answers that are typed to an item in other words, by the ids of its options.

    A translation has as many variants of the right answer as its language needs: all are the key.
    """
    if not (isinstance(item, ShortItem) and isinstance(told, ShortItem)):
        return []
    wrong = zip(item.feedback, told.feedback, strict=True)
    return [
        *(ToldAnswer(option_id(item.key), text, language) for text in told.right),
        *(ToldAnswer(option_id(before), after, language) for before, after in wrong),
    ]


def _option_pairs(own: Question, told: Question) -> list[tuple[Option, Option]]:
    """Return the options with what they are in other words; of typed ones, those that both have."""
    if not own.is_typed:
        return list(zip(own.options, told.options, strict=True))
    kinds = [
        ([each for each in of.options if each.is_key is is_key] for of in (own, told))
        for is_key in (True, False)
    ]
    return [pair for one, other in kinds for pair in zip(one, other, strict=False)]


def _own_pair(
    question: Question, pairs: list[tuple[Question, Question]]
) -> tuple[Question, Question]:
    """Return what the item itself has of a question, and the same in other words.

    Of a text with gaps not every gap may be asked; each is told by its key.
    """
    keys = {option.id for option in question.options if option.is_key}
    having = (pair for pair in pairs if {o.id for o in pair[0].options if o.is_key} == keys)
    return next(having, pairs[0])


def _question(
    question: Question,
    own: Question,
    told: Question,
    prompts: Mapping[str, str],
    lent: Mapping[tuple[str, str], str],
    item_type: str,
) -> Question:
    pairs = _option_pairs(own, told)
    by_id = {before.id: (after.text, after.feedback) for before, after in pairs}
    return replace(
        question,
        stem=told.stem,
        options=tuple(_option(option, by_id, lent, item_type) for option in question.options),
        prompts=tuple(replace(prompt, text=prompts[prompt.id]) for prompt in question.prompts),
    )


def _option(
    option: Option,
    by_id: Mapping[str, tuple[str, str | None]],
    lent: Mapping[tuple[str, str], str],
    item_type: str,
) -> Option:
    borrowed = lent.get((item_type, option.id), option.text)
    text, feedback = by_id.get(option.id, (borrowed, option.feedback))
    return replace(option, text=text, feedback=feedback)
