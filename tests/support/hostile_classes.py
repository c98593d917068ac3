"""Forms and addresses of a class, each as it should be and spoilt in every way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.people import Visitor

HOSTILE: dict[str, bytes] = {
    "a NUL": b"a\x00b",
    "a lone surrogate": b"a\xed\xa0\x80b",
    "no text": b"\xff\xfe",
    "2 ** 31": b"2147483648",
    "2 ** 63": b"9223372036854775808",
    "309 digits": b"9" * 309,
    "5,000 digits": b"9" * 5000,
    "below nought": b"-1",
    "nan": b"nan",
    "1e400": b"1e400",
    "no date": b"2026-02-30T25:61",
    "the last year": b"9999-12-31T23:59",
    "10,000 letters": b"x" * 10_000,
    "letters that grow": ("ﷺ" * 200).encode(),
    "markup": b'"><script>alert(1)</script>',
    "another digit": "²".encode(),
    "a slash too many": b"a/b/c",
}


LONG_IDS = ("none", "-", "_" * 32, "9" * 32)


@dataclass(frozen=True)
class Places:
    """What the addresses lead to."""

    room: str
    assignment: str
    learner: str
    other: str
    managed: str
    weights: tuple[str, ...]
    wall: str
    pair: str
    challenge: str
    attempt: str
    code: str


def post(person: Visitor, path: str, fields: dict[str, bytes]) -> TestResponse:
    """Post a form whose fields are bytes, as they are."""
    body = urlencode({**fields, "csrf_token": person.browser.token()})
    kind = "application/x-www-form-urlencoded"
    return opened(person, path, method="POST", data=body, content_type=kind)


def post_json(person: Visitor, path: str, body: object) -> TestResponse:
    return opened(
        person,
        path,
        method="POST",
        data=json.dumps(body),
        content_type="application/json",
        headers={"X-CSRFToken": person.browser.token()},
    )


def opened(person: Visitor, path: str, **request: Any) -> TestResponse:
    """What is answered; the page itself is looked at where there is markup to find in it."""
    if b"script" in repr(request).encode() or "script" in path:
        return person.browser.open(path, **request)
    return FlaskClient.open(person.browser, path, **request)


def faults(statuses: dict[str, int]) -> dict[str, int]:
    return {name: status for name, status in statuses.items() if status >= 500}


def arguments(at: Places) -> Iterator[tuple[str, str, dict[str, bytes]]]:
    """Pages of teachers, the argument to spoil, and what else the address holds."""
    item = f"{at.room}/questions/tides/items/ebb"
    room_id = at.room.rsplit("/", 1)[1].encode()
    ids = {"source": at.learner.encode(), "target": at.other.encode()}
    compared = {"quiz": b"tides/all", "first": room_id, "others": room_id}
    book: tuple[str, ...] = ("q", "show", "below", "sort", "order", "page")
    pages: tuple[tuple[str, tuple[str, ...], dict[str, bytes]], ...] = (
        (f"{at.room}/people", ("q", "page"), {}),
        (f"{at.room}/people/merge", ("source", "target"), ids),
        (f"{at.room}/audit", ("kind", "person", "before"), {}),
        (f"{at.room}/audit.csv", ("kind", "person"), {}),
        (f"{at.room}/gradebook", book, {"show": b"below"}),
        (f"{at.room}/gradebook.csv", book, {"show": b"below"}),
        (f"{at.room}/gradebook.xlsx", ("q", "sort"), {}),
        (f"{at.assignment}/scores", book, {}),
        (f"{at.assignment}/projector/{at.wall}", ("answers", "key"), {}),
        (f"{at.room}/map", ("bank", "when"), {}),
        (f"{at.room}/map/tides/moon/1", ("when",), {}),
        (f"{at.room}/questions/tides/all", ("of", "order"), {}),
        (f"{at.room}/questions/tides/all/items.csv", ("of",), {}),
        (item, ("quiz", "of"), {"quiz": b"all"}),
        (f"{item}/missed", ("quiz", "of"), {"quiz": b"all"}),
        ("/teach/compare", ("quiz", "first", "others"), compared),
    )
    for path, names, more in pages:
        yield from ((path, name, more) for name in names)


PAIR = {
    "quiz": b"tides/quiet",
    "pre_title": b"Before",
    "pre_opens_at": b"2026-03-02T08:00",
    "pre_closes_at": b"2026-03-03T08:00",
    "post_title": b"After",
    "post_opens_at": b"2026-03-09T08:00",
    "post_closes_at": b"2026-03-10T08:00",
    "minutes": b"10",
}


ASSIGNMENT = {
    "quiz": b"tides/all",
    "title": b"",
    "opens_at": b"2026-03-02T08:00",
    "due_at": b"2199-03-02T08:00",
    "closes_at": b"2199-03-03T08:00",
    "attempts_allowed": b"3",
    "minutes": b"10",
    "feedback": b"at-end",
    "counting": b"best",
    "weight": b"1",
}


OTHER_TERMS = {
    "is_excused": b"",
    "extra_minutes": b"5",
    "opens_at": b"",
    "due_at": b"2199-03-02T09:00",
    "closes_at": b"2199-03-03T09:00",
    "attempts_allowed": b"4",
}


def teachers_forms(at: Places) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Forms of teachers, each with what is good."""
    people, assignment = f"{at.room}/people", at.assignment
    grade = f"{at.room}/learners/{at.learner}/assignments/{assignment.rsplit('/', 1)[1]}"
    by_hand = {"score": b"80", "unit": b"percent", "reason": b"On paper.", "seen": b"0"}
    named = {"title": b"A", "term": b"", "time_zone": b"UTC"}
    # First of all, as it has a field for every assignment, and others make more of them.
    yield f"{at.room}/gradebook/weights", dict.fromkeys(at.weights, b"2")
    yield f"{at.room}/code", {"action": b"open"}
    yield "/teach/classrooms/new", named
    yield f"{at.room}/settings", {**named, "keep_days": b"30"}
    yield f"{at.room}/teachers", {"user_name": b"tova"}
    yield f"{people}/codes", {"learner": at.managed.encode(), "which": b"ticked"}
    yield f"{people}/import", {"text": b"name,user name\nMia,\n,lena", "file": b""}
    yield f"{people}/import/take", {"carried": b"name,user name\nMia,\n,lena"}
    yield f"{people}/{at.other}/move", {"target": b"none"}
    yield f"{people}/{at.other}/erase", {"is_meant": b""}
    yield f"{people}/merge", {"source": b"none", "target": at.other.encode()}
    yield f"{at.room}/assignments/new", ASSIGNMENT
    yield f"{assignment}/edit", ASSIGNMENT
    yield f"{assignment}/exceptions/{at.learner}", OTHER_TERMS
    yield f"{at.room}/pairs/new", PAIR
    yield f"{grade}/override", {**by_hand, "action": b"set"}
    yield f"{at.room}/challenges/{at.challenge}", {"decision": b"none", "reply": b"No."}


def learners_forms(at: Places) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Forms of learners."""
    yield "/join", {"code": at.code.encode()}
    yield f"/join/{at.code}", {"name": b"Mia"}
    yield "/login/code", {"code": b"ABCDEFGH"}
    yield "/account/data/deletion", {"words": b"Please."}
    marked = {"phrase": b"the pilots read it", "words": b"They do.", "passage": b""}
    yield f"{at.attempt}/items/2/challenge", marked
    yield f"{at.attempt}/responses", {"position": b"1", "choice": b"1", "hinted": b""}


def spoilt(person: Visitor, forms: Iterator[tuple[str, dict[str, bytes]]]) -> dict[str, int]:
    """The statuses of forms of which one field after the other is spoilt, or left out."""
    statuses = {}
    for path, good in forms:
        for name in good:
            for kind, value in HOSTILE.items():
                answer = post(person, path, {**good, name: value})
                statuses[f"{path} {name}: {kind}"] = answer.status_code
            left = {each: value for each, value in good.items() if each != name}
            statuses[f"{path} without {name}"] = post(person, path, left).status_code
        bodies: tuple[object, ...] = ([], 5, None, dict.fromkeys(good, 5))
        for body in (*bodies, {name: [{}] for name in good}):
            answer = post_json(person, path, body)
            statuses[f"{path} as JSON: {json.dumps(body)[:40]}"] = answer.status_code
        surrogates = dict.fromkeys(good, "a\ud800\x00b")
        statuses[f"{path} as JSON, surrogates"] = post_json(person, path, surrogates).status_code
    return statuses
