"""The promises that the shipped questions.yaml keeps, as far as they can be measured."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.items import (
    ItemForm,
    Option,
    PlaceItem,
    Question,
    TermItem,
    TrueFalseItem,
)
from quizapp.domain.items.gaps import filled
from tests.support.linting import ABSOLUTES, words

READING = read_bank((Path(__file__).parents[1] / "questions.yaml").read_bytes(), lint=True)


@pytest.fixture(scope="module")
def bank() -> Bank:
    assert READING.bank is not None, READING.findings
    return READING.bank


@pytest.fixture(scope="module")
def asked(bank: Bank) -> list[ItemForm]:
    """Every item but the terms."""
    return [item for item in bank.items.values() if item.type != "term"]


def own_questions(bank: Bank) -> Iterator[tuple[str, Question]]:
    """Every question but the terms', with its item's id."""
    for item in bank.items.values():
        if not isinstance(item, TermItem):
            for question in bank.content_of(item.id).questions:
                yield item.id, question


def distractors(question: Question) -> list[Option]:
    return [option for option in question.options if not option.is_key]


def learner_texts(bank: Bank) -> Iterator[str]:
    """Everything that a learner reads, apart from the quizzes' titles and intros."""
    yield from (passage.text for passage in bank.article.passages)
    for item_id in bank.items:
        content = bank.content_of(item_id)
        yield from filter(None, (content.hint, content.explanation))
        for question in content.questions:
            yield question.stem
            yield from (f"{option.text} {option.feedback or ''}" for option in question.options)


def test_the_bank_has_no_findings() -> None:
    assert READING.findings == ()


def test_the_first_line_names_the_schema_for_editors() -> None:
    first_line = READING.text.partition("\n")[0]

    assert first_line == "# yaml-language-server: $schema=questions.schema.json"


def test_the_article_is_credited_to_author_publisher_and_date(bank: Bank) -> None:
    article = bank.article

    assert (article.author, article.publisher) == ("Latifa Abdin", "OpenCanada")
    assert article.published.isoformat() == "2017-07-14"


def test_there_are_enough_items_of_every_type(bank: Bank, asked: list[ItemForm]) -> None:
    counts = Counter(item.type for item in bank.items.values())

    assert len(bank.items) >= 100
    assert len(asked) >= 52
    assert counts["term"] >= 17
    assert counts["choice"] >= 36
    assert min(counts["multiple"], counts["true-false"], counts["cloze"]) >= 6
    assert counts["place"] >= 3
    assert min(counts["order"], counts["match"], counts["sort"]) >= 1
    assert min(counts["number"], counts["short"]) >= 2


def test_most_items_ask_for_more_than_recall(asked: list[ItemForm]) -> None:
    levels = Counter(item.level for item in asked)

    assert levels["recall"] <= 0.5 * len(asked)
    assert levels["reason"] >= 0.25 * len(asked)
    assert levels["evaluate"] >= 0.2 * len(asked)


def test_with_the_terms_no_more_than_55_in_100_ask_for_recall(bank: Bank) -> None:
    recalled = [item for item in bank.items.values() if item.level == "recall"]

    assert len(recalled) <= 0.55 * len(bank.items)


def test_every_section_gives_a_class_something_to_discuss(bank: Bank) -> None:
    for section in bank.article.sections:
        assert len(section.prompts) >= 2, section.id


def test_the_timeline_keeps_the_week_of_the_article_and_the_week_before_apart(bank: Bank) -> None:
    told = {quote.phrase for quote in bank.content_of("order-of-events").quotes}
    sequence = [option.text for option in bank.content_of("order-of-events").questions[0].options]

    assert any(phrase.startswith("Early in the week before") for phrase in told)
    assert "Raqqa" in sequence[-2]
    assert "announce the victory" in sequence[-1]


def test_every_section_has_items_in_proportion_to_its_length(
    bank: Bank, asked: list[ItemForm]
) -> None:
    citing = Counter(
        section
        for item in asked
        for section in {quote.section_id for quote in bank.content_of(item.id).quotes}
    )
    lengths = {
        section.id: sum(len(passage.text) for passage in section.passages)
        for section in bank.article.sections
    }

    for section_id, length in lengths.items():
        fair_share = length / sum(lengths.values())
        assert citing[section_id] / citing.total() == pytest.approx(fair_share, rel=0.4)


def test_every_passage_is_cited_and_no_note(bank: Bank) -> None:
    cited = {quote.passage_id for id_ in bank.items for quote in bank.content_of(id_).quotes}

    uncited = {passage.id for passage in bank.article.passages} - cited

    assert uncited == set()


def test_every_item_has_an_explanation_and_a_citation_of_three_words_or_more(bank: Bank) -> None:
    for item_id in bank.items:
        content = bank.content_of(item_id)

        assert content.explanation, item_id
        assert content.quotes, item_id
        assert min(len(quote.phrase.split()) for quote in content.quotes) >= 3, item_id


def test_every_distractor_says_why_it_is_wrong(bank: Bank) -> None:
    for item_id, question in own_questions(bank):
        for option in distractors(question) if question.mode != "each" else ():
            assert option.feedback, (item_id, option.text)


def test_every_question_with_one_key_has_three_distractors(bank: Bank) -> None:
    for item_id, question in own_questions(bank):
        if question.mode == "one" and not question.keep_order:
            assert len(distractors(question)) == 3, item_id


def test_ticking_everything_earns_nothing(bank: Bank) -> None:
    for item_id, question in own_questions(bank):
        if question.mode == "many" and question.credit != "exact":
            assert 2 * len(distractors(question)) >= len(question.options), item_id


def test_questions_with_several_keys_have_from_one_to_five_of_them(bank: Bank) -> None:
    keys = {
        len(question.options) - len(distractors(question))
        for item_id, question in own_questions(bank)
        if bank.items[item_id].type == "multiple"
    }

    assert keys == {1, 2, 3, 4, 5}


def test_true_and_false_are_balanced(bank: Bank) -> None:
    keys = [item.key for item in bank.items.values() if isinstance(item, TrueFalseItem)]

    assert abs(2 * sum(keys) - len(keys)) <= 1


def test_no_option_refers_to_the_other_options(bank: Bank) -> None:
    for item_id, question in own_questions(bank):
        for option in question.options:
            assert not re.search(r"\b(all|none|both) of (the|these)\b", option.text), item_id


def test_no_absolute_stands_in_an_option(bank: Bank) -> None:
    for item_id, question in own_questions(bank):
        is_of_the_article = bank.items[item_id].type == "place"
        for option in () if is_of_the_article else question.options:
            assert not words(option.text) & ABSOLUTES, item_id


def test_a_negative_stem_marks_its_not(bank: Bank) -> None:
    for item_id, question in own_questions(bank):
        if re.search(r"\bwhich\b[^.]*\bnot\b", question.stem.lower()):
            assert "**not**" in question.stem, item_id


def test_stems_are_questions_or_statements(bank: Bank) -> None:
    for item_id, question in own_questions(bank):
        ending = "." if bank.items[item_id].type in ("cloze", "true-false") else "?"
        assert question.stem.endswith(ending), item_id


def test_times_are_anchored_and_not_relative_to_today(bank: Bank) -> None:
    for text in learner_texts(bank):
        assert not re.search(r"\b(today|yesterday|(this|last|next) (week|year))\b", text), text


def test_no_definition_holds_its_own_term_or_stands_out_by_length(bank: Bank) -> None:
    terms = [item for item in bank.items.values() if isinstance(item, TermItem)]

    for item in terms:
        assert item.term.lower() not in item.definition.lower()
        assert 40 <= len(item.definition) <= 90, item.id


def looked_up(bank: Bank, item_ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The words that prove each item whose answer can be found by looking at them."""
    for item in map(bank.items.__getitem__, item_ids):
        if item.type not in ("place", "term") and item.level != "reason":
            for quote in bank.content_of(item.id).quotes:
                yield item.id, quote.phrase


def test_no_passage_to_mark_shows_what_another_question_of_its_quiz_asks(bank: Bank) -> None:
    for quiz in bank.quizzes.values():
        items = [bank.items[item_id] for item_id in quiz.item_ids or ()]
        shown = [filled(item.text) for item in items if isinstance(item, PlaceItem)]
        for item_id, phrase in looked_up(bank, quiz.item_ids or ()):
            assert not any(phrase in text for text in shown), (quiz.id, item_id)


def test_quizzes_cover_every_item(bank: Bank) -> None:
    listed = {item_id for quiz in bank.quizzes.values() for item_id in quiz.item_ids or ()}

    assert listed == set(bank.items)


def test_there_is_a_quiz_for_every_purpose(bank: Bank) -> None:
    purposes = {"check-in", "who-says-so", "close-reading", "from-memory", "key-words", "mixed"}

    assert purposes <= set(bank.quizzes)
    assert len(bank.quizzes) == len(bank.article.sections) + len(purposes)


def test_the_quiz_before_reading_keeps_its_answers_to_the_end(bank: Bank) -> None:
    quiz = bank.quizzes["check-in"]

    assert quiz.feedback == "at-end"
    assert isinstance(quiz.pick, dict)
    assert sum(quiz.pick.values()) == 10
    assert "sources" not in quiz.pick


def test_who_says_so_holds_what_compares_claims(bank: Bank) -> None:
    quiz = bank.quizzes["who-says-so"]

    levels = [bank.items[item_id].level for item_id in quiz.item_ids or ()]

    assert levels.count("evaluate") >= 0.8 * len(levels)
