"""The JSON Schema of questions.yaml, with which editors complete and check as one types."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from typing_extensions import override

from quizapp.domain.bank.schema import BankForm

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_ANY_SCALAR = ["string", "number", "boolean"]


class _Untitled(GenerateJsonSchema):
    """Leaves out the titles that pydantic makes of field names: they only repeat them."""

    @override
    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def json_schema() -> dict[str, Any]:
    """Return the schema of the whole file.

    Editors type scalars as YAML 1.2 does, so that an option `1994` is a number to them. To
    Quizapp it is a text: wherever a text may stand, the schema lets a number or truth value stand.
    """
    schema: dict[str, Any] = _widened(BankForm.model_json_schema(schema_generator=_Untitled))
    return {"$schema": DIALECT, **schema, "title": "A bank of Quizapp"}


def _widened(schema: Any) -> Any:
    """Return the schema with texts widened to scalars, and without null, which no file may say."""
    if isinstance(schema, list):
        return [_widened(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if isinstance(choices := schema.get("anyOf"), list) and {"type": "null"} in choices:
        return _widened(_without_null(schema))
    widened = {key: _widened(value) for key, value in schema.items()}
    if schema.get("type") == "string" and not {"enum", "const", "format"} & schema.keys():
        widened["type"] = _ANY_SCALAR
    return widened


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    choices = [choice for choice in schema["anyOf"] if choice != {"type": "null"}]
    rest = {key: value for key, value in schema.items() if key not in ("anyOf", "default")}
    return {**rest, **choices[0]} if len(choices) == 1 else {**rest, "anyOf": choices}
