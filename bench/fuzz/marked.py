"""A bank in which everything that would tell a key carries a mark of its own.

Explanations, feedback and the answers that are typed hold a word that stands nowhere else: `Zqk`,
the item, and what it stands in. Where that word is read, the key was told.
"""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.places import SMALL_BANK

KEY_MARK = re.compile(r"zqk([a-z]+(?:q[a-z]+)*)z", re.IGNORECASE)
"""Finds marks in what was answered; the group is the item, with "q" for its hyphens."""

HELD_ITEMS = ("boats", "keeper", "stages", "partners", "shelves", "spots", "rises", "gap")

_MORE = """\
  - id: boats
    type: number
    topic: moon
    stem: How many boats waited in the bay?
    key: 48151
    unit: boats
    feedback:
      2342: zqkboatsz was the year before.
    hint: Count them.
    explanation: The harbour counted them, zqkboatsz of all.
    cites: twice a day the water rises
  - id: keeper
    type: short
    topic: shore
    stem: Who keeps the table of the tides?
    key: zqkkeeperz master
    accept: [master of zqkkeeperz]
    feedback:
      the harbour mason: Masons build it, zqkkeeperz.
    explanation: The harbour master keeps it, zqkkeeperz.
    cites: The harbour master keeps a table of the tides
  - id: stages
    type: order
    topic: moon
    stem: In what order does it go?
    sequence: [It rises, It stands, It falls]
    explanation: It rises first, zqkstagesz.
    cites: twice a day the water rises
  - id: partners
    type: match
    topic: shore
    stem: Who goes with what?
    pairs:
      The table: The harbour master
      The reading: The pilots
    explanation: One keeps and others read, zqkpartnersz.
    cites: The harbour master keeps a table of the tides
    drills: [quiz]
  - id: shelves
    type: sort
    topic: shore
    stem: Where does each belong?
    boxes:
      In the sky:
        - The moon
        - The sun
      In the harbour:
        - The pilots
        - The table
    explanation: The sky has two of them, zqkshelvesz.
    cites: the pilots read it
    drills: [quiz]
  - id: spots
    type: place
    topic: moon
    stem: Which sentence tells when the water rises?
    text: >-
      The moon pulls at the sea. {{The water rises twice a day.}} Fishermen planned by it.
    feedback:
      The moon pulls: That is the cause, zqkspotsz.
    explanation: Twice a day, zqkspotsz.
    cites: twice a day the water rises
  - id: rises
    topic: moon
    stem: How often does the water rise?
    key: Twice a day
    distractors:
      - Once a week: zqkrisesz too seldom.
      - Every hour: zqkrisesz too often.
    explanation: It rises twice a day, zqkrisesz.
    cites: twice a day the water rises
  - id: gap
    type: cloze
    topic: moon
    text: "The water rises {{twice}} a day."
    distractors:
      twice:
        - once: zqkgapz too seldom.
        - never
    explanation: Twice, zqkgapz.
    cites: twice a day the water rises
"""

_QUIZZES = f"""\
  - id: held
    title: Held back
    order: as-listed
    items: [{", ".join(HELD_ITEMS)}]
  - id: tries
    title: With second tries
    order: as-listed
    second_try: 50 %
    items: [what-pulls, who-reads, bare-flats]
"""


def key_mark(item: str) -> str:
    """The word that tells of this item."""
    return f"zqk{item.replace('-', 'q')}z"


def item_of_mark(found: str) -> str:
    """The item that a word tells of."""
    return found.replace("q", "-")


def marked_text() -> str:
    """The small bank, marked, with an item of every other type and a quiz of them."""
    head, _, rest = SMALL_BANK.read_text(encoding="utf-8").partition("\nitems:\n")
    items, _, quizzes = rest.partition("\nquizzes:\n")
    marked = "".join(map(_marked_item, re.split(r"(?m)^(?=  - id: )", items)))
    return f"{head}\nitems:\n{marked}\n{_MORE}\nquizzes:\n{quizzes}{_QUIZZES}"


def _marked_item(text: str) -> str:
    found = re.match(r"  - id: (\S+)", text)
    if found is None:
        return text
    mark = key_mark(found[1])
    text = re.sub(r"(?m)^(    explanation: .*?)\.?$", rf"\1, {mark}.", text)
    text = re.sub(r"(?m)^(    feedback: .*?)\.?$", rf"\1, {mark}.", text)
    return re.sub(r"(?m)^( {6,}- [^\n:]+: [^\n]*?)\.?$", rf"\1, {mark}.", text)


def write_marked(path: Path) -> None:
    """Put the marked bank in place."""
    path.write_text(marked_text(), encoding="utf-8")
