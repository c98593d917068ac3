"""What can be wrong with a sheet: code, severity and what to do, one long table."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.bank.diagnostics import Severity


@dataclass(frozen=True)
class Fault:
    """A kind of fault; an error leaves an item or a learner out of the analysis."""

    title: str
    hint: str
    severity: Severity = Severity.ERROR


FAULTS: dict[str, Fault] = {
    "R601": Fault(
        "The file is not UTF-8",
        "It was read as Windows-1252. Check names with accents, or save the file as UTF-8.",
        Severity.WARNING,
    ),
    "R602": Fault(
        "A quotation mark is not closed",
        'Close it, and double a quotation mark that belongs to the text: "".',
    ),
    "R603": Fault(
        "There is no table",
        "The first row names the items, the first column the learners: learner,q1,q2.",
    ),
    "R604": Fault(
        "A row has too many or too few cells",
        "Give it one cell for each item; leave the cell empty where there is no response.",
    ),
    "R605": Fault(
        "A learner stands there twice",
        "The first row counts. Keep one, or make the names distinct.",
    ),
    "R606": Fault(
        "An item stands there twice, or has no name",
        "The first column counts. Give each item a name of its own.",
    ),
    "R607": Fault(
        "A mark is not a number",
        "Write 1, 0.5 or 0,5, or leave the cell empty.",
    ),
    "R608": Fault(
        "A mark is below 0 or above the maximum",
        "Correct the mark, or the maximum: a row MAXIMUM below the header, or a column in the key.",
    ),
    "R609": Fault(
        "Letters without a key",
        "Add a row named KEY below the header, or give a file with --key.",
    ),
    "R610": Fault(
        "An option that the item does not have",
        "Correct the response, or the options in the key.",
    ),
    "R611": Fault(
        "A learner without any response",
        "The learner was left out as absent. Write 0 into a cell if the mark is meant to be 0.",
        Severity.NOTE,
    ),
    "R612": Fault(
        "The maximum mark is a guess",
        "Add a row MAXIMUM below the header with each item's maximum mark.",
        Severity.WARNING,
    ),
    "R613": Fault(
        "A column is the sum of the others",
        "Delete the column if it is a total: it is no item, and spoils every figure.",
        Severity.WARNING,
    ),
    "R620": Fault(
        "The key cannot be read",
        "Its first row is item,key or item,key,options,maximum; then one row for each item.",
    ),
    "R621": Fault(
        "The key of an item is doubled, or not among its options",
        "Give each item one row, and one option as its key; A|B if either is right.",
    ),
    "R622": Fault(
        "The key names an item that the responses do not have",
        "Write the name as it stands above its column.",
        Severity.WARNING,
    ),
    "R623": Fault(
        "A maximum mark is not a number above 0",
        "Write a number such as 1 or 2.5.",
    ),
    "R624": Fault(
        "The row KEY is not used",
        "A file given with --key goes before it. Delete one of the two.",
        Severity.WARNING,
    ),
}
