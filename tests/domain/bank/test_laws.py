"""What holds for every bank, however it is mangled."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.bank import read_bank
from quizapp.domain.bank.citations import normalised
from quizapp.domain.bank.positions import Lines
from quizapp.domain.bank.report import as_json, as_text
from quizapp.domain.bank.revisions import content_hash, marking_hash
from quizapp.domain.items import Face, ItemContent, Option, Question, Quote, from_json, to_json

MANY = settings().max_examples
"""Fewer for who is in the middle of work, more for CI."""

GOOD = (Path(__file__).parent / "good.yaml").read_text(encoding="utf-8")
PIECES = [
    "\t",
    ": ",
    "- ",
    '"',
    "'",
    "{{",
    "}}",
    "[",
    "]",
    "\n",
    "\n\n",
    "  ",
    "#",
    "&a ",
    "*a",
    "!x ",
]
PIECES += [
    "|",
    ">",
    "%",
    "@",
    "\x00",
    "\x85",
    "\u2028",
    "\ufeff",
    "😀",
    "---\n",
    "...\n",
    "? ",
    "<<: ",
]

texts = st.text(st.characters(codec="utf-8"), max_size=30)
options = st.builds(Option, texts, texts, st.booleans(), st.none() | texts)
questions = st.builds(
    Question,
    texts,
    st.lists(options, max_size=4).map(tuple),
    st.sampled_from(["one", "many"]),
    st.none() | st.integers(1, 9),
    st.booleans(),
    st.sampled_from(["proportional", "exact"]),
)
contents = st.builds(
    ItemContent,
    item_id=texts,
    type=texts,
    topic_id=texts,
    topic_title=texts,
    questions=st.lists(questions, max_size=3).map(tuple),
    faces=st.lists(st.builds(Face, texts, texts), max_size=3).map(tuple),
    hint=st.none() | texts,
    explanation=st.none() | texts,
    quotes=st.lists(st.builds(Quote, *[texts] * 6), max_size=2).map(tuple),
)


def mutated(text: str, dice: Random) -> str:
    """Return the text with one to three pieces cut, doubled, swapped or put in."""
    for _ in range(dice.randint(1, 3)):
        start = dice.randrange(len(text))
        end = min(len(text), start + dice.choice([1, 2, 10, 100]))
        piece = dice.choice(["", text[start:end] * 2, dice.choice(PIECES), text[end:start:-1]])
        text = text[:start] + piece + text[end if dice.random() < 0.5 else start :]
    return text


@settings(max_examples=5 * MANY, deadline=None, database=None)
@given(st.randoms(use_true_random=False))
def test_mutated_bank_loads_or_has_findings_inside_the_file(dice):
    result = read_bank(mutated(GOOD, dice).encode())

    lines = Lines(result.text)
    has_errors = any(finding.severity == "error" for finding in result.findings)
    assert (result.bank is None) == has_errors
    for finding in result.findings:
        assert 1 <= finding.span.line <= len(lines)
        assert 1 <= finding.span.column <= len(lines[finding.span.line]) + 1
        assert finding.message
        assert finding.hint
    blocks = as_text(result.findings, result.text, "x.yaml")
    assert blocks.count("\n") == 4 * len(result.findings)


@settings(max_examples=2 * MANY, deadline=None, database=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_no_bank_and_say_why(data):
    result = read_bank(data)

    assert result.bank is None
    assert as_json(result.findings, "x.yaml")


@settings(max_examples=2 * MANY, deadline=None, database=None)
@given(contents)
def test_content_survives_json(content):
    assert from_json(to_json(content)) == content
    assert content_hash(from_json(to_json(content))) == content_hash(content)


@settings(max_examples=2 * MANY, deadline=None, database=None)
@given(contents, contents)
def test_contents_share_a_hash_exactly_if_they_are_equal(one, other):
    assert (content_hash(one) == content_hash(other)) == (one == other)


@settings(deadline=None, database=None)
@given(contents, texts)
def test_marking_is_blind_to_what_no_mark_depends_on(content, text):
    edited = replace(
        content,
        topic_title=text,
        hint=text,
        explanation=text,
        quotes=(),
        questions=tuple(
            replace(
                question,
                options=tuple(replace(option, feedback=text) for option in question.options[::-1]),
            )
            for question in content.questions
        ),
    )

    assert marking_hash(edited) == marking_hash(content)


@settings(deadline=None, database=None)
@given(st.text())
def test_normalising_twice_changes_nothing_more(text):
    assert normalised(normalised(text)) == normalised(text)
