"""Items to be matched: a row for each prompt, worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.analysis.item_columns import AskedQuestion
from quizapp.analysis.item_statistics import item_statistics
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.item_analysis import FEWEST, VerdictKind
from quizapp.domain.items.content import option_id
from quizapp.domain.misconceptions import LastChoice, misconception
from quizapp.web.extensions import db
from tests.analysis.analysed import analysed, answered_by_class, column, missed
from tests.support.classes import ClassWorld
from tests.support.matches import PAIRS, add_matches, numbers_of
from tests.support.playing import new_player
from tests.support.shelves import put_to_use

NO_LOW = {**PAIRS, "The mud flats lie bare": "A spring tide"}
TURNED = {**NO_LOW, "Boats can leave": "Low water"}
CLASS = {"Ada": PAIRS, "Ben": PAIRS, "Cem": NO_LOW, "Dora": TURNED, "Eva": TURNED, "Finn": None}
"""What each of a class gives the prompts; None: "I don't know"."""


@pytest.fixture
def with_matches(inside: None, bank_file: Path) -> PublishedBank:
    add_matches(bank_file)
    return put_to_use(bank_file)


@pytest.fixture
def answered(with_matches: PublishedBank) -> ClassWorld:
    """A class that has answered; those who know the pairs know the other item as well."""
    return answered_by_class(with_matches, "matches", CLASS, PAIRS, numbers_of)


def asked(world: ClassWorld) -> AskedQuestion:
    (only,) = column(analysed(world, quiz="matches"), "which-water").questions
    return only


def test_each_prompt_has_a_row_of_how_many_had_it_right(answered: ClassWorld) -> None:
    found = asked(answered)

    counts = {found.texts[use.option]: use.count for use in found.figures.options}
    assert counts == {
        "It comes twice a day → High water": 5,
        "The mud flats lie bare → Low water": 2,
        "Boats can leave → High water": 3,
    }


def test_the_rows_tell_the_thirds_by_the_other_questions(answered: ClassWorld) -> None:
    found = asked(answered)

    uses = {found.texts[use.option]: use.by_third for use in found.figures.options}
    bare = uses["The mud flats lie bare → Low water"]
    assert bare is not None
    assert (bare.weakest, bare.strongest) == (0.0, 1.0)


def test_the_wrong_answer_given_most_stands_beside_each_prompt(answered: ClassWorld) -> None:
    assert asked(answered).wrong == {
        option_id("The mud flats lie bare"): ("A spring tide", 3),
        option_id("Boats can leave"): ("Low water", 2),
    }


def test_the_facility_is_the_mean_mark_and_no_remark_speaks_of_options(
    answered: ClassWorld,
) -> None:
    figures = asked(answered).figures

    assert figures.facility == pytest.approx((1 + 1 + 2 / 3 + 1 / 3 + 1 / 3) / 6)
    assert {verdict.kind for verdict in figures.verdicts} <= {VerdictKind.TOO_FEW}


def test_what_was_missed_is_told_with_its_prompts(answered: ClassWorld) -> None:
    misses = {miss.name: miss for miss in missed(answered, "which-water", "matches")}

    assert set(misses["Cem X"].chosen) == {
        "It comes twice a day → High water",
        "The mud flats lie bare → A spring tide",
        "Boats can leave → High water",
    }
    assert misses["Finn X"].chosen == ()


@pytest.mark.slow
def test_beside_the_form_of_the_item_stand_the_same_rows(answered: ClassWorld) -> None:
    bank = answered.published.bank
    extra = FEWEST - len(CLASS)
    for _ in range(extra):
        player = new_player(answered.published)
        attempt = player.start("matches")
        player.respond(attempt, 1, *numbers_of(attempt, PAIRS))
        player.respond_right(attempt, 2)
    db.session.rollback()

    found = item_statistics(bank.id, bank.content_of("which-water"))

    assert sorted(share.count for share in found.shares) == [extra + 2, extra + 3, extra + 5]


def test_nobody_shares_a_misconception_by_an_answer_with_parts(with_matches: PublishedBank) -> None:
    content = with_matches.bank.content_of("which-water")
    chosen = frozenset({"a:b", "c:d"})

    found = misconception(content, [LastChoice(chosen, is_wrong=True, is_recent=True, learners=30)])

    assert found is None
