"""Nothing sent before a response tells the key: every item of every quiz of the shipped bank.

Two ways to look: what must not be on a page is searched for; and in the records the key is moved
from option to option, after which the page must be the same, byte for byte.
"""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from quizapp import create_app
from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.bank.revisions import content_hash, marking_hash
from quizapp.domain.drills.posing import Arrangement, asked_question
from quizapp.domain.items.content import ItemContent, Question, from_json, to_json
from quizapp.models import Attempt, AttemptItem, ItemRevision
from quizapp.web.database import writing
from quizapp.web.extensions import db
from quizapp.web.filters import markdown, markdown_inline
from tests.support.pages import text_of, without_tokens
from tests.support.people import Visitor, visitor
from tests.support.places import SHIPPED_BANK
from tests.support.records import key_numbers, public_id, wrong_number
from tests.support.templates import KEPT_TEMPLATES

JSON = {"Accept": "application/json"}
EVERYTHING = "every-item"
SHORTEST_TELLING_TEXT = 12
"""Shorter feedback (“No.”) may stand in a stem by chance."""

MARKERS = re.compile(
    r"is_key|is-key|data-key|correct|distractor|feedback|is_chosen|\bmark\b|verdict|explanation"
    r"|right answer|marking|content_hash|revision|seed",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Posed:
    """An item of an attempt before its response, and what of it is secret."""

    address: str
    content: ItemContent
    arrangement: Arrangement

    @property
    def question(self) -> Question:
        return asked_question(self.content, self.arrangement)


@pytest.fixture(scope="module")
def bank_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped bank, and one more quiz that asks every item that can be asked."""
    text = SHIPPED_BANK.read_text(encoding="utf-8")
    shipped = read_bank(text.encode()).bank
    assert shipped is not None
    ids = ", ".join(key for key in shipped.items if shipped.content_of(key).questions)
    path = tmp_path_factory.mktemp("secret") / "questions.yaml"
    more = f"\n  - id: {EVERYTHING}\n    title: Every item\n    items: [{ids}]\n"
    path.write_text(text.rstrip() + more, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def shipped_app(bank_path: Path, sqlite_template: Path) -> Iterator[Flask]:
    database = bank_path.parent / "quizapp.sqlite3"
    shutil.copy(sqlite_template, database)
    app = create_app(
        {
            "DATA_DIR": bank_path.parent,
            "DATABASE_URL": f"sqlite:///{database}",
            "BANK": bank_path,
            "SECRET_KEY": "t" * 40,
            "NEW_CARDS": "1000",
        }
    )
    app.config["TESTING"] = True
    app.jinja_env.bytecode_cache = KEPT_TEMPLATES
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def bank(bank_path: Path) -> Bank:
    found = read_bank(bank_path.read_bytes()).bank
    assert found is not None
    return found


def posed_items(app: Flask, attempt: str) -> list[Posed]:
    """What an attempt asks, with what the records know about it."""
    query = (
        select(AttemptItem)
        .join(Attempt)
        .where(Attempt.public_id == public_id(attempt))
        .order_by(AttemptItem.position)
    )
    with app.app_context():
        return [
            Posed(
                f"{attempt}/items/{item.position}",
                from_json(item.revision.content),
                item.arrangement,
            )
            for item in db.session.scalars(query)
        ]


def secrets_of(posed: Posed) -> set[str]:
    """Texts that nobody may see before the response."""
    content = posed.content
    told = [option.feedback for question in content.questions for option in question.options]
    told += [content.explanation, *(quote.before + quote.phrase for quote in content.quotes)]
    plain = {plain_text(text) for text in told if text}
    plain |= {plain_text(quote.phrase) for quote in content.quotes}
    shown = plain_text(" ".join([posed.question.stem, *shown_options(posed)]))
    return {text for text in plain if len(text) >= SHORTEST_TELLING_TEXT and text not in shown}


def ids_of(posed: Posed) -> set[str]:
    """Hashes, of which four options would be four to try."""
    ids = {option.id for question in posed.content.questions for option in question.options}
    hashes = {content_hash(posed.content), marking_hash(posed.content)}
    return {text for text in ids | hashes if text not in {"true", "false"}} | {
        text[:10] for text in hashes
    }


def shown_options(posed: Posed) -> list[str]:
    by_id = {option.id: option.text for option in posed.question.options}
    return [by_id[option_id] for option_id in posed.arrangement.option_ids]


def plain_text(markup: str) -> str:
    """Markdown as the words that a reader sees."""
    words = re.sub(r"<[^>]+>", " ", str(markdown(markup)))
    return " ".join(html.unescape(words).split())


def leaks(posed: Posed, response: TestResponse) -> list[str]:
    """Everything in a response that has no business there before the item has one."""
    source = response.text
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", source)).split())
    stated = " ".join([posed.question.stem, posed.content.topic_title, *shown_options(posed)])
    own_words = source.replace(str(markdown_inline(posed.question.stem)), "")
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
    """The options of a page without their texts and numbers."""
    parts = re.findall(r'<li>\s*<label class="option".*?</li>', page, re.DOTALL)
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
    return [*shipped.quizzes, EVERYTHING]


@pytest.mark.parametrize("quiz_id", quiz_ids())
def test_no_item_of_any_quiz_tells_its_key(quiz_id: str, shipped_app: Flask) -> None:
    found: dict[str, list[str]] = {}

    for person, posed in walked(shipped_app, quiz_id):
        page, data = person.get(posed.address), person.get(posed.address, headers=JSON)

        assert (page.status_code, data.status_code) == (200, 200)
        faults = leaks(posed, page) + leaks(posed, data)
        if posed.content.hint and plain_text(posed.content.hint) in text_of(page.text):
            faults.append("the hint, unasked")
        if len(set(bare_options(posed, page.text))) != 1:
            faults.append("options that differ in more than their text")
        assert data.json is not None
        if any(set(option) != {"number", "text"} for option in data.json["options"]):
            faults.append("options in JSON that say more than number and text")
        found.update({posed.content.item_id: faults} if faults else {})

    assert found == {}


def test_every_item_that_can_be_asked_is_walked(shipped_app: Flask, bank: Bank) -> None:
    attempt = visitor(shipped_app).start(EVERYTHING)

    asked = {posed.content.item_id for posed in posed_items(shipped_app, attempt)}

    assert asked == {key for key in bank.items if bank.content_of(key).questions}
    assert len(asked) > 50


def test_a_page_is_the_same_whichever_option_is_the_key(shipped_app: Flask) -> None:
    person = visitor(shipped_app)
    telling = {}

    for posed in posed_items(shipped_app, person.start(EVERYTHING)):
        seen = set()
        for content in with_other_keys(posed):
            put_in_records(shipped_app, content)
            seen.add(looks_of(person, posed.address))
        put_in_records(shipped_app, posed.content)
        telling.update({posed.content.item_id: len(seen)} if len(seen) != 1 else {})

    assert telling == {}


def with_other_keys(posed: Posed) -> Iterator[ItemContent]:
    """The item as it would be with its first shown option as the only key, the last, or all."""
    shown = posed.arrangement.option_ids
    for keys in ({shown[0]}, {shown[-1]}, set(shown)):
        turned = partial(with_keys, keys=keys)
        yield replace(posed.content, questions=tuple(map(turned, posed.content.questions)))


def with_keys(question: Question, keys: set[str]) -> Question:
    options = tuple(replace(option, is_key=option.id in keys) for option in question.options)
    return replace(question, options=options)


def put_in_records(app: Flask, content: ItemContent) -> None:
    """Change the recorded revision itself, which nothing in the app ever does."""
    row = update(ItemRevision).where(ItemRevision.item_key == content.item_id)
    with app.app_context(), writing():
        db.session.execute(row.values(content=to_json(content), marking_hash=marking_hash(content)))
        db.session.commit()


def looks_of(person: Visitor, address: str) -> tuple[Any, ...]:
    """Body and headers of an item as a page, with its hint, and as JSON."""
    return tuple(
        (response.status_code, headers_of(response), without_tokens(response.text))
        for response in (
            person.get(address),
            person.get(f"{address}?hint=1"),
            person.get(address, headers=JSON),
        )
    )


def headers_of(response: TestResponse) -> tuple[tuple[str, str], ...]:
    """All headers but the date and the cookie."""
    return tuple(sorted((name, value) for name, value in response.headers if name != "Set-Cookie"))


def test_no_tag_of_a_page_could_be_compared(shipped_app: Flask) -> None:
    person = visitor(shipped_app)
    response = person.get(f"{person.start(EVERYTHING)}/items/1")

    assert "ETag" not in response.headers
    assert "Last-Modified" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"


def test_the_key_stands_at_every_place_in_turn(shipped_app: Flask) -> None:
    places: dict[int, list[int]] = {}
    for _ in range(3):
        for posed in posed_items(shipped_app, visitor(shipped_app).start(EVERYTHING)):
            keys = {option.id for option in posed.question.options if option.is_key}
            if len(keys) == 1 and not posed.question.keep_order:
                count = len(posed.arrangement.option_ids)
                at = next(n for n, key in enumerate(posed.arrangement.option_ids) if key in keys)
                places.setdefault(count, [0] * count)[at] += 1

    for counts in places.values():
        if sum(counts) >= 60:
            assert max(counts) < 2 * sum(counts) / len(counts), places


def test_where_answers_wait_for_the_end_nothing_is_looked_back_on_before(
    shipped_app: Flask, bank: Bank
) -> None:
    quiz_id = next(quiz.id for quiz in bank.quizzes.values() if quiz.feedback == "at-end")
    person = visitor(shipped_app)
    attempt = person.start(quiz_id)
    posed = posed_items(shipped_app, attempt)

    for position, item in enumerate(posed[:-1], start=1):
        choose = wrong_number if position % 2 else lambda *at: key_numbers(*at)[0]
        response = person.respond(attempt, position, choose(shipped_app, attempt, position))
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


def test_the_front_of_a_card_tells_nothing_of_its_back(shipped_app: Flask, bank: Bank) -> None:
    person = visitor(shipped_app)
    token = person.browser.token()
    met, found = [], {}

    while card := re.search(r"/cards\?show=([a-z0-9-]+)", (front := person.get("/cards")).text):
        content = bank.content_of(card[1])
        face = content.faces[0]
        met.append(content.item_id)
        rest = main_of(front.text).replace(str(markdown_inline(face.front)), "")
        words = text_of(f"<main>{rest}</main>").replace(content.topic_title, "")
        hidden = [content.explanation, *(quote.phrase for quote in content.quotes)]
        hidden += [] if content.type == "true-false" else [face.back]
        told = [text for text in hidden if text and plain_text(text) in words]
        found.update({content.item_id: told} if told or "<mark" in front.text else {})
        rating = {"item_id": card[1], "sequence": "1", "rating": "easy", "csrf_token": token}
        assert person.browser.post("/cards/ratings", data=rating).status_code == 303

    assert found == {}
    assert met == [key for key in bank.items if bank.content_of(key).faces]
