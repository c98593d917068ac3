"""The printed page."""

from __future__ import annotations

import json
import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.item_analysis import Item, ResponseMatrix, analysis
from quizapp.domain.item_analysis.record import as_record
from quizapp.domain.item_analysis.text import as_text
from tests.domain.item_analysis.building import beside_a_ruler, item_of, matrix
from tests.domain.item_analysis.published import SECTION_6, law_school


def test_page_of_the_law_school_data():
    page = as_text(analysis(law_school(SECTION_6)))

    assert page.startswith(
        """\
1,000 learners, 5 items
Nothing was omitted.

Score   n 1,000   mean 3.82 of 5 (SE 0.03)   SD 1.04   median 4
KR-20   0.29 (95 %: 0.22 to 0.36)   SEM 0.87

       0      3
       1     20 ###
       2     85 ############
       3    237 #################################
       4    357 ##################################################
       5    298 ##########################################

Item                 n  facility       95 %    SD  item-  upper-   alpha   omit-
                                                    rest   lower without     ted
q1                1000      0.92  0.91-0.94  0.27   0.11    0.20    0.28     0 %
"""
    )
    assert page.endswith(
        "\nWhat stands out\n  q1: Nearly everyone knows this (92 %, 1,000 learners).\n"
    )


def test_what_was_omitted_is_counted_among_all_responses():
    holes = matrix([[1, None, 1], [0, 1, None], [1, 1, 1], [1, 0, 0]])

    by_default, left_out = (
        " ".join(as_text(analysis(holes, missing)).split()) for missing in ("zero", "leave-out")
    )

    assert "2 of 12 responses are omitted and count as 0 (--missing" in by_default
    assert "2 of 12 responses are omitted and left out;" in left_out


def test_fractions_are_shown_by_tenths_of_the_score():
    page = as_text(analysis(matrix([[0.5, 1], [1, 1], [0, 0.25]])))

    assert "  70- 80 %      1 ####" in page
    assert "  90-100 %      1 ####" in page


def test_reasons_stand_below_once_with_all_items_they_are_of():
    page = as_text(analysis(matrix([[1, 1, 0], [1, 1, 1], [1, 1, 1]])))

    assert "item-rest correlation: everyone has the same mark on it (q1, q2)\n" in page


def test_options_show_key_and_what_does_no_work():
    item = item_of("ABABABABABBAAABABABBAA", key="A", options="ABC", name="long" * 5)

    page = as_text(analysis(beside_a_ruler(item, range(1, 23))))

    assert f"\n{'long' * 5}\n                * A             12    55 %" in page
    assert "                - C              0     0 %       0 %       0 %        0 %\n" in page


def test_names_cannot_command_the_terminal():
    whole = matrix([[1, 0], [0, 1]])
    item = replace(whole.items[0], item_id="\x1b[2J\nred")

    page = as_text(analysis(ResponseMatrix(whole.learners, (item, whole.items[1]))))

    assert "\x1b" not in page
    assert "\ufffd[2J red" in page


names = st.text(st.characters(categories=["L", "N", "P", "Zs", "Cc"]), max_size=120)


@settings(deadline=None)
@given(st.lists(names, min_size=1, max_size=4, unique=True), st.integers(0, 30))
def test_page_fits_80_columns_whatever_the_names(item_ids, learner_count):
    dice = random.Random(learner_count)
    items = (
        Item(name, tuple(float(dice.random() < 0.7) for _ in range(learner_count)))
        for name in item_ids
    )

    page = as_text(analysis(ResponseMatrix(("x",) * learner_count, tuple(items))))

    assert max(map(len, page.splitlines())) <= 80


def test_record_is_plain_json_with_every_number():
    record = as_record(analysis(law_school(SECTION_6)))

    again = json.loads(json.dumps(record, allow_nan=False))
    assert again == record
    assert round(again["score"]["alpha"], 4) == 0.2950
    assert round(again["score"]["mean"], 3) == 3.819
    assert set(again["score"]) == {
        *("n", "max_score", "mean", "standard_error", "sd", "median", "counts", "alpha"),
        *("alpha_interval", "is_kr20", "sem", "undefined"),
    }
    assert set(again["items"][0]) == {
        *("item", "max_mark", "n", "omitted_share", "facility", "facility_interval", "sd"),
        *("item_rest", "item_rest_n", "upper_lower", "alpha_if_deleted", "options"),
        *("verdicts", "undefined"),
    }


def test_record_tells_how_each_option_was_used():
    item = item_of("ABABABABABBAAABABABBAA", key="A", options="ABC")

    record = as_record(analysis(beside_a_ruler(item, range(1, 23))))

    used, unused = record["items"][0]["options"][::2]
    assert (used["option"], used["is_key"], used["count"]) == ("A", True, 12)
    assert unused == {
        "option": "C",
        "is_key": False,
        "count": 0,
        "share": 0.0,
        "by_third": {"weakest": 0.0, "middle": 0.0, "strongest": 0.0},
        "is_functioning": False,
    }


def test_record_tells_each_verdict_by_its_kind_and_in_words():
    (verdict,) = as_record(analysis(law_school(SECTION_6)))["items"][0]["verdicts"]

    assert verdict == {
        "kind": "well-known",
        "n": 1000,
        "of": None,
        "options": [],
        "share": 0.924,
        "other": None,
        "sentence": "Nearly everyone knows this (92 %, 1,000 learners).",
    }
