"""Nothing sent before a response tells the key: every item of every quiz of the shipped bank.

Two ways to look: what must not be on a page is searched for; and in the records the key is moved
from option to option, after which the page must be the same, byte for byte."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.bank.revisions import content_hash, marking_hash
from quizapp.web.markdown import markdown, markdown_inline
from tests.keys.posed import EVERYTHING, JSON, Posed, posed_items
from tests.support.pages import text_of, without_tokens
from tests.support.people import Visitor, visitor
from tests.support.places import SHIPPED_BANK
from tests.support.records import key_numbers, wrong_number

SHORTEST_TELLING_TEXT = 12
"""Shorter feedback (“No.”) may stand in a stem by chance."""


MARKERS = re.compile(
    r"is_key|is-key|data-key|correct|distractor|feedback|is_chosen|\bmark\b|verdict|explanation"
    r"|right answer|marking|content_hash|revision|seed",
    re.IGNORECASE,
)


def secrets_of(posed: Posed) -> set[str]:
    """Texts that nobody may see before the response."""
    content = posed.content
    told = [option.feedback for question in content.questions for option in question.options]
    if posed.question.is_typed:
        told += [option.text for option in posed.question.options]
    told += [content.explanation, *(quote.before + quote.phrase for quote in content.quotes)]
    plain = {plain_text(text) for text in told if text}
    plain |= {plain_text(quote.phrase) for quote in content.quotes}
    shown = plain_text(" ".join([posed.question.stem, *shown_options(posed)]))
    return {text for text in plain if len(text) >= SHORTEST_TELLING_TEXT and text not in shown}


def ids_of(posed: Posed) -> set[str]:
    """Hashes, of which four options would be four to try."""
    ids = {option.id for question in posed.content.questions for option in question.options}
    ids |= {prompt.id for question in posed.content.questions for prompt in question.prompts}
    hashes = {content_hash(posed.content), marking_hash(posed.content)}
    return {text for text in ids | hashes if text not in {"true", "false"}} | {
        text[:10] for text in hashes
    }


def shown_options(posed: Posed) -> list[str]:
    by_id = {option.id: option.text for option in posed.question.options}
    prompts = [prompt.text for prompt in posed.question.prompts]
    return prompts + [by_id[option_id] for option_id in posed.arrangement.option_ids]


def plain_text(markup: str) -> str:
    """Markdown as the words that a reader sees."""
    words = re.sub(r"<[^>]+>", " ", str(markdown(markup)))
    return " ".join(html.unescape(words).split())


def leaks(posed: Posed, response: TestResponse) -> list[str]:
    """Everything in a response that has no business there before the item has one."""
    source = response.text
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", source)).split())
    asked = "Mark the sentence, mark all that do" if posed.content.type == "place" else ""
    stated = " ".join(
        [asked, posed.question.stem, posed.content.topic_title, *shown_options(posed)]
    )
    own_words = without_tokens(source).replace(str(markdown_inline(posed.question.stem)), "")
    found = [f"secret: {text}" for text in secrets_of(posed) if text in words or text in source]
    found += [f"id: {text}" for text in ids_of(posed) if text in source]
    found += [f"marker: {hit}" for hit in MARKERS.findall(main_of(own_words)) if hit not in stated]
    found += ["a passage lit up"] if "<mark" in source else []
    return found


def main_of(source: str) -> str:
    """The main part of a page; the whole of what is no page."""
    found = re.search(r"<main.*</main>", source, re.DOTALL)
    return found[0] if found else source


def bare_options(posed: Posed, page: str) -> list[str]:
    """The options of a page without their texts and numbers; or its prompts, with theirs."""
    if posed.question.prompts:
        parts = re.findall(r'<li class="match-prompt">.*?</li>', page, re.DOTALL)
        assert len(parts) == len(posed.question.prompts)
        return [re.sub(r"\d+", "#", re.sub(r">[^<]*<", "><", part)) for part in parts]
    begun = r'(?:<li>\s*<label class="option"|<li class="order-entry")'
    of_passage = r'<label class="place-part".*?</label>'
    parts = re.findall(rf"{begun}.*?</li>|{of_passage}", page, re.DOTALL)
    assert len(parts) == len(posed.arrangement.option_ids)
    return [
        re.sub(r"\d+", "#", re.sub(r"<span[^>]*>.*?</span>", "", part, flags=re.DOTALL))
        for part in parts
    ]


def walked(app: Flask, quiz_id: str) -> Iterator[tuple[Visitor, Posed]]:
    """A guest at each item of a quiz in turn; the item is answered afterwards."""
    person = visitor(app)
    attempt = person.start(quiz_id)
    for position, posed in enumerate(posed_items(app, attempt), start=1):
        yield person, posed
        person.respond(attempt, position, dont_know="1")


def quiz_ids() -> list[str]:
    shipped = read_bank(SHIPPED_BANK.read_bytes()).bank
    assert shipped is not None
    return [*shipped.quizzes]


@pytest.mark.parametrize(
    "quiz_id",
    [
        EVERYTHING,
        *(pytest.param(quiz_id, marks=pytest.mark.slow) for quiz_id in quiz_ids()),
    ],
)
def test_no_item_of_any_quiz_tells_its_key(quiz_id: str, shipped_app: Flask) -> None:
    found: dict[str, list[str]] = {}

    for person, posed in walked(shipped_app, quiz_id):
        page, data = person.get(posed.address), person.get(posed.address, headers=JSON)

        assert (page.status_code, data.status_code) == (200, 200)
        faults = leaks(posed, page) + leaks(posed, data)
        if posed.content.hint and plain_text(posed.content.hint) in text_of(page.text):
            faults.append("the hint, unasked")
        if len(set(bare_options(posed, page.text))) != (not posed.question.is_typed):
            faults.append("options that differ in more than their text")
        assert data.json is not None
        shown = [*data.json["options"], *data.json["prompts"]]
        if any(set(option) != {"number", "text"} for option in shown):
            faults.append("options in JSON that say more than number and text")
        found.update({posed.content.item_id: faults} if faults else {})

    assert found == {}


def test_every_item_that_can_be_asked_is_walked(shipped_app: Flask, bank: Bank) -> None:
    attempt = visitor(shipped_app).start(EVERYTHING)

    asked = {posed.content.item_id for posed in posed_items(shipped_app, attempt)}

    assert asked == {key for key in bank.items if bank.content_of(key).questions}
    assert len(asked) > 50


def test_where_answers_wait_for_the_end_nothing_is_looked_back_on_before(
    shipped_app: Flask, bank: Bank
) -> None:
    quiz_id = next(quiz.id for quiz in bank.quizzes.values() if quiz.feedback == "at-end")
    person = visitor(shipped_app)
    attempt = person.start(quiz_id)
    posed = posed_items(shipped_app, attempt)

    for position, item in enumerate(posed[:-1], start=1):
        numbers = key_numbers(shipped_app, attempt, position)
        typed = {"typed": item.question.options[0].text} if item.question.is_typed else {}
        if not (item.question.has_parts or typed):
            numbers = (
                numbers[:1] if position % 2 else [wrong_number(shipped_app, attempt, position)]
            )
        response = person.respond(attempt, position, *numbers, **typed)
        following = f"{attempt}/items/{position + 1}"

        assert response.headers["Location"] == following
        for again in (person.get(item.address), person.get(item.address, headers=JSON)):
            assert (again.status_code, again.headers["Location"]) == (303, following)
        assert person.get(attempt).headers["Location"] == following


def test_practice_opens_nothing_of_a_running_attempt(shipped_app: Flask) -> None:
    person = visitor(shipped_app)
    attempt = person.start("check-in")

    response = person.send(f"{attempt}/practice")

    assert response.status_code == 409


@pytest.mark.slow
def test_what_was_never_met_is_asked_in_a_session_without_telling_its_key(
    shipped_app: Flask,
) -> None:
    """Its card would have its back in the page; so it is a question first, which is checked."""
    person = visitor(shipped_app)
    met, found = [], {}

    while (question := person.send("/cards/next").headers["Location"]) != "/cards":
        attempt = question.removesuffix("/items/1")
        (posed,) = posed_items(shipped_app, attempt)
        waiting = person.get("/cards")
        faults = leaks(posed, person.get(question)) + leaks(
            posed, person.get(question, headers=JSON)
        )
        if waiting.headers.get("Location") != question:
            faults.append("another page than the question")
        found.update({posed.content.item_id: faults} if faults else {})
        met.append(posed.content.item_id)
        person.respond(attempt, 1, dont_know="1")

    assert found == {}
    assert len(met) == len(set(met)) > 10


def test_a_card_that_is_shown_unasked_was_answered_before(shipped_app: Flask, bank: Bank) -> None:
    person = visitor(shipped_app)

    page = person.get("/cards")

    assert 'name="rating"' not in page.text
    assert not [each for each in bank.items.values() if f'value="{each.id}"' in page.text]
