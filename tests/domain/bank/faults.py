"""Faults to plant in the good bank, each with the code that it is found by."""

from __future__ import annotations

from pathlib import Path

from tests.support.pictures import BOAT

CLOZE = """\
    text: "They fled in {{June 2014}} from {{Mosul}}."
    distractors:
      June 2014: [May 2014, July 2014]
      Mosul: [Raqqa]
"""
IS_CLOZE = f"type: cloze\n    topic: battle\n{CLOZE}"
IS_SHORT = "type: short\n    topic: battle\n    stem: Who went?\n"
IS_NUMBER = "type: number\n    topic: battle\n    stem: How many went?\n"
IS_PLACE = "type: place\n    topic: battle\n    stem: How many went?\n"
PASSAGE = f'{IS_PLACE}    text: "Two came. {{{{All three went.}}}} No one saw it."\n'
CLOZE_WITHOUT_SIBLINGS = """\
    text: "They fled in {{June 2014}} from «{{Mosul}}."
    distractors:
      June 2014: [May 2014, July 2014]
"""
TERM = """\
    term: refugee
    definition: someone who has crossed a border
    drills: [card]
"""
STEM = "    stem: How long had the fighting lasted?"
STEM_AND_OPTIONS = f"""\
{STEM}
    key: Almost nine months
    distractors:
      - Three years: That is how long the city was held.
      - About one month"""
FEW_OF_A_KIND = """\
    term: refugee
    definition: someone who has crossed a border
    kind: «person
""" + "".join(
    f"  - {{id: {name}, type: term, topic: people, drills: [card], term: {name},"
    f" definition: what a {name} is, kind: {kind}}}\n"
    for name, kind in [("sniper", "person"), ("siege", "event"), ("vote", "event")]
)
BESIDE_WHAT_IT_IS_KEPT_FROM = f"""\
{TERM}    not_beside: exile
    distractors: [guest, «exile]
  - id: exile
    type: term
    topic: people
    term: exile
    definition: someone who may not return
    drills: [card]
"""
QUIZ = "  - id: check-in\n    title: Before you read on\n    pick: 2"
MANY = ", ".join("abcdefghijklmnopqrstu")

GOOD = (Path(__file__).parent / "good.yaml").read_text(encoding="utf-8")
WITH_TOPICS = GOOD[GOOD.index("topics:") : GOOD.index("stem: Who fled?") + len("stem: Who fled?")]
WITH_BOAT = BOAT + WITH_TOPICS.replace("Who fled?", '"Who fled? ![](boat)"')
CREDIT = "    credit: Own drawing\n"
BLOCK = GOOD[GOOD.index("text: |") : GOOD.index("topics:")]
WITH_CITATION = GOOD[GOOD.index("text: |") : GOOD.index("\n    explanation: Fighting")]
BETWEEN = WITH_CITATION[len(BLOCK) : -len('"almost nine months of fighting"')]
LISTED = """\
text:
        - text: After almost nine months of fighting, thousands fled the city.
          paragraph: 3
        - note: A front line is where two armies meet.
        - Thousands fled before, in June 2014.
"""
OF_ENTRIES = [
    ("B201", "- Thousands", "- «paragraph: 3  # Thousands"),
    ("B202", "- note: A", "- «text: x\n          note: A"),
    ("B202", "- note: A", "- «paragraph: 3\n          note: A"),
    ("B203", "paragraph: 3", "«paragraph:"),
    ("B203", "note: A", "«note:  # A"),
    ("B203", "- Thousands", "-«  # Thousands"),
    ("B204", "- Thousands", "- «[Thousands]  # "),
    ("B210", "paragraph: 3", "paragraph: «0"),
    ("B210", "paragraph: 3", "paragraph: «3-4"),
]
"""Faults of a text that is a list: what stands in it, and what is put there instead."""

# What stands in the good bank, and what is put there instead; « is where the finding points.
FAULTS = [
    ("Y103", "id: mosul-2017", "id: mosul-«\x072017"),
    ("Y105", "topics:", "«---\ntopics:"),
    ("Y106", "  author: Latifa", "«\tauthor: Latifa"),
    ("Y107", "title: Before you read on", "title: Before you read«: on"),
    ("Y107", "stem: Who fled?", "stem: Who\n      of them«: all?"),
    ("Y108", "heading: The city", 'heading: «"The city'),
    ("Y109", "stem: Who fled?", 'stem: "Who" «fled?'),
    ("Y109", "stem: Who fled?", "stem: 'Who'«s there?'"),
    ("Y110", "stem: Who fled?", "stem: «**Who** fled?"),
    ("Y110", "stem: Who fled?", "stem: «@who fled?"),
    ("Y110", "stem: Who fled?", "stem: «[Who] fled?"),
    ("Y110", "stem: Who fled?", "stem: «{{Who} fled?"),
    ("Y110", "stem: Who fled?", "stem: «]Who] fled?"),
    ("Y110", "stem: Who fled?", "stem: «> Who fled?"),
    ("Y111", "    stem: Who fled?", "   «stem: Who fled?"),
    ("Y111", "    stem: Who fled?", "      «stem: Who fled?"),
    ("Y111", "stem: Who fled?", "stem: «- Who fled?"),
    ("Y112", "id: mosul-2017\n", "...\n«id: mosul-2017\n"),
    ("Y113", "title: Before", "title: «&a Before"),
    ("Y113", "title: Before you read on", "title: «*a"),
    ("Y114", "title: Before", "title: «!important Before"),
    ("Y117", "key: Almost nine months", "key: Almost nine months\n    «key: Ten months"),
    ("Y118", "stem: Who fled?", "stem: Who fled?\n    ? «[a]\n    : b"),
    ("Y119", "stem: Who fled?", "stem: Who fled?\n    «hint"),
    ("Y121", "keys: [Families, Teachers]", "keys: «[Families, Teachers"),
    ("Y122", 'title: "Victory in', 'title: "Victory «\\in'),
    ("Y123", "topic: people\n    stem", "topic«:people\n    stem"),
    ("Y123", "      - About one month", "      «-About one month"),
    ("Y124", "stem: Who fled?", "stem: Who fled «#2 of them?"),
    ("Y124", "- Three years: That", "- Three years «#3: That"),
    ("Y124", "      - About one month", "      - About one\n        month «# or so"),
    ("Y125", "    stem: Who fled?", "«\xa0 \xa0 stem: Who fled?"),
    ("Y125", "    stem: Who fled?", "    «\u2009stem: Who fled?"),
    ("Y125", "    stem: Who fled?", "    «stem\u200b: Who fled?"),
    ("Y125", "stem: Who fled?", "stem:«\xa0Who fled?"),
    ("Y125", "      - About one month", "      -«\xa0About one month"),
    ("Y126", "      - About one month", "      «– About one month"),
    ("Y126", "      - About one month", "      «• About one month"),
    ("Y126", "      - About one month", "      «– About one month: Fighting began earlier."),
    ("Y126", "[Nobody]", "\n      «• Nobody: They did.\n      • A few: Many did."),
    ("Y126", "keys: [Families, Teachers]", "keys:\n      «1. Families\n      2. Teachers"),
    ("Y126", "keys: [Families, Teachers]", "keys:\n      «* Families\n      * Teachers"),
    ("B201", "  - id: after\n    title: After reading", "  - «id: after"),
    ("B201", 'article:\n  title: "Victory in Mosul: What you need to know"', "«article:"),
    ("B202", "stem: Who fled?", "stem: Who fled?\n    «hnt: x"),
    ("B202", "stem: Who fled?", "«stme: Who fled?"),
    ("B202", "    distractors:\n      - Three", "    «distracters:\n      - Three"),
    ("B202", "  publisher:", "  «publischer:"),
    ("B202", "      heading: The", "      «hedding: x\n      heading: The"),
    ("B203", "stem: Who fled?", "«stem:"),
    ("B203", "stem: Who fled?", "stem: «''"),
    ("B203", "stem: Who fled?", "stem: Who fled?\n    «hint:"),
    ("B204", "keys: [Families, Teachers]", "keys: «Families"),
    ("B204", "stem: Who fled?", "«stem: [Who]"),
    ("B204", "stem: Who fled?", "«stem:\n      Who: fled?"),
    ("B210", "    pick: 2", "    «pick: [2]"),
    ("B205", "stem: Who fled?", "stem: Who fled?\n    level: «hard"),
    ("B206", "id: after", "id: «After reading"),
    ("B206", "  battle: The battle", "  «Mosul City: x\n  battle: The battle"),
    ("B207", "id: after", "id: «" + "a" * 65),
    ("B208", "distractors: [Nobody]", "«distractors: []"),
    ("B209", "distractors: [Nobody]", f"«distractors: [{MANY}]"),
    ("B210", "pick: 2", "pick: «few"),
    ("B210", "pick: 2", "pick: «0"),
    ("B210", "pick: 2", "pick: {battle: «1.5}"),
    ("B211", "key: true", "key: «yes"),
    ("B212", "2017-07-14", "«14.7.2017"),
    ("B212", "2017-07-14", "«2017-02-30"),
    ("B213", "- About one month", "- «About: one\n        month: two"),
    ("B214", "- About one month", "- «About one month:"),
    ("B215", "[Nobody]", "[Nobody, «Nobody]"),
    ("B216", "[Nobody]", "[«Families]"),
    ("B217", CLOZE, '    text: «"They fled."\n'),
    ("B218", "from {{Mosul}}.", "from {{Mosul}} «{{."),
    ("B219", "      Mosul: [Raqqa]", "      Mosul: [Raqqa]\n      «Basra: [Raqqa]"),
    ("B220", TERM, "    term: «refugee\n    definition: someone\n"),
    ("B220", CLOZE, CLOZE_WITHOUT_SIBLINGS),
    ("B205", TERM, f"{TERM}    kind: «creature\n"),
    ("B216", TERM, f"{TERM}    distractors: [exile, «refugee]\n"),
    ("B235", TERM, FEW_OF_A_KIND),
    ("B312", TERM, BESIDE_WHAT_IT_IS_KEPT_FROM),
    ("B266", "stem: Who fled?", 'stem: "Who fled? «![](boat)"'),
    ("B266", "[Nobody]", '[Nobody, "«![a boat](https://example.org/boat.png)": They did.]'),
    ("B268", "topics:", f"{BOAT.replace('boat:', '«boat:')}topics:"),
    ("B264", WITH_TOPICS, WITH_BOAT.replace("boat.png", "«../boat.png")),
    ("B264", WITH_TOPICS, WITH_BOAT.replace("boat.png", "«.boat.png")),
    ("B269", WITH_TOPICS, WITH_BOAT.replace("boat:", "«boat:").replace(CREDIT, "")),
    ("B311", TERM, f"{TERM}    not_beside: [«exile]\n"),
    ("B311", TERM, f"{TERM}    not_beside: «refugee\n"),
    ("B221", QUIZ, "  - «id: check-in\n    title: Both\n    pick: 2\n    items: [length]"),
    ("B221", QUIZ, "  - «id: check-in\n    title: Neither"),
    ("B222", "type: true-false", "type: «truefalse"),
    ("B223", "  published", "  url: «javascript:alert(1)\n  published"),
    ("B224", "language: en", "language: «plain English"),
    ("B225", "format: 1", "format: «2"),
    ("B226", "{W518: The explanation", "{«W599: The explanation"),
    ("B203", QUIZ, f"{QUIZ}\n    «second_try:"),
    ("B203", QUIZ, f"{QUIZ}\n    «with_hint:"),
    ("B227", QUIZ, f"{QUIZ}\n    second_try: «half"),
    ("B227", QUIZ, f"{QUIZ}\n    with_hint: «100 %"),
    ("B228", QUIZ, f"{QUIZ}\n    feedback: at-end\n    «second_try: 50 %"),
    ("B241", STEM, f"{STEM}\n    order: «as-written"),
    ("B241", STEM_AND_OPTIONS, f"{STEM}\n    «options: [key: Nine months, One month]"),
    ("B242", STEM_AND_OPTIONS, f"{STEM}\n    order: as-written\n    «options: [Nine, One]"),
    (
        "B242",
        STEM_AND_OPTIONS,
        f"{STEM}\n    order: as-written\n    «options: [key: Nine, key: One]",
    ),
    ("B243", STEM, f"{STEM}\n    pin:\n      last: «About ten months"),
    ("B243", STEM, f"{STEM}\n    pin: «last"),
    (
        "B243",
        STEM,
        f"{STEM}\n    pin: {{last: [About one month, «About  one month]}}",
    ),
    ("B251", IS_CLOZE, f'{IS_PLACE}    text: «"Two came. All three went."\n'),
    ("B252", IS_CLOZE, f'{IS_PLACE}    text: «"{{{{Two came.}}}} All three went."\n'),
    ("B253", IS_CLOZE, f"{PASSAGE}    feedback: {{One came: «Count again.}}\n"),
    ("B254", IS_CLOZE, f"{IS_NUMBER}    key: «many\n"),
    ("B255", IS_CLOZE, f"{IS_NUMBER}    key: «1,500\n"),
    ("B256", IS_CLOZE, f"{IS_NUMBER}    key: 1500\n    tolerance: «some\n"),
    ("B257", IS_CLOZE, f"{IS_NUMBER}    key: 1500\n    feedback: {{1500: «Right.}}\n"),
    ("B258", IS_CLOZE, f"{IS_SHORT}    key: Ann\n    feedback: {{ann: «No.}}\n"),
    ("B259", IS_CLOZE, f'{IS_SHORT}    key: «"?!"\n'),
    ("B262", '"They fled', '"They fled $«x^$'),
    ("B263", '"They fled in {{June 2014}}', '"They fled in $«x + {{June 2014}}$'),
    ("B301", "id: fled", "id: «length"),
    ("B301", "id: after", "id: «check-in"),
    ("B302", "topic: battle\n    stem: How", "topic: «batle\n    stem: How"),
    ("B302", "pick: 2", "pick: {«city: 1}"),
    ("B303", "[length, dates]", "[length, «date]"),
    ("B304", "[length, dates]", "[length, «length]"),
    ("B305", "[length, dates]", "[length, «refugee]"),
    ("B306", "pick: 2", "pick: «5"),
    ("B306", "pick: 2", "pick: {people: «2}"),
    ("C401", '"almost nine months of fighting"', '«"almost ten months of fighting"'),
    ("C402", '"almost nine months of fighting"', "«Thousands fled the city"),
    ("C403", '"almost nine months of fighting"', "«Mosul"),
    ("C405", WITH_CITATION, f"{LISTED}{BETWEEN}«A front line is where"),
    *((code, BLOCK, LISTED.replace(old, new)) for code, old, new in OF_ENTRIES),
    ("B203", "text: |", 'prompts: [Who says so?, «""]\n      text: |'),
    ("B204", "text: |", "prompts: [Who says so?, «[Why?]]\n      text: |"),
]
