"""Fields of answers in parts that no page sends: refused, and never a fault of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests.support.matches import add_matches
from tests.support.orders import add_order
from tests.support.people import Visitor
from tests.support.records import marks_of

ODD: dict[str, dict[str, str | list[str]]] = {
    "a huge place": {"place-1": "99999999999", "place-2": "1", "place-3": "2", "place-4": "3"},
    "a huge answer": {"prompt-1": "99999999999", "prompt-2": "1", "prompt-3": "1"},
    "huge names": {"place-99999999999": "1", "prompt-99999999999": "1"},
    "a part that was not asked": {"prompt-99": "1", "place-99": "1"},
    "hundreds": {f"{name}-{at}": str(at) for name in ("place", "prompt") for at in range(1, 400)},
    "digits of another script": {"place-١": "1", "place-1": "١", "prompt-1": "²"},
    "a choice and places": {"choice": ["1", "2"], "place-1": "1", "prompt-1": "1"},
    "several of one name": {"place-1": ["1", "2", "3", "4"], "prompt-1": ["1", "1", "1"]},
    "names of our own": {"places": "1", "answers": "1"},
}


@pytest.mark.parametrize("given", ODD.values(), ids=ODD)
@pytest.mark.parametrize(("add", "quiz"), [(add_order, "orders"), (add_matches, "matches")])
def test_what_no_page_sends_is_refused(
    add, quiz: str, given: dict[str, str], app: Flask, bank_file: Path, learner: Visitor
) -> None:
    add(bank_file)
    attempt = learner.start(quiz)

    fields = {"csrf_token": learner.browser.token(), "position": "1", **given}
    response = learner.browser.post(f"{attempt}/responses", data=fields)

    assert response.status_code == 422
    assert marks_of(app, attempt) == {}
