"""Edits of the small bank, each with what it is: the table that test_edits plays."""

from __future__ import annotations

from quizapp.domain.bank.edits import EditClass
from tests.support.places import SMALL_BANK

SMALL = SMALL_BANK.read_text(encoding="utf-8")


SLACK = """\
  - id: slack
    type: term
    topic: moon
    term: slack water
    definition: the pause before the turn
"""


WIND = "The wind: Wind raises waves, not the tide."
HARBOUR = "The harbour: The harbour only feels it."
WHAT_PULLS = f"""\
    key: The moon
    distractors:
      - {WIND}
      - {HARBOUR}
      - The pilots
"""
LISTED = f"""\
    order: as-written
    options:
      - {WIND}
      - key: The moon
      - {HARBOUR}
      - The pilots
"""
NEAP = "definition: the weakest rise of the month"
EXAMPLES = {
    "term: a kind": (
        [(NEAP, f"{NEAP}\n    kind: event")],
        "neap",
        EditClass.OPTIONS,
    ),
    "term: wrong answers of its own": (
        [(NEAP, f"{NEAP}\n    distractors: [ebb tide, storm tide]")],
        "neap",
        EditClass.OPTIONS,
    ),
    "choice: another key": (
        [("key: The moon", "key: The wind"), ("- The wind: Wind raises", "- The moon: It raises")],
        "what-pulls",
        EditClass.KEY,
    ),
    "choice: a key that says something else": (
        [("key: The moon", "key: The sun")],
        "what-pulls",
        EditClass.KEY,
    ),
    "choice: the key in other words": (
        [("key: The moon", "key: Our moon")],
        "what-pulls",
        EditClass.WORDING,
    ),
    "choice: a stem in other words": (
        [("stem: What pulls at", "stem: What is it that pulls at")],
        "what-pulls",
        EditClass.WORDING,
    ),
    "choice: a distractor less": (
        [("      - The pilots\n    hint", "    hint")],
        "what-pulls",
        EditClass.OPTIONS,
    ),
    "choice: another distractor": (
        [("- The pilots\n    hint", "- The sailors\n    hint")],
        "what-pulls",
        EditClass.OPTIONS,
    ),
    "choice: feedback": (
        [("Wind raises waves", "Winds raise waves")],
        "what-pulls",
        EditClass.COSMETIC,
    ),
    "choice: a fixed order": (
        [(WHAT_PULLS, LISTED)],
        "what-pulls",
        EditClass.COSMETIC,
    ),
    "choice: an option that stays last": (
        [("    hint: Look up", "    pin: {last: The harbour}\n    hint: Look up")],
        "what-pulls",
        EditClass.COSMETIC,
    ),
    "choice: a fixed order with another key": (
        [(WHAT_PULLS, LISTED.replace("key: The m", "The m").replace("- The p", "- key: The p"))],
        "what-pulls",
        EditClass.KEY,
    ),
    "choice: hint": ([("Look up at night", "Look up")], "what-pulls", EditClass.COSMETIC),
    "choice: explanation": (
        [("explanation: The moon pulls at", "explanation: It pulls at")],
        "what-pulls",
        EditClass.COSMETIC,
    ),
    "choice: citation": (
        [("cites: The moon pulls at the sea", "cites: moon pulls at the sea")],
        "what-pulls",
        EditClass.COSMETIC,
    ),
    "choice: topic": (
        [("- id: what-pulls\n    topic: moon", "- id: what-pulls\n    topic: shore")],
        "what-pulls",
        EditClass.COSMETIC,
    ),
    "choice: layout of the stem": (
        [
            (
                "stem: What pulls at the sea and makes it rise?",
                'stem: "What pulls  at the sea and makes it rise?"',
            )
        ],
        "what-pulls",
        EditClass.COSMETIC,
    ),
    "choice: no longer in quizzes": (
        [
            ("    hint: Look up at night.\n", "    drills: [card]\n    hint: Look up at night.\n"),
            ("items: [what-pulls, ", "items: ["),
        ],
        "what-pulls",
        EditClass.OPTIONS,
    ),
    "choice: now of type multiple": (
        [
            ("stem: What pulls", "type: multiple\n    stem: What pulls"),
            ("key: The moon", "keys: [The moon]"),
        ],
        "what-pulls",
        EditClass.OPTIONS,
    ),
    "choice: another key where only cards ask": (
        [
            ("key: The moon\n", "key: The sun\n    drills: [card]\n"),
            ("items: [what-pulls, ", "items: ["),
        ],
        "what-pulls",
        EditClass.KEY,
    ),
    "multiple: one key more": (
        [
            (
                "      - The pilots\n    distractors",
                "      - The pilots\n      - The fishermen\n    distractors",
            ),
            ("      - The fishermen: They planned by the water itself.\n", ""),
        ],
        "who-reads",
        EditClass.KEY,
    ),
    "multiple: other credit": (
        [("type: multiple", "type: multiple\n    credit: exact")],
        "who-reads",
        EditClass.OPTIONS,
    ),
    "multiple: order of keys": (
        [("- The harbour master\n      - The pilots", "- The pilots\n      - The harbour master")],
        "who-reads",
        EditClass.COSMETIC,
    ),
    "multiple: a key in other words": (
        [("- The harbour master\n", "- The master of the harbour\n")],
        "who-reads",
        EditClass.WORDING,
    ),
    "true-false: false after all": ([("key: true", "key: false")], "bare-flats", EditClass.KEY),
    "true-false: the statement": (
        [("stem: At low water the mud", "stem: At low tide the mud")],
        "bare-flats",
        EditClass.WORDING,
    ),
    "true-false: feedback": (
        [("The text says so in", "The article says so in")],
        "bare-flats",
        EditClass.COSMETIC,
    ),
    "cloze: words round the gaps": (
        [("{{sun}} and moon pull along one", "{{sun}} and moon pull in one")],
        "spring-tide",
        EditClass.WORDING,
    ),
    "cloze: another gap": (
        [("{{sun}} and moon pull", "{{earth}} and moon pull"), ("      sun:\n", "      earth:\n")],
        "spring-tide",
        EditClass.KEY,
    ),
    "cloze: a gap in other words": (
        [
            ("{{sun}} and moon pull", "{{full sun}} and moon pull"),
            ("      sun:\n", "      full sun:\n"),
        ],
        "spring-tide",
        EditClass.WORDING,
    ),
    "cloze: a gap less": (
        [
            ("{{line}}", "line"),
            ("      line:\n        - rope: Nothing is tied.\n        - river\n", ""),
        ],
        "spring-tide",
        EditClass.OPTIONS,
    ),
    "cloze: distractor": ([("- river", "- road")], "spring-tide", EditClass.OPTIONS),
    "cloze: feedback": ([("Nothing is tied", "No rope here")], "spring-tide", EditClass.COSMETIC),
    "term: another term": ([("term: ebb", "term: low water")], "ebb", EditClass.KEY),
    "term: the term in other words": ([("term: ebb", "term: ebb tide")], "ebb", EditClass.WORDING),
    "term: definition": (
        [("definition: the water going out", "definition: water that goes out")],
        "ebb",
        EditClass.WORDING,
    ),
    "term: explanation": (
        [("The ebb bares the flats", "It bares the flats")],
        "ebb",
        EditClass.COSMETIC,
    ),
    "a new item": (
        [(SLACK, SLACK + SLACK.replace("slack", "turn").replace("pause", "hour"))],
        "turn",
        EditClass.ADDED,
    ),
    "an item less": ([(SLACK, ""), (", ebb]", "]")], "slack", EditClass.REMOVED),
}
"""Edits of the small bank, the item that they edit, and their class."""
