"""The figures that stand beside an item while it is edited."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event

from quizapp.analysis.item_statistics import ItemStatistics, item_statistics
from quizapp.domain.item_analysis import FEWEST
from quizapp.models import Attempt, AttemptItem, Base, Response, User
from quizapp.models.base import new_public_id
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support.playing import attempt_with, new_player

pytestmark = pytest.mark.usefixtures("inside")

WRONG = 5


def statistics(published, item_id: str = "what-pulls") -> ItemStatistics:
    db.session.rollback()
    return item_statistics(published.bank.id, published.bank.content_of(item_id))


def play_class(published, size: int = FEWEST, wrong: int = WRONG) -> None:
    """Let a class take the quiz; the first few get the first item wrong, and the second as well."""
    if wrong:
        copy_attempt(new_player(published).play(wrong={1, 2}), wrong - 1)
    if size > wrong:
        copy_attempt(new_player(published).play(), size - wrong - 1)


def copy_attempt(public_id: str, count: int) -> None:
    """Let as many others have done exactly the same: quicker than playing it again."""
    original = attempt_with(public_id)
    items = [
        (columns_of(item), columns_of(item.response)) for item in original.items if item.response
    ]
    with write_transaction() as tx:
        for _ in range(count):
            user = User(display_name="", created_at=original.started_at)
            attempt = Attempt(**columns_of(original, public_id=new_public_id(), user=user))
            tx.add(attempt)
            for item, response in items:
                copy = AttemptItem(**item, attempt=attempt)
                tx.add(copy)
                tx.add(Response(**response, attempt_item=copy))


def columns_of(row: Base, **changed: Any) -> dict[str, Any]:
    """What a row holds besides its ids and what it belongs to, which are given anew."""
    given = {"id", "attempt_id", "attempt_item_id", "user_id", "public_id"}
    names = {column.name for column in row.__table__.columns} - given
    return {name: getattr(row, name) for name in names} | changed


def test_an_item_that_nobody_answered_has_no_figures(published):
    assert statistics(published) == ItemStatistics(n=0, others=0)


def test_a_few_learners_are_too_few(published):
    play_class(published, size=3, wrong=1)

    found = statistics(published)

    assert (found.n, found.figures, found.shares) == (3, None, ())
    assert found.fewest == FEWEST


def test_a_few_learners_are_enough_to_warn_of_a_key(published):
    copy_attempt(new_player(published).play(wrong={1}), 8)
    copy_attempt(new_player(published).play(wrong={2, 3, 4, 5}), 5)

    found = statistics(published)

    assert (found.n, found.figures) == (15, None)
    assert found.check_key is not None
    assert found.check_key[0].of == 15


def test_a_class_gives_facility_correlation_and_shares(published):
    play_class(published)

    found = statistics(published)

    assert found.n == FEWEST
    assert found.figures is not None
    assert found.figures.facility == 0.75
    interval = found.figures.facility_interval
    assert interval is not None
    assert interval.low == pytest.approx(0.5313, abs=1e-4)
    assert interval.high == pytest.approx(0.8881, abs=1e-4)
    assert found.figures.item_rest == pytest.approx(1.0)
    assert {share.text for share in found.shares} == {
        "The moon",
        "The wind",
        "The harbour",
        "The pilots",
    }
    assert sum(share.count for share in found.shares) == FEWEST
    assert [share.share for share in found.shares if share.is_key] == [0.75]


def test_only_the_first_finished_quiz_of_a_learner_counts(published):
    play_class(published, size=FEWEST - 1, wrong=0)
    again = new_player(published)
    again.respond_right(again.start("by-topic"), 1)
    missed = again.play(wrong={1})
    again.play()
    again.play()
    again.practise(missed)

    found = statistics(published)

    assert found.n == FEWEST
    assert found.figures is not None
    assert found.figures.facility == pytest.approx((FEWEST - 1) / FEWEST)


def test_an_attempt_that_ended_without_a_response_counts_as_wrong(published):
    play_class(published, size=FEWEST - 1, wrong=0)
    left = new_player(published)
    left.finish(left.start())

    found = statistics(published)

    assert found.n == FEWEST
    assert found.figures is not None
    assert found.figures.facility == pytest.approx((FEWEST - 1) / FEWEST)


def test_after_an_edit_of_the_options_older_responses_are_left_out(published, edited):
    play_class(published)
    now = edited(("      - The pilots\n    hint:", "      - The gulls\n    hint:"))

    found = statistics(now)

    assert (found.n, found.others, found.figures) == (0, FEWEST, None)


def test_after_an_edit_of_the_wording_they_still_count(published, edited):
    play_class(published)
    now = edited(("What pulls at the sea and makes it rise?", "What lifts the sea?"))

    assert (statistics(now).n, statistics(now).others) == (FEWEST, 0)


def test_an_item_asked_in_several_ways_has_figures_without_shares(published):
    play_class(published)

    found = statistics(published, "spring-tide")

    assert found.figures is not None
    assert found.figures.facility == 1.0
    assert found.shares == ()


def test_a_wrong_option_that_the_strongest_choose_is_named(published):
    strong, weak = new_player(published), new_player(published)
    copy_attempt(strong.play(wrong={1}), FEWEST)
    copy_attempt(weak.play(wrong={2, 3, 4, 5}), FEWEST)

    found = statistics(published)

    assert found.check_key is not None
    verdict, texts = found.check_key
    assert texts[verdict.options[0]] in {"The wind", "The harbour", "The pilots"}
    assert texts[verdict.options[1]] == "The moon"
    assert found.figures is not None
    assert found.figures.item_rest == pytest.approx(-1.0)


def test_another_bank_with_an_item_of_the_same_id_adds_nothing(published):
    play_class(published)

    content = published.bank.content_of("what-pulls")

    assert item_statistics("another", content).n == 0


def test_it_costs_one_query_however_long_the_history(published):
    play_class(published)
    statements: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    db.session.rollback()
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        statistics(published)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)

    assert len(statements) == 1
