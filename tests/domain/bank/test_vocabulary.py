"""The words that an editor completes: those of the schema, by place."""

from __future__ import annotations

from quizapp.domain.bank.vocabulary import vocabulary
from quizapp.domain.items import ITEM_TYPES


def test_each_type_has_the_keys_of_its_form():
    words = vocabulary()

    assert words["types"] == list(ITEM_TYPES)
    for name, form in ITEM_TYPES.items():
        assert set(words["items"][name]) == set(form.model_fields)
        assert set(words["needed"][name]) <= set(words["items"][name])


def test_what_an_item_cannot_be_without_comes_first():
    words = vocabulary()

    assert list(words["items"]["choice"])[:5] == ["id", "topic", "stem", "key", "distractors"]
    assert words["needed"]["choice"] == ["id", "topic", "stem", "key", "distractors"]
    assert words["needed"]["term"] == ["id", "type", "topic", "term", "definition"]


def test_fixed_values_are_named():
    words = vocabulary()

    assert words["items"]["choice"]["level"] == ["recall", "reason", "evaluate"]
    assert words["items"]["term"]["drills"] == ["quiz", "card"]
    assert words["quizzes"]["order"] == ["shuffled", "as-listed"]
    assert words["quizzes"]["confidence"] == ["one-step", "three-steps"]
    assert words["quizzes"]["navigation"] == ["free", "sequential"]
    assert words["items"]["choice"]["stem"] == []


def test_the_head_and_its_parts_have_their_keys():
    words = vocabulary()

    assert {"format", "id", "article", "topics", "items", "quizzes"} <= set(words["bank"])
    assert "sections" in words["article"]
    assert list(words["sections"]) == ["id", "heading", "text", "prompts"]
    assert list(words["passages"]) == ["text", "paragraph", "note"]
