"""What a response would earn by an item's newer content."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.drills.marking import mark
from quizapp.domain.drills.posing import Arrangement, arrange
from quizapp.domain.drills.remarking import remark
from quizapp.domain.items.content import Credit, ItemContent, Mode, Option, Question, option_id


def question_of(
    keys: list[str],
    distractors: list[str],
    *,
    mode: Mode = "one",
    credit: Credit = "exact",
    shown: int | None = None,
    stem: str = "What pulls at the sea?",
) -> Question:
    options = [Option(option_id(text), text, is_key=True) for text in keys]
    options += [Option(option_id(text), text) for text in distractors]
    return Question(stem, tuple(options), mode=mode, credit=credit, shown=shown)


def item_of(*questions: Question) -> ItemContent:
    return ItemContent("tides", "choice", "moon", "The moon", questions)


def choice(key: str, *distractors: str) -> ItemContent:
    return item_of(question_of([key], list(distractors)))


def remarked(
    old: ItemContent,
    new: ItemContent,
    *texts: str,
    question: int = 0,
    shown: tuple[str, ...] | None = None,
) -> float | None:
    """The mark for choosing these texts, all options having been shown or those named."""
    ids = [option.id for option in old.questions[question].options]
    order = tuple(map(option_id, shown)) if shown else tuple(ids)
    return remark(old, new, Arrangement(question, order), [option_id(text) for text in texts])


MOON = choice("The moon", "The wind", "The pilots")


@pytest.mark.parametrize(
    ("new", "chosen", "earned"),
    [
        # another key among the same options: who chose it gains, who chose the old one loses
        (choice("The wind", "The moon", "The pilots"), "The wind", 1.0),
        (choice("The wind", "The moon", "The pilots"), "The moon", 0.0),
        (choice("The wind", "The moon", "The pilots"), "The pilots", 0.0),
        # the key reworded
        (choice("Our moon", "The wind", "The pilots"), "The moon", 1.0),
        (choice("Our moon", "The wind", "The pilots"), "The wind", 0.0),
        # the key replaced by what was not there to choose
        (choice("The sun", "The wind", "The pilots"), "The moon", None),
        (choice("The sun", "The wind", "The pilots"), "The wind", None),
        # a distractor replaced, taken out, or put in
        (choice("The moon", "The wind", "The harbour"), "The pilots", None),
        (choice("The moon", "The wind", "The harbour"), "The moon", 1.0),
        (choice("The moon", "The wind"), "The pilots", None),
        (choice("The moon", "The wind"), "The wind", 0.0),
        (choice("The moon", "The wind", "The pilots", "The sun"), "The pilots", 0.0),
        # two options reworded at once are told apart by their words
        (choice("The moon.", "The wind.", "The pilots."), "The wind", 0.0),
        (choice("The moon.", "The wind.", "The pilots."), "The moon", 1.0),
    ],
)
def test_a_choice_is_marked_by_what_its_option_has_become(
    new: ItemContent, chosen: str, earned: float | None
) -> None:
    assert remarked(MOON, new, chosen) == earned


@pytest.mark.parametrize(
    ("old", "new", "is_same"),
    [
        ("Almost nine months", "Nearly nine months", True),
        ("Almost nine months", "Almost ten months", False),
        ("June 2013", "June 2014", False),
        ("June 2014", "in June 2014", True),
        ("40,000 people", "About 40,000 people", True),
        ("Baghdad", "The city of Baghdad", True),
        ("Baghdad", "Mosul", False),
        ("The harbour", "The harbor", True),
        ("ebb", "ebb tide", True),
        ("the PMF", "the SDF", False),
    ],
)
def test_a_key_is_reworded_only_by_words_that_say_the_same(
    old: str, new: str, is_same: bool
) -> None:
    before, after = choice(old, "Another thing"), choice(new, "Another thing")

    assert remarked(before, after, old) == (1.0 if is_same else None)


def test_i_do_not_know_earns_nothing_even_if_the_question_is_gone() -> None:
    assert remarked(MOON, item_of()) == 0.0


def test_nothing_can_be_said_of_a_question_that_is_gone() -> None:
    assert remarked(MOON, item_of(), "The moon") is None


def test_nothing_can_be_said_where_a_key_came_that_nobody_could_choose() -> None:
    old = item_of(question_of(["A b c"], ["D"], mode="many", credit="proportional"))
    new = item_of(question_of(["A b c", "E"], ["D"], mode="many", credit="proportional"))

    assert remarked(old, new, "A b c") is None


def test_credit_counts_as_it_does_now() -> None:
    old = item_of(question_of(["One", "Two"], ["Three"], mode="many", credit="exact"))
    new = item_of(question_of(["One", "Two"], ["Three"], mode="many", credit="proportional"))

    assert (remarked(old, new, "One"), remarked(new, old, "One")) == (0.5, 0.0)


SUN = question_of(["sun"], ["wind"], stem="When ____ and moon pull along one line.")
LINE = question_of(["line"], ["rope"], stem="When sun and moon pull along one ____.")


def test_the_questions_of_a_text_with_gaps_are_found_by_their_keys() -> None:
    old, new = item_of(SUN, LINE), item_of(replace(LINE, stem="In one ____."), SUN)

    assert remarked(old, new, "line", question=1) == 1.0
    assert remarked(old, new, "sun", question=0) == 1.0


def test_a_gap_with_another_key_is_found_by_its_stem() -> None:
    other = question_of(["rope"], ["line"], stem=LINE.stem)

    assert remarked(item_of(SUN, LINE), item_of(other, SUN), "rope", question=1) == 1.0


def test_a_gap_that_was_taken_out_is_gone() -> None:
    assert remarked(item_of(SUN, LINE), item_of(LINE), "sun", question=0) is None
    assert remarked(item_of(SUN, LINE), item_of(LINE), "line", question=1) == 1.0


EBB = question_of(["ebb"], ["flood", "neap", "slack", "surge"], shown=4)


def test_a_siblings_word_is_wrong_also_when_the_sibling_is_gone() -> None:
    new = question_of(["ebb"], ["neap", "slack", "turn"], shown=4)

    assert remarked(item_of(EBB), item_of(new), "flood") == 0.0
    assert remarked(item_of(EBB), item_of(new), "ebb") == 1.0


def test_a_siblings_word_that_is_the_key_now_counts_for_those_who_saw_it() -> None:
    old, new = item_of(EBB), item_of(question_of(["flood"], ["ebb", "neap", "slack"], shown=4))

    assert remarked(old, new, "flood", shown=("ebb", "flood", "neap", "slack")) == 1.0
    assert remarked(old, new, "ebb", shown=("ebb", "flood", "neap", "slack")) == 0.0
    assert remarked(old, new, "ebb", shown=("ebb", "surge", "neap", "slack")) is None


@st.composite
def items(draw: st.DrawFn, texts: str = "abcdef") -> ItemContent:
    """An item with one question among these letters, each a key or none."""
    letters = draw(st.lists(st.sampled_from(texts), unique=True, min_size=2))
    keys = draw(st.sets(st.sampled_from(letters), min_size=1))
    mode: Mode = "one" if len(keys) == 1 else "many"
    rules: tuple[Credit, ...] = ("exact", "proportional") if mode == "many" else ("exact",)
    wrong = [letter for letter in letters if letter not in keys]
    return item_of(question_of(sorted(keys), wrong, mode=mode, credit=draw(st.sampled_from(rules))))


def choices(content: ItemContent) -> list[tuple[str, ...]]:
    """Everything that could be chosen in the one question of an item."""
    ids = [option.id for option in content.questions[0].options]
    most = 1 if content.questions[0].mode == "one" else len(ids)
    return [each for count in range(most + 1) for each in combinations(ids, count)]


@given(content=items(), seed=st.integers(0, 9))
def test_remarking_by_the_same_content_is_marking(content: ItemContent, seed: int) -> None:
    arrangement = arrange(content, seed, 1)

    for chosen in choices(content):
        assert remark(content, content, arrangement, chosen) == mark(content.questions[0], chosen)


@given(old=items("abc"), new=items("abc"))
def test_swapping_old_and_new_swaps_gains_and_losses(old: ItemContent, new: ItemContent) -> None:
    there = Arrangement(0, tuple(option.id for option in old.questions[0].options))
    back = Arrangement(0, tuple(option.id for option in new.questions[0].options))

    for chosen in set(choices(old)) & set(choices(new)):
        after, before = remark(old, new, there, chosen), remark(new, old, back, chosen)
        if after is None or before is None:
            continue
        gain = after - mark(old.questions[0], chosen)
        assert gain == -(before - mark(new.questions[0], chosen))


@given(old=items(), new=items(), seed=st.integers(0, 9))
def test_a_new_mark_is_in_range_or_cannot_be_said(
    old: ItemContent, new: ItemContent, seed: int
) -> None:
    for chosen in choices(old):
        earned = remark(old, new, arrange(old, seed, 1), chosen)
        assert earned is None or 0.0 <= earned <= 1.0
