"""Small banks of all kinds of items, for laws that hold for every bank."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Any, get_args

from hypothesis import strategies as st

from quizapp.domain.bank import Article, Bank
from quizapp.domain.bank.article import Section, passages
from quizapp.domain.items import ITEM_TYPES, ItemForm
from quizapp.domain.items.term import Kind
from quizapp.domain.items.written_numbers import exact_text
from quizapp.domain.maths import has_formulas
from quizapp.exchange.texts import markdown_of_plain, plain_text

# Letters and all that is syntax somewhere. Texts begin and end with a letter: Markdown means
# something by marks that stand at the ends, and no format but our own keeps that apart. Nor do
# they show the brackets of a formula: what reads them takes them for one.
_INNER = "abcXYZ äß漢 =~#{}:%/\\\"'<>&|,;.-_!?$@[]()*`0123456789"
ARTICLE = Article(
    "T", "A", "P", date(2020, 1, 1), None, (Section("s", "H", passages("s", "Text.")),)
)
TOPICS = {"sea": "The sea", "land-2": "Land: two/three"}

_BRACKETS_OF_A_FORMULA = re.compile(r"\\\\\[.+\\\\\]|\\\\\(.+\\\\\)")
words = st.text("abcdefghijk ABC", min_size=1, max_size=12).map(
    lambda text: f"w{' '.join(text.split())}"
)
marked = (
    st.text(_INNER, max_size=20)
    .map(lambda text: f"a{' '.join(text.split())}z")
    .filter(lambda text: "{{" not in text and "}}" not in text and "__" not in text)
    .filter(lambda text: not _BRACKETS_OF_A_FORMULA.search(text))
    .filter(lambda text: not has_formulas(text))  # see test_formulas.py
    .filter(lambda text: not has_formulas(markdown_of_plain(plain_text(text))))
)


def options(count: int, texts: st.SearchStrategy[str]) -> st.SearchStrategy[list[Any]]:
    """Distinct options, some with feedback."""
    distinct = st.lists(
        texts, min_size=2, max_size=count, unique_by=lambda text: text.split().__str__()
    )
    return distinct.flatmap(
        lambda chosen: st.lists(st.none() | texts, min_size=len(chosen), max_size=len(chosen)).map(
            lambda said: [
                {text: feedback} if feedback else text
                for text, feedback in zip(chosen, said, strict=True)
            ]
        )
    )


def _choice(given: list[Any], stem: str) -> dict[str, Any]:
    return {"type": "choice", "stem": stem, "key": given[0], "distractors": given[1:]}


def _listed(type_name: str, given: list[Any], stem: str, place: int) -> dict[str, Any]:
    others = given[1:]
    listed = [*others[:place], {"key": given[0]}, *others[place:]]
    return {"type": type_name, "stem": stem, "order": "as-written", "options": listed}


def _pinned(given: list[Any], stem: str, pins_key: bool) -> dict[str, Any]:
    last = given[0] if pins_key else given[-1]
    text = next(iter(last)) if isinstance(last, dict) else last
    return {**_choice(given, stem), "pin": {"last": text}}


def _multiple(given: list[Any], stem: str) -> dict[str, Any]:
    return {"type": "multiple", "stem": stem, "keys": given[:1], "distractors": given[1:]}


def _truth(key: bool, stem: str, feedback: str | None) -> dict[str, Any]:
    written = {"type": "true-false", "stem": stem, "key": key}
    as_a_card = {"feedback": feedback, "drills": ["quiz", "card"]}
    return {**written, **as_a_card} if feedback else written


def _term(given: list[Any], definition: str, kind: str) -> dict[str, Any]:
    term = given[0] if isinstance(given[0], str) else next(iter(given[0]))
    asked = {"type": "term", "term": term, "definition": definition}
    return {**asked, "kind": kind, "distractors": given[1:]}


def _order(entries: list[str], stem: str, credit: str) -> dict[str, Any]:
    return {"type": "order", "stem": stem, "sequence": entries, "credit": credit}


def _match(prompts: list[str], answers: list[str], stem: str, credit: str) -> dict[str, Any]:
    """Two prompts may share an answer; what is left over belongs to none."""
    pairs = {prompt: answers[at // 2] for at, prompt in enumerate(prompts)}
    others = [answer for answer in answers if answer not in pairs.values()]
    own = {"distractors": others} if others else {}
    return {"type": "match", "stem": stem, "pairs": pairs, "credit": credit, **own}


def _sort(statements: list[str], names: list[str], stem: str, credit: str) -> dict[str, Any]:
    """All but the second box have something in them, as far as there is enough."""
    full = [name for at, name in enumerate(names) if at != 1]
    boxes = {
        name: statements[full.index(name) :: len(full)] if name in full else [] for name in names
    }
    return {"type": "sort", "stem": stem, "boxes": boxes, "credit": credit}


def _has_no_formula_round_its_gap(cloze: dict[str, Any]) -> bool:
    """A formula is set whole, so that no bank has a gap within one."""
    before, _, after = cloze["text"].partition("{{")
    return "$" not in before or "$" not in after


def _cloze(before: str, gap: str, after: str) -> dict[str, Any]:
    return {"type": "cloze", "text": f"{before} {{{{{gap}}}}} {after}"}


def _place(stem: str, drawn: list[str], keys: list[bool], said: str | None) -> dict[str, Any]:
    sentences = [f"A{text.lower()}." for text in drawn]
    marked = [
        f"{{{{{text}}}}}" if at == 1 or (is_key and at) else text
        for at, (text, is_key) in enumerate(zip(sentences, keys, strict=True))
    ]
    written = {"type": "place", "stem": stem, "text": " ".join(marked)}
    return {**written, "feedback": {sentences[0]: said}} if said else written


def _number(stem: str, hundredths: int, spread: int, said: str | None) -> dict[str, Any]:
    """A number with its tolerance; a known wrong one lies beyond it."""
    value, tolerance = Fraction(hundredths, 100), Fraction(spread, 4)
    asked = {"type": "number", "stem": stem, "key": exact_text(value)}
    told = {exact_text(value + tolerance + 1): said} if said else {}
    return {**asked, "tolerance": exact_text(tolerance), "feedback": told}


def _places(texts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    sentences = st.lists(words, min_size=4, max_size=4, unique_by=str.lower)
    keys = st.lists(st.booleans(), min_size=4, max_size=4)
    return st.builds(_place, texts, sentences, keys, st.none() | words)


CREDITS = ["proportional", "exact"]


def unlike(texts: st.SearchStrategy[str], least: int, most: int) -> st.SearchStrategy[list[str]]:
    """Texts of which no two are the same."""
    return st.lists(
        texts, min_size=least, max_size=most, unique_by=lambda text: " ".join(text.split())
    )


def fields(texts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    """What one item of any type is made of."""
    return st.one_of(
        st.builds(_choice, options(5, texts), texts),
        st.builds(_multiple, options(4, texts), texts),
        st.builds(
            _listed,
            st.sampled_from(["choice", "multiple"]),
            options(5, texts),
            texts,
            st.integers(0, 4),
        ),
        st.builds(_pinned, options(5, texts), texts, st.booleans()),
        st.builds(_truth, st.booleans(), texts, st.none() | texts),
        st.builds(_cloze, texts, words, texts).filter(_has_no_formula_round_its_gap),
        st.builds(lambda t, d: {"type": "term", "term": t, "definition": d}, words, texts),
        st.builds(
            _order,
            unlike(texts, 3, 8),
            texts,
            st.sampled_from(CREDITS),
        ),
        st.builds(
            _match, unlike(words, 2, 8), unlike(words, 4, 6), texts, st.sampled_from(CREDITS)
        ),
        st.builds(
            _sort, unlike(words, 2, 10), unlike(words, 2, 5), texts, st.sampled_from(CREDITS)
        ),
        st.builds(_term, options(4, words), texts, st.sampled_from(get_args(Kind))),
        _places(texts),
        st.builds(
            _number, texts, st.integers(-(10**9), 10**9), st.integers(0, 99), st.none() | texts
        ),
    )


def bank_of(drafts: list[tuple[dict[str, Any], str, str, str | None]]) -> Bank:
    """A bank of drafts: fields, topic, level and explanation of each item."""
    items: dict[str, ItemForm] = {}
    for number, (written, topic, level, explanation) in enumerate(drafts):
        shared = {"id": f"item-{number}", "topic": topic, "level": level}
        extra = {"explanation": explanation} if explanation else {}
        item = ITEM_TYPES[written["type"]].model_validate({**written, **shared, **extra})
        items[item.id] = item
    return Bank("bank", "Bank", "en", ARTICLE, TOPICS, items, {})


def banks(texts: st.SearchStrategy[str] = marked) -> st.SearchStrategy[Bank]:
    """Banks of a few items."""
    draft = st.tuples(
        fields(texts),
        st.sampled_from(sorted(TOPICS)),
        st.sampled_from(["recall", "reason", "evaluate"]),
        st.none() | texts,
    )
    return st.lists(draft, min_size=1, max_size=4).map(bank_of)
