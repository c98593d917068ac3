"""`quizapp schema`: what editors learn of the bank's format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizapp.cli.schema import schema
from quizapp.domain.items import ITEM_TYPES


@pytest.fixture(scope="module")
def printed():
    return json.loads(CliRunner().invoke(schema).output)


def test_schema_names_its_dialect_and_the_keys_of_a_bank(printed):
    assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert list(printed["properties"]) == [
        "format",
        "id",
        "title",
        "language",
        "article",
        "topics",
        "pictures",
        "items",
        "quizzes",
    ]
    assert printed["additionalProperties"] is False


def test_schema_has_every_item_type(printed):
    choices = printed["properties"]["items"]["items"]["oneOf"]

    assert len(choices) == len(ITEM_TYPES)


def test_texts_may_look_like_numbers_to_an_editor(printed):
    stem = printed["$defs"]["ChoiceItem"]["properties"]["stem"]

    assert stem["type"] == ["string", "number", "boolean"]


def test_schema_never_offers_null(printed):
    assert '"null"' not in json.dumps(printed)
    assert "None" not in json.dumps(printed)


def test_the_schema_beside_the_bank_is_the_one_that_the_app_writes(printed):
    kept = Path(__file__).parents[2] / "questions.schema.json"

    assert json.loads(kept.read_text(encoding="utf-8")) == printed
