"""An item as it is written in a bank, as what the fields of its form hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def shown(kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """An item as it is written, as the fields of its form; what no field can show is left out."""
    texts = ("stem", "text", "term", "definition", "hint", "explanation", "author_note", "feedback")
    fields: dict[str, Any] = {key: _word(data.get(key)) for key in texts}
    fields |= {
        "topic": _word(data.get("topic")),
        "level": _word(data.get("level")) or "recall",
        "credit": _word(data.get("credit")) or "proportional",
        "cites": [_word(each) for each in _listed(data.get("cites"))],
        "drills": [_word(each) for each in _listed(data.get("drills"))] or ["quiz", "card"],
        "keys": list(_shown_options(data.get("keys"))),
        "distractors": list(_shown_options(data.get("distractors"))),
    }
    if kind == "true-false":
        fields["key"] = "false" if _word(data.get("key")).lower() == "false" else "true"
    else:
        fields["key"] = next(_shown_options([data.get("key")]), {})
    own = data.get("distractors")
    fields["gaps"] = [
        {"gap": gap, "distractors": list(_shown_options(options))}
        for gap, options in (own.items() if isinstance(own, dict) else ())
    ]
    return fields


def _shown_options(written: Any) -> Iterator[dict[str, str]]:
    for option in _listed(written):
        if isinstance(option, str):
            yield {"text": option, "feedback": ""}
        elif isinstance(option, dict) and len(option) == 1:
            ((text, feedback),) = option.items()
            yield {"text": text, "feedback": _word(feedback)}


def _listed(written: Any) -> list[Any]:
    if isinstance(written, list):
        return written
    return [] if written is None or isinstance(written, dict) else [written]


def _word(written: Any) -> str:
    return written if isinstance(written, str) else ""
