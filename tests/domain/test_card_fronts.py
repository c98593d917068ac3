"""A card asks its own question where the item's needs its options."""

from __future__ import annotations

from quizapp.domain.items.choice import ChoiceItem
from quizapp.domain.items.multiple import MultipleItem

SHARED = {"id": "a", "topic": "moon", "stem": "Which of these pull?"}


def test_a_card_asks_its_front_and_a_quiz_the_stem() -> None:
    options = {"key": "The moon", "distractors": ["The wind", "The rain"]}
    item = ChoiceItem.model_validate({**SHARED, **options, "front": "What pulls at the sea?"})
    plain = ChoiceItem.model_validate({**SHARED, **options})

    assert [face.front for face in item.faces()] == ["What pulls at the sea?"]
    assert [question.stem for question in item.questions(())] == ["Which of these pull?"]
    assert [face.front for face in plain.faces()] == ["Which of these pull?"]


def test_a_card_of_several_keys_asks_its_front() -> None:
    options = {"type": "multiple", "keys": ["The moon", "The sun"], "distractors": ["The rain"]}

    item = MultipleItem.model_validate({**SHARED, **options, "front": "What pulls?"})

    assert [(face.front, face.back) for face in item.faces()] == [
        ("What pulls?", "- The moon\n- The sun")
    ]
