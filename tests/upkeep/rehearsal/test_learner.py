"""What a simulated learner makes of a page."""

from __future__ import annotations

from random import Random

from flask import Flask

from quizapp.upkeep.rehearsal.learner import form_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite

HIDDEN = '<input type="hidden" name="position" value="4">'


def test_one_of_several_options_is_chosen():
    options = "".join(f'<input type="radio" name="choice" value="{n}">' for n in (1, 2, 3))
    page = f'<form action="/x/responses">{HIDDEN}{options}</form>'

    chosen = {form_of(page, Random(seed))["choice"] for seed in range(30)}

    assert chosen == {"1", "2", "3"}
    assert form_of(page, Random(1))["position"] == "4"


def test_where_there_are_no_options_the_learner_does_not_know():
    page = f'<form method="post" action="/x/responses">{HIDDEN}<input name="typed"></form>'

    assert form_of(page, Random(1)) == {"position": "4", "dont_know": "1"}


def test_other_forms_are_left_alone_and_so_is_the_token():
    token = '<input type="hidden" name="csrf_token" value="t">'
    page = (
        f'<form action="/logout">{token}</form><form action="/x/responses">{token}{HIDDEN}</form>'
    )

    assert form_of(page, Random(1)) == {"position": "4", "dont_know": "1"}


def test_a_page_that_asks_nothing_has_no_answer():
    assert form_of('<form action="/logout">' + HIDDEN, Random(1)) == {}


@on_sqlite
def test_a_real_quiz_is_answered_to_its_end(app: Flask, guest: Visitor):
    attempt = guest.start("quiet")
    answered = 0

    while fields := form_of(guest.get(attempt, follow_redirects=True).text, Random(1)):
        assert guest.send(f"{attempt.rstrip('/')}/responses", **fields).status_code == 303
        answered += 1

    assert answered > 1
