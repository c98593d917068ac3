"""What a teacher meant by a word of another program, or by an item that does not say its type."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from quizapp.domain.bank.foreign_marks import without_odd_characters

_MEANT_KEYS: dict[str, tuple[str, ...]] = {
    "key": (
        *("answer", "answers", "correct", "correct answer", "correct_answer", "right", "solution"),
        *("right answer", "right_answer", "true", "response"),
    ),
    "keys": ("answers", "correct", "correct answers", "correct_answers", "solutions", "key"),
    "stem": ("question", "prompt", "text", "statement", "problem", "q", "ask", "task", "sentence"),
    "text": ("stem", "question", "sentence", "cloze", "statement", "passage", "paragraph"),
    "term": ("word", "front", "name", "title", "question", "stem"),
    "definition": ("meaning", "back", "answer", "description", "explanation", "key"),
    "distractors": (
        *("options", "choices", "wrong", "wrong answers", "wrong_answers", "alternatives", "false"),
        *("incorrect", "incorrect_answers", "possible answers", "foils", "others"),
    ),
    "explanation": ("feedback", "reason", "rationale", "why", "comment", "explain", "because"),
    "cites": ("source", "quote", "quotes", "citation", "citations", "reference", "evidence"),
    "topic": ("category", "subject", "tag", "tags", "chapter", "theme", "topics"),
    "hint": ("clue", "tip", "help"),
    "author_note": ("note", "notes", "todo", "remark", "comment"),
    "level": ("difficulty", "bloom", "depth"),
    "drills": ("modes", "use", "ask", "drill"),
    "allow": ("ignore", "disable", "noqa", "accept"),
    "id": ("name", "identifier", "slug", "key"),
    "title": ("name", "heading", "headline"),
    "heading": ("title", "name", "headline"),
    "publisher": ("source", "journal", "newspaper", "site", "website"),
    "published": ("date", "year", "day"),
    "author": ("authors", "by", "writer"),
    "paragraph": ("para", "number", "source", "original"),
    "url": ("link", "address", "web", "href"),
    "language": ("lang", "locale"),
    "items": ("questions", "cards", "entries"),
    "quizzes": ("quiz", "tests", "exams"),
    "pick": ("count", "number", "draw", "random"),
    "intro": ("introduction", "description", "instructions"),
    "order": ("shuffle", "sort"),
    "sequence": ("entries", "events", "list", "order", "ordered", "sorted", "steps", "timeline"),
    "pairs": ("matches", "match", "matching", "items", "prompts", "left", "subquestions"),
    "boxes": ("categories", "groups", "bins", "buckets", "columns", "sort", "sorted"),
    "tolerance": ("margin", "error", "precision", "plus-minus", "accuracy", "epsilon", "delta"),
    "unit": ("units", "measure", "suffix", "currency"),
    "accept": (
        *("accepted", "variants", "also", "alternatives", "synonyms", "answers", "keys"),
        *("spellings", "aliases"),
    ),
    "forgive": ("forgiving", "ignore", "tolerate", "lenient", "allow", "fuzzy"),
    "pin": ("last", "fixed", "fix", "anchor"),
}
_MEANT_TYPES: dict[str, tuple[str, ...]] = {
    "choice": (
        *("multiple-choice", "multiple choice", "multiplechoice", "mc", "mcq", "single"),
        *("single-choice", "single choice", "one", "radio"),
    ),
    "multiple": (
        *("multi", "multiple-answer", "multiple-answers", "multiple-response", "checkbox"),
        *("checkboxes", "select-all", "several", "multi-select", "multiple answers"),
    ),
    "true-false": ("tf", "t/f", "boolean", "bool", "yes-no", "true false", "statement"),
    "cloze": ("gap", "gaps", "blank", "fill-in", "fill-in-the-blank", "fill in the blank"),
    "term": ("flashcard", "card", "vocabulary", "word", "vocab", "definition", "glossary"),
    "place": (
        *("passage", "sentence", "find", "locate", "mark", "highlight", "underline", "evidence"),
        *("proof", "hot-text", "hottext", "hot text", "hotspot", "text-selection"),
    ),
    "order": (
        *("ordering", "sequence", "sequencing", "timeline", "chronology", "ranking", "rank"),
        *("reorder", "put in order"),
    ),
    "match": ("matching", "pairs", "pair", "match-up", "connect", "association", "who said it"),
    "number": ("numeric", "numerical", "integer", "decimal", "quantity", "amount", "calculated"),
    "short": (
        *("short-answer", "short answer", "shortanswer", "typed", "free-text", "free text", "text"),
        *("open", "written", "type-in", "string"),
    ),
    "sort": ("sorting", "categorize", "categorise", "classify", "grouping", "group", "boxes"),
}
_SIGNS: dict[str, frozenset[str]] = {
    "term": frozenset({"term", "definition"}),
    "multiple": frozenset({"stem", "keys"}),
    "place": frozenset({"stem", "text"}),
    "cloze": frozenset({"text"}),
    "order": frozenset({"stem", "sequence"}),
    "match": frozenset({"stem", "pairs"}),
    "sort": frozenset({"stem", "boxes"}),
    "short": frozenset({"stem", "accept"}),
}

WHAT_TELLS: dict[str, str] = {
    "term": "An item with `term` and `definition`",
    "multiple": "An item with `keys`",
    "place": "An item with `stem` and `text`",
    "cloze": "An item with `text`",
    "order": "An item with `sequence`",
    "match": "An item with `pairs`",
    "sort": "An item with `boxes`",
    "short": "An item with `accept`",
    "true-false": "An item whose key is true or false, without distractors,",
}
"""What tells the type of an item that does not say it."""


def meant_key(written: object, names: Collection[str]) -> str | None:
    """Return which of the keys of these names a word stands for in another program."""
    return _meant(written, names, _MEANT_KEYS)


def meant_type(written: object, names: Collection[str]) -> str | None:
    """Return which of the item types of these names a word stands for in another program."""
    return _meant(written, names, _MEANT_TYPES)


def type_by_keys(item: Mapping[str, object]) -> str | None:
    """Return the type that an item without one has by its keys; None where they do not tell."""
    if "key" in item and "stem" in item and not item.keys() & {"distractors", "options", "accept"}:
        return "true-false" if str(item["key"]).lower() in ("true", "false") else None
    return next((name for name, signs in _SIGNS.items() if signs <= item.keys()), None)


def _meant(
    written: object, names: Collection[str], words: Mapping[str, tuple[str, ...]]
) -> str | None:
    if not isinstance(written, str):
        return None
    word = without_odd_characters(written).lower()
    if word in names:
        return word
    return next((name for name in names if word in words.get(name, ())), None)
