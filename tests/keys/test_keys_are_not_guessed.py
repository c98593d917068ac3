"""Nothing but a response tells a key: no tag, no place, no length, no other page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update
from werkzeug.test import TestResponse

from quizapp.domain.bank.revisions import marking_hash
from quizapp.domain.items.content import ItemContent, Question, to_json
from quizapp.models import ItemRevision
from quizapp.web.database import writing
from quizapp.web.extensions import db
from tests.keys.posed import EVERYTHING, JSON, Posed, posed_items
from tests.support.pages import without_tokens
from tests.support.people import Visitor, visitor

OWN_OF_EACH_ANSWER = ("Set-Cookie", "X-Request-ID")


def with_other_keys(posed: Posed) -> Iterator[ItemContent]:
    """The item as it would be with its first shown option as the only key, the last, or all.

    Where the answer is typed none is shown, and it is any.
    """
    known = tuple(option.id for option in posed.question.options)
    shown = posed.arrangement.option_ids or known
    for keys in ({shown[0]}, {shown[-1]}, set(shown)):
        turned = partial(with_keys, keys=keys)
        yield replace(posed.content, questions=tuple(map(turned, posed.content.questions)))


def with_keys(question: Question, keys: set[str]) -> Question:
    options = tuple(replace(option, is_key=option.id in keys) for option in question.options)
    prompts = tuple(replace(prompt, key=min(keys)) for prompt in question.prompts)
    return replace(question, options=options, prompts=prompts)


def put_in_records(app: Flask, content: ItemContent) -> None:
    """Change the recorded revision itself, which nothing in the app ever does."""
    row = update(ItemRevision).where(ItemRevision.item_key == content.item_id)
    with app.app_context(), writing():
        db.session.execute(row.values(content=to_json(content), marking_hash=marking_hash(content)))
        db.session.commit()


def looks_of(person: Visitor, address: str) -> tuple[Any, ...]:
    """Body and headers of an item as a page, and as JSON."""
    return tuple(
        (response.status_code, headers_of(response), without_tokens(response.text))
        for response in (person.get(address), person.get(address, headers=JSON))
    )


def headers_of(response: TestResponse) -> tuple[tuple[str, str], ...]:
    """All headers but those that no two answers share."""
    return tuple(
        sorted((name, value) for name, value in response.headers if name not in OWN_OF_EACH_ANSWER)
    )


@pytest.mark.slow
def test_a_page_is_the_same_whichever_option_is_the_key(shipped_app: Flask) -> None:
    person = visitor(shipped_app)
    telling = {}

    for posed in posed_items(shipped_app, person.start(EVERYTHING)):
        person.send(f"{posed.address}/hint")  # a page with one more part of it
        seen = set()
        for content in with_other_keys(posed):
            put_in_records(shipped_app, content)
            seen.add(looks_of(person, posed.address))
        put_in_records(shipped_app, posed.content)
        telling.update({posed.content.item_id: len(seen)} if len(seen) != 1 else {})

    assert telling == {}


@pytest.mark.slow
def test_no_tag_of_a_page_could_be_compared(shipped_app: Flask) -> None:
    person = visitor(shipped_app)
    response = person.get(f"{person.start(EVERYTHING)}/items/1")

    assert "ETag" not in response.headers
    assert "Last-Modified" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.slow
def test_the_key_stands_at_every_place_in_turn(shipped_app: Flask) -> None:
    places: dict[int, list[int]] = {}
    for _ in range(3):
        for posed in posed_items(shipped_app, visitor(shipped_app).start(EVERYTHING)):
            keys = {option.id for option in posed.question.options if option.is_key}
            is_shuffled = not (posed.question.keep_order or posed.question.is_typed)
            if len(keys) == 1 and is_shuffled:
                count = len(posed.arrangement.option_ids)
                at = next(n for n, key in enumerate(posed.arrangement.option_ids) if key in keys)
                places.setdefault(count, [0] * count)[at] += 1

    for counts in places.values():
        if sum(counts) >= 60:
            assert max(counts) < 2 * sum(counts) / len(counts), places
