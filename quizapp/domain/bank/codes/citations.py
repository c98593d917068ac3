"""C4xx: what proves the keys, and whether the article says it."""

from __future__ import annotations

from quizapp.domain.bank.codes.entry import Code, Severity

CITATIONS: dict[str, Code] = {
    "C401": Code(
        "A citation that is not in the article",
        "A citation proves the key: it stands word for word in one passage of the article.",
        "Copy the words from the article's text in this file.",
    ),
    "C402": Code(
        "A citation that fits several places",
        "Learners are led to one passage; these words stand in more than one place.",
        "Cite more of the sentence, so that only one place fits.",
    ),
    "C403": Code(
        "A citation that is too short",
        "One short word proves little, and soon fits several places.",
        "Cite a few more words.",
        Severity.WARNING,
    ),
    "C404": Code(
        "Passages that no item cites",
        "Nobody will be asked about them, and the map of the article stays blank there.",
        "Write an item about each, or take out what is not worth knowing.",
        Severity.NOTE,
    ),
    "C405": Code(
        "A citation of a note",
        "A note is what the bank adds. Only the article's own words prove a key.",
        "Cite words of the article, or say in `explanation` what the note says.",
    ),
}
