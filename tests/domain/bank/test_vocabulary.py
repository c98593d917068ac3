"""The words that an editor completes: those of the schema, by place."""

from __future__ import annotations

from quizapp.domain.bank.vocabulary import vocabulary
from quizapp.domain.items import ITEM_TYPES

WORDS = vocabulary()


def test_each_type_has_the_keys_of_its_form():
    assert WORDS["types"] == list(ITEM_TYPES)
    for name, form in ITEM_TYPES.items():
        assert set(WORDS["items"][name]) == set(form.model_fields)
        assert set(WORDS["needed"][name]) <= set(WORDS["items"][name])


def test_what_an_item_cannot_be_without_comes_first():
    assert list(WORDS["items"]["choice"])[:5] == ["id", "topic", "stem", "key", "distractors"]
    assert WORDS["needed"]["choice"] == ["id", "topic", "stem", "key", "distractors"]
    assert WORDS["needed"]["term"] == ["id", "type", "topic", "term", "definition"]


def test_fixed_values_are_named():
    assert WORDS["items"]["choice"]["level"] == ["recall", "reason", "evaluate"]
    assert WORDS["items"]["term"]["drills"] == ["quiz", "card"]
    assert WORDS["quizzes"]["order"] == ["shuffled", "as-listed"]
    assert WORDS["quizzes"]["confidence"] == ["one-step", "three-steps"]
    assert WORDS["quizzes"]["navigation"] == ["free", "sequential"]
    assert WORDS["items"]["choice"]["stem"] == []


def test_the_head_and_its_parts_have_their_keys():
    assert {"format", "id", "article", "topics", "items", "quizzes"} <= set(WORDS["bank"])
    assert "sections" in WORDS["article"]
    assert list(WORDS["sections"]) == ["id", "heading", "text", "prompts"]
    assert list(WORDS["passages"]) == ["text", "paragraph", "note"]
