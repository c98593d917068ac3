"""Which items tell the key of another: by which part, which words, and how much of it."""

from __future__ import annotations

import pytest

from quizapp.domain.bank.giveaways.clues import clues_of
from quizapp.domain.bank.giveaways.tells import MOST_SHOWING, tells_among
from quizapp.domain.items.content import (
    ItemContent,
    Option,
    Prompt,
    Question,
    Quote,
    TypedRule,
)

TOLD = ("Who rows?", "harbour pilots")


def item(
    name: str, stem: str = "What?", key: str = "Boats", *others: str, kind: str = "choice", **more
) -> ItemContent:
    options = (Option("k", key, is_key=True), *(Option(text, text) for text in others or ("Kai",)))
    return ItemContent(name, kind, "t", "T", (Question(stem, options),), **more)


def told(*items: ItemContent) -> dict[tuple[str, str], float]:
    return tells_among({each.item_id: clues_of(each) for each in items})


def teller(part: str) -> ItemContent:
    text = "The harbour pilots do."
    wrong = Option("w", "Kai", feedback=text if part == "feedback" else None)
    stem = text if part == "stem" else "What?"
    question = Question(stem, (Option("k", text if part == "key" else "Ida", is_key=True), wrong))
    if part == "prompt":
        question = Question("Who?", (wrong,), "each", prompts=(Prompt("p", text, "w"),))
    quote = Quote("s", "S", "s-1", text if part == "passage" else "", "Boats", "")
    explanation = text if part == "explanation" else None
    return ItemContent(
        "teller", "choice", "t", "T", (question,), explanation=explanation, quotes=(quote,)
    )


@pytest.mark.parametrize("part", ["stem", "prompt", "key", "explanation", "feedback", "passage"])
def test_every_part_that_is_shown_tells(part):
    assert told(teller(part), item("told", *TOLD))["teller", "told"] == 1.0


def test_a_wrong_option_a_hint_and_a_statement_that_is_not_so_tell_nothing():
    wrong = item("a", "What?", "Ida", "The harbour pilots")
    hint = item("b", hint="Think of harbour pilots.")
    options = (Option("true", "True"), Option("false", "False", is_key=True))
    statement = Question("The harbour pilots row.", options)
    untrue = ItemContent("c", "true-false", "t", "T", (statement,))

    assert told(wrong, hint, untrue, item("told", *TOLD)) == {}


def test_half_of_a_key_is_told_and_less_is_not():
    explained = item("teller", explanation="The pilots do.")

    assert told(explained, item("told", *TOLD)) == {("teller", "told"): 0.5}
    assert told(explained, item("told", "Who?", "harbour pilots rowing")) == {}


def test_what_is_told_of_a_wrong_option_as_well_leads_nowhere():
    explained = item("teller", explanation="The harbour pilots and the ferry crew do.")

    assert told(explained, item("told", "Who?", "harbour pilots", "ferry crew")) == {}
    assert told(explained, item("told", "Who?", "harbour pilots", "ferry guests")) == {
        ("teller", "told"): 0.5
    }


def test_words_of_the_own_stem_and_words_that_three_items_say_tell_nothing():
    explained = item("teller", "What?", "Boats", explanation="The harbour pilots do.")
    other = item("other", "What?", "Nets", explanation="Some harbour pilots rest.")

    assert told(explained, item("told", "Do harbour pilots row?", "harbour pilots")) == {}
    assert told(explained, other, item("told", *TOLD)) == {}


def test_a_word_of_a_passage_that_a_great_many_items_share_tells_nothing():
    quote = Quote("s", "S", "s-1", "The harbour pilots row.", "Boats", "")
    sharing = [item(f"item-{at}", quotes=(quote,)) for at in range(MOST_SHOWING - 1)]

    assert len(told(*sharing, item("told", *TOLD))) == MOST_SHOWING - 1
    assert told(*sharing, item("other", quotes=(quote,)), item("told", *TOLD)) == {}


def test_a_number_is_told_however_short():
    explained = item("teller", explanation="It was 42 in all.")

    assert told(explained, item("told", "How many?", "42")) == {("teller", "told"): 1.0}


def test_of_several_keys_the_share_that_is_told_counts():
    options = (Option("a", "pilots", is_key=True), Option("b", "keepers", is_key=True))
    several = ItemContent("told", "multiple", "t", "T", (Question("Who?", options, "many"),))

    assert told(item("teller", explanation="Pilots."), several) == {("teller", "told"): 0.5}


@pytest.mark.parametrize("kind", ["place", "true-false"])
def test_what_has_no_key_that_words_could_tell_is_not_told(kind):
    explained = item("teller", explanation="The harbour pilots do.")

    assert told(explained, item("told", *TOLD, kind=kind)) == {}


def test_what_is_typed_is_told_by_any_way_to_write_it_and_tells_others_by_its_key():
    options = (Option("a", "harbour pilots", is_key=True), Option("b", "steersmen", is_key=True))
    question = Question("Who?", options, "typed", typed=TypedRule("words"))
    typed = ItemContent("typed", "short", "t", "T", (question,))

    assert told(item("teller", explanation="The steersmen do."), typed) == {
        ("teller", "typed"): 1.0
    }
    assert told(typed, item("told", "Which?", "harbour pilots"))["typed", "told"] == 1.0
