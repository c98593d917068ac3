"""Items to be put in order: a row for each pair of neighbours, worked out by hand."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from quizapp.analysis.item_columns import AskedQuestion
from quizapp.analysis.item_statistics import item_statistics
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.item_analysis import FEWEST, VerdictKind
from quizapp.domain.misconceptions import LastChoice, misconception
from quizapp.web.extensions import db
from tests.analysis.analysed import analysed, answered_by_class, column
from tests.support.classes import ClassWorld
from tests.support.orders import ENTRIES, add_order, numbers_of
from tests.support.playing import new_player
from tests.support.shelves import put_to_use

ORDERS = {
    "Ada": "abcd",
    "Ben": "abcd",
    "Cem": "bacd",
    "Dora": "dcba",
    "Eva": "dcba",
    "Finn": None,
}
"""How each of a class puts the entries, a being the first; None: "I don't know"."""

PAIRS = [f"{one} → {then}" for one, then in pairwise(ENTRIES)]


@pytest.fixture
def with_orders(inside: None, bank_file: Path) -> PublishedBank:
    add_order(bank_file)
    return put_to_use(bank_file)


@pytest.fixture
def answered(with_orders: PublishedBank) -> ClassWorld:
    """A class that has answered; those who know the order know the other item as well."""
    return answered_by_class(with_orders, "orders", ORDERS, "abcd", numbers_of)


def asked(world: ClassWorld) -> AskedQuestion:
    (only,) = column(analysed(world, quiz="orders"), "one-tide").questions
    return only


def test_each_pair_of_neighbours_has_a_row(answered: ClassWorld) -> None:
    found = asked(answered)

    texts = [found.texts[use.option] for use in found.figures.options]
    counts = [use.count for use in found.figures.options]
    assert texts == PAIRS
    assert counts == [2, 3, 3]  # a before b: Ada, Ben; the others also Cem
    assert [use.share for use in found.figures.options] == [
        pytest.approx(each) for each in (2 / 6, 3 / 6, 3 / 6)
    ]


def test_the_rows_tell_the_thirds_by_the_other_questions(answered: ClassWorld) -> None:
    uses = asked(answered).figures.options

    # The strongest third are Ada and Ben; Cem, Dora, Eva and Finn are tied for the rest.
    assert [use.by_third.strongest for use in uses if use.by_third] == [1.0, 1.0, 1.0]
    assert [use.by_third.weakest for use in uses if use.by_third] == [
        pytest.approx(each) for each in (0.0, 0.25, 0.25)
    ]


def test_the_facility_is_the_mean_mark_and_no_remark_speaks_of_options(
    answered: ClassWorld,
) -> None:
    figures = asked(answered).figures

    assert figures.facility == pytest.approx((1 + 1 + 2 / 3) / 6)
    assert {verdict.kind for verdict in figures.verdicts} <= {VerdictKind.TOO_FEW}


@pytest.mark.slow
def test_beside_the_form_of_the_item_stand_the_same_rows(answered: ClassWorld) -> None:
    bank = answered.published.bank
    extra = FEWEST - len(ORDERS)
    for _ in range(extra):
        player = new_player(answered.published)
        attempt = player.start("orders")
        player.respond(attempt, 1, *numbers_of(attempt, "abcd"))
        player.respond_right(attempt, 2)
    db.session.rollback()

    found = item_statistics(bank.id, bank.content_of("one-tide"))

    assert [(share.text, share.count) for share in found.shares] == list(
        zip(PAIRS, (extra + 2, extra + 3, extra + 3), strict=True)
    )


def test_nobody_shares_a_misconception_by_having_all_entries_in_an_answer(
    with_orders: PublishedBank,
) -> None:
    content = with_orders.bank.content_of("one-tide")
    ids = frozenset(option.id for option in content.questions[0].options)

    found = misconception(content, [LastChoice(ids, is_wrong=True, is_recent=True, learners=30)])

    assert found is None
