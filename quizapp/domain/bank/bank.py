"""A valid bank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from quizapp.domain.bank.article import Article
from quizapp.domain.bank.citations import Places, quote
from quizapp.domain.bank.pictures import Picture, PictureFacts, with_standing_pictures
from quizapp.domain.bank.retelling import Retelling, told_answers
from quizapp.domain.bank.siblings import Siblings
from quizapp.domain.bank.translation import Translation
from quizapp.domain.items import ItemContent, ItemForm, Question
from quizapp.domain.items.content import ItemVersion, ToldAnswer, TypedRule
from quizapp.domain.items.own_questions import own_questions
from quizapp.domain.items.short_answers import Forgiving, OtherAnswers
from quizapp.domain.items.typed_numbers import with_units
from quizapp.domain.items.typed_words import with_told_answers


@dataclass(frozen=True)
class Quiz:
    """A named selection of items: those listed, or a number to pick, in all or by topic."""

    id: str
    title: str
    intro: str | None = None
    content_note: str | None = None
    feedback: Literal["after-each", "at-end"] = "after-each"
    order: Literal["shuffled", "as-listed"] = "shuffled"
    navigation: Literal["free", "sequential"] = "free"
    confidence: Literal["one-step", "three-steps"] = "one-step"
    second_try: float | None = None
    with_hint: float | None = None
    item_ids: tuple[str, ...] | None = None
    pick: int | Mapping[str, int] | None = None

    @property
    def is_sequential(self) -> bool:
        """Whether no item may be left open for later."""
        return self.navigation == "sequential"

    @property
    def asks_confidence(self) -> bool:
        """Whether each item asks how sure one is, in three steps."""
        return self.confidence == "three-steps"


@dataclass(frozen=True)
class Bank:
    """Everything about one article; items, topics and quizzes keep the order of the file.

    Items that are held back stay for history, and are asked in no new drill: the article has
    changed under them, and their citation is lost. `translations` are the same bank in other words;
    a bank that is shown in one of them has its id as `version`, and as
    `title_language` that of the article's title, which may be the original's.
    """

    id: str
    title: str
    language: str
    article: Article
    topics: Mapping[str, str]
    items: Mapping[str, ItemForm]
    quizzes: Mapping[str, Quiz]
    held_item_ids: frozenset[str] = frozenset()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    translations: Mapping[str, Translation] = field(default_factory=dict)
    version: str | None = None
    title_language: str | None = None

    def content_of(self, item_id: str) -> ItemContent:
        """Return all that is needed to pose, mark and look back on an item without the bank.

        Raises:
            KeyError: The bank has no such item.

        """
        if item_id not in self._contents:
            content = self._with_names(item_id)
            self._contents[item_id] = with_standing_pictures(content, self.pictures)
        return self._contents[item_id]

    def with_picture_facts(self, facts: Mapping[str, PictureFacts]) -> Bank:
        """Return the bank with what is known of the content of its pictures.

        What was worked out of its items without them goes along.
        """
        if not self.pictures:
            return self
        known = {
            each.id: replace(each, facts=facts.get(each.id)) for each in self.pictures.values()
        }
        bank = replace(self, pictures=known)
        bank._contents_with_names.update(self._contents_with_names)
        return bank

    @cached_property
    def shown_article(self) -> Article:
        """The article with its pictures; `article` names them, as it is cited and edited."""
        return with_standing_pictures(self.article, self.pictures)

    def shown_quiz(self, quiz_id: str) -> Quiz:
        """Return a quiz with the pictures of what stands before it."""
        return with_standing_pictures(self.quizzes[quiz_id], self.pictures)

    def in_version(self, version_id: str | None) -> Bank:
        """Return the bank in the words of a translation; where it has none of this id, itself."""
        told = self.translations.get(version_id or "")
        if told is None or self.version is not None:
            return self
        if told.id not in self._versions:
            self._versions[told.id] = self._told(told)
        return self._versions[told.id]

    def _told(self, told: Translation) -> Bank:
        quizzes = {
            quiz.id: replace(quiz, **vars(told.quizzes[quiz.id]))
            if quiz.id in told.quizzes
            else quiz
            for quiz in self.quizzes.values()
        }
        is_titled = told.article.title != self.article.title
        bank = replace(
            self,
            title=told.title,
            language=told.language,
            article=told.article,
            topics=told.topics,
            quizzes=quizzes,
            version=told.id,
            title_language=told.language if is_titled else self.language,
        )
        for item_id in self.items:
            bank._contents[item_id] = self.content_of(item_id).in_version(told.id)
        return bank

    def _with_names(self, item_id: str) -> ItemContent:
        """Return the content of an item whose texts name their pictures still."""
        if item_id not in self._contents_with_names:
            self._contents_with_names[item_id] = self._content(self.items[item_id])
        return self._contents_with_names[item_id]

    def _content(self, item: ItemForm) -> ItemContent:
        content = self._in_own_words(item)
        versions = tuple(
            ItemVersion(told.id, told.language, self._retelling.content(item, content, told))
            for told in self.translations.values()
            if item.id in told.items
        )
        answers = [
            answer
            for told in self.translations.values()
            if item.id in told.items
            for answer in told_answers(item, told.items[item.id], told.language)
        ]
        return _with_versions(content, versions, answers)

    def _in_own_words(self, item: ItemForm) -> ItemContent:
        drills = item.drills
        return ItemContent(
            item_id=item.id,
            type=item.type,
            topic_id=item.topic,
            topic_title=self.topics[item.topic],
            questions=tuple(self._questions(item)) if "quiz" in drills else (),
            faces=item.faces() if "card" in drills else (),
            hint=item.hint,
            explanation=item.explanation,
            quotes=tuple(
                quote(self.article, passage, phrase)
                for phrase in item.cites
                for passage in self._places.citing(phrase)
            ),
        )

    def _questions(self, item: ItemForm) -> Iterator[Question]:
        """The questions; what is typed is read by the bank's language, and beside its answers."""
        for question in item.questions(self._siblings.of(item)):
            if question.typed is None:
                yield question
            else:
                others = self._others(item.id, question, question.typed)
                rule = replace(question.typed, language=self.language, others=others)
                yield replace(question, typed=rule)

    def _others(self, item_id: str, question: Question, rule: TypedRule) -> tuple[str, ...]:
        """Answers of other items that are near to what is to be typed in words."""
        if rule.kind != "words":
            return ()
        right = [option.text for option in question.options if option.is_key]
        forgiving = Forgiving.of(rule.forgive, self.language)
        return self._answers.near(item_id, right, forgiving)

    @cached_property
    def _answers(self) -> OtherAnswers:
        texts = (
            (item_id, option.text)
            for item_id, item in self.items.items()
            for question in own_questions(item)
            for option in question.options
        )
        return OtherAnswers(texts, self.language)

    @cached_property
    def _contents(self) -> dict[str, ItemContent]:
        return {}

    @cached_property
    def _contents_with_names(self) -> dict[str, ItemContent]:
        return {}

    @cached_property
    def _versions(self) -> dict[str, Bank]:
        return {}

    @cached_property
    def _retelling(self) -> Retelling:
        return Retelling(self.items)

    @cached_property
    def _siblings(self) -> Siblings:
        return Siblings(self.items.values())

    @cached_property
    def _places(self) -> Places:
        return Places.of(self.article.passages)


def _with_versions(
    content: ItemContent, versions: tuple[ItemVersion, ...], answers: Sequence[ToldAnswer]
) -> ItemContent:
    """Return the content with its translations; what is typed is read in the words of them all."""
    if not versions:
        return content
    told = [question for version in versions for question in version.content.questions]
    units = [question.typed.unit for question in told if question.typed]
    questions = tuple(
        with_told_answers(with_units(question, units), answers) for question in content.questions
    )
    return replace(content, questions=questions, versions=versions)
