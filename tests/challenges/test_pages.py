"""Challenges from both sides: made beside a question, decided in the class."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from flask import Flask

from tests.support.classes import ClassWorld, class_of
from tests.support.layered_bank import divide_source
from tests.support.pages import sent, text_of
from tests.support.people import Visitor
from tests.support.playing import published_from
from tests.support.records import key_numbers, wrong_number
from tests.test_query_counts import statements_for

PHRASE = "the pilots read it"
HOSTILE = "=1+1 <script>alert(1)</script> \x00 \u202e إيمان 🏳️‍🌈 " + "ж" * 900


@pytest.fixture
def world(app: Flask, teacher: Visitor, learner: Visitor, bank_file: Path) -> ClassWorld:
    """A class of the teacher's with one learner; use it in the app's context."""
    with app.app_context():
        return class_of(teacher, published_from(bank_file), learner)


def challenged(learner: Visitor, attempt: str, words: str = "They read it.") -> None:
    path = f"{attempt}/items/1/challenge"
    done = sent(learner, learner.get(path), "", phrase=PHRASE, words=words)
    assert done.status_code == 303, text_of(done.text)


def only_challenge(teacher: Visitor, world: ClassWorld) -> str:
    listed = teacher.get(f"/teach/classrooms/{world.classroom_id}/challenges").text
    path = f"/teach/classrooms/{world.classroom_id}/challenges/"
    (link,) = {part.split('"')[0] for part in listed.split(f'href="{path}')[1:]}
    return path + link


def test_challenge_is_made_declined_and_answered(
    app: Flask, learner: Visitor, teacher: Visitor, world: ClassWorld
):
    attempt = learner.start("all")
    learner.respond(attempt, 1, wrong_number(app, attempt, 1))
    look = learner.get(f"{attempt}/items/1")
    assert "Challenge this answer" in look.text

    challenged(learner, attempt)

    assert "Your teacher has not decided yet" in text_of(learner.get(f"{attempt}/items/1").text)
    path = only_challenge(teacher, world)
    page = teacher.get(path)
    assert "<mark>the pilots read it</mark>" in page.text
    text = text_of(page.text)
    assert "They read it." in text
    assert "Too few to say" in text
    assert "The moon Right answer" in text
    refused = sent(teacher, page, "", decision="decline", reply=" ")
    assert refused.status_code == 422
    assert "Tell the learner why the answer stands." in refused.text
    assert sent(teacher, page, "", decision="decline", reply="It <is> the moon.").status_code == 303
    late = sent(teacher, page, "", decision="also-right")
    assert late.status_code == 409
    assert "The first one holds" in late.text
    assert "Declined: the answer stands." in text_of(teacher.get(path).text)
    assert "All have been decided." in teacher.get(path.rsplit("/", 1)[0]).text
    home = learner.get("/")
    assert "You challenged question 1 of “Everything about the tides”." in home.text
    assert "It &lt;is&gt; the moon." in home.text
    back = text_of(learner.get(f"{attempt}/items/1").text)
    assert "the answer stands" in back
    assert "It <is> the moon." in back


def test_accepted_challenge_leads_to_the_regrade_and_its_note(
    app: Flask, learner: Visitor, teacher: Visitor, world: ClassWorld
):
    attempt = learner.start("all")
    learner.respond(attempt, 1, wrong_number(app, attempt, 1))
    for position in range(2, 6):
        learner.respond(attempt, position, *key_numbers(app, attempt, position))
    results = learner.get(attempt)
    assert results.text.count("Challenge this answer") == 5
    challenged(learner, attempt)
    path = only_challenge(teacher, world)

    done = sent(teacher, teacher.get(path), "", decision="also-right", reply="Well seen.")

    page = teacher.get(done.headers["Location"])
    assert "/teach/bank/items/what-pulls/edit" in page.text
    plan = teacher.get("/teach/regrades/new?item=what-pulls&rule=full-marks")
    assert "item=what-pulls&amp;rule=full-marks" in page.text
    assert sent(teacher, plan, "/teach/regrades", reason="A challenge.").status_code == 303
    home = text_of(learner.get("/").text)
    assert "Your teacher agrees with you. Well seen." in home
    assert "Everybody got full marks for question 1." in home


def test_key_changed_asks_to_edit_first(
    app: Flask, learner: Visitor, teacher: Visitor, world: ClassWorld, bank_file: Path
):
    attempt = learner.take("all")
    challenged(learner, attempt)
    path = only_challenge(teacher, world)
    sent(teacher, teacher.get(path), "", decision="key-changed")

    before = text_of(teacher.get(path).text)

    assert "Make the other answer the right one" in before
    assert "item=what-pulls&amp;rule=bank" in teacher.get(path).text
    assert "You challenged this, and were right" in text_of(learner.get(attempt).text)


def test_notes_are_shown_in_the_text_and_their_words_count_for_nothing(
    learner: Visitor, world: ClassWorld, bank_file: Path
):
    divide_source(bank_file)
    form = learner.get(f"{learner.take('all')}/items/1/challenge")

    refused = sent(learner, form, "", phrase="leads* ships", words="They do.")

    assert form.text.count('name="passage"') == 4
    assert "A pilot <em>leads</em> ships." in form.text
    assert refused.status_code == 422
    assert "These words stand in a note that was added." in refused.text


def test_words_that_are_not_in_the_text_come_back_with_what_was_typed(
    learner: Visitor, teacher: Visitor, world: ClassWorld
):
    attempt = learner.take("all")
    path = f"{attempt}/items/1/challenge"
    form = learner.get(path)

    absent = sent(learner, form, "", phrase="the sun pulls", words="Keep <me>.")
    elsewhere = sent(learner, form, "", phrase=PHRASE, words="Why.", passage="moon-1")
    empty = sent(learner, form, "")
    long = sent(learner, form, "", phrase="ж" * 501, words="ж" * 1001)
    odd = sent(learner, form, "", phrase="\x00", words="\ud800".encode("utf-8", "replace").decode())

    assert [page.status_code for page in (absent, elsewhere, empty, long, odd)] == [422] * 5
    assert "The text does not have these words." in absent.text
    assert "Keep &lt;me&gt;." in absent.text
    assert "They are under “On the shore”." in elsewhere.text
    assert "Say why the words speak against the answer." in empty.text
    assert long.text.count("Use at most") == 2
    listed = teacher.get(f"/teach/classrooms/{world.classroom_id}/challenges")
    assert "Nobody has challenged an answer" in listed.text


@pytest.mark.slow
def test_hostile_words_stay_words(learner: Visitor, teacher: Visitor, world: ClassWorld):
    attempt = learner.take("all")

    challenged(learner, attempt, HOSTILE)
    page = teacher.get(only_challenge(teacher, world))

    assert "=1+1 &lt;script&gt;alert(1)&lt;/script&gt; إيمان 🏳️‍🌈" in page.text
    assert "\u202e" not in page.text


def test_somebody_in_no_class_is_not_offered_a_challenge(guest: Visitor, stranger: Visitor):
    for person in (guest, stranger):
        attempt = person.take("all")

        assert "Challenge this answer" not in person.get(attempt).text
        assert person.get(f"{attempt}/items/1/challenge").status_code == 404


@pytest.mark.slow
def test_list_and_case_cost_the_same_for_many(
    app: Flask, learner: Visitor, teacher: Visitor, world: ClassWorld
):
    challenged(learner, learner.take("all"))
    path = only_challenge(teacher, world)
    paths = (path.rsplit("/", 1)[0], path)
    few = [statements_for(app, partial(teacher.get, path)) for path in paths]
    for _ in range(4):
        challenged(learner, learner.take("all"))

    many = [statements_for(app, partial(teacher.get, path)) for path in paths]

    assert few == many
    assert many[0] <= 6
    assert many[1] <= 10
