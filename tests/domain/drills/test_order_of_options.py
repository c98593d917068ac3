"""The order in which options are shown: shuffled, as written, or shuffled but for the last."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.drills.posing import arrange
from quizapp.domain.items import ChoiceItem, ItemContent, MultipleItem
from quizapp.domain.items.content import option_id

seeds = st.integers(0, 2**62 - 1)
positions = st.integers(1, 100)
texts = st.lists(st.text("abcde", min_size=1, max_size=4), min_size=2, max_size=8, unique=True)


def content_of(written: dict[str, object]) -> ItemContent:
    form = MultipleItem if written.get("type") == "multiple" else ChoiceItem
    item = form.model_validate({"id": "x", "topic": "t", "stem": "Which?", **written})
    return ItemContent("x", item.type, "t", "T", item.questions(()))


@given(texts, st.data(), seeds, positions)
def test_options_as_written_are_shown_so_for_every_seed(options, data, seed, position):
    keys = data.draw(st.sets(st.sampled_from(options), min_size=1, max_size=len(options) - 1))
    listed = [{"key": text} if text in keys else text for text in options]
    content = content_of({"type": "multiple", "order": "as-written", "options": listed})

    shown = arrange(content, seed, position).option_ids

    assert shown == tuple(map(option_id, options))


@given(texts, st.data(), seeds, positions)
def test_pinned_options_are_the_last_for_every_seed(options, data, seed, position):
    last = data.draw(st.lists(st.sampled_from(options), min_size=1, max_size=2, unique=True))
    content = content_of({"key": options[0], "distractors": options[1:], "pin": {"last": last}})

    shown = arrange(content, seed, position).option_ids

    assert shown[-len(last) :] == tuple(map(option_id, last))
    assert sorted(shown) == sorted(map(option_id, options))


def test_a_key_before_a_pinned_option_stands_in_every_other_place_equally_often():
    content = content_of(
        {"key": "A", "distractors": ["B", "C", "None"], "pin": {"last": "None"}},
    )

    places = Counter(
        arrange(content, seed, 1).option_ids.index(option_id("A")) for seed in range(3000)
    )

    assert set(places) == {0, 1, 2}
    for count in places.values():
        assert count == pytest.approx(1000, abs=130)  # five deviations


@given(texts, seeds, positions)
def test_what_is_not_pinned_stands_as_it_would_without_the_pin(options, seed, position):
    written = {"key": options[0], "distractors": options[1:]}
    last = option_id(options[-1])

    plain = arrange(content_of(written), seed, position).option_ids
    pinned = arrange(content_of({**written, "pin": {"last": options[-1]}}), seed, position)

    assert pinned.option_ids == (*(each for each in plain if each != last), last)


def test_contents_recorded_before_come_out_in_the_order_they_had():
    """From a version that knew neither pins nor lists: attempts made with it are verified."""
    content = content_of({"key": "A", "distractors": ["B", "C", "D"]})
    several = replace(content, questions=content.questions * 2)
    names = {option_id(text): text for text in "ABCD"}

    orders = [
        "".join(names[each] for each in arrange(made, seed, position).option_ids)
        for made, seed, position in [(content, 7, 1), (content, 2**61, 3), (several, 12, 40)]
    ]

    assert orders == ["CBDA", "ADBC", "BDAC"]
