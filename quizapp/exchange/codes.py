"""The table of codes for what happens on the way in and out, in the manner of the bank's own.

X60x is about reading a file at all, X61x about what becomes of its questions on the way in, X62x
about what becomes of items on the way out.
"""

from __future__ import annotations

from quizapp.domain.bank.codes import Code, Severity

CODES: dict[str, Code] = {
    "X601": Code(
        "The file cannot be read as this format",
        "It is damaged, cut short, or of another format.",
        "Export it again, or say which format it is.",
    ),
    "X602": Code(
        "The file is too large",
        "Files without bounds are how programs are brought to their knees.",
        "Divide it into several files.",
    ),
    "X603": Code(
        "The file is not UTF-8",
        "Letters beyond English ones are guessed, as Windows would have written them.",
        "Look at the accents; or save the file as UTF-8 and import it again.",
        Severity.WARNING,
    ),
    "X604": Code(
        "No question was found",
        "Nothing in the file reads as a question of this format.",
        "Look into the file, or say which format it is.",
    ),
    "X605": Code(
        "A slip in the syntax",
        "Nobody can tell what was meant.",
        "Mend this place and import the file again.",
    ),
    "X606": Code(
        "A format that is not known",
        "Each kind of file says in its own way what is a question and what its answer.",
        "Say which format it is, if it is one of the list; or write it as a table with a row"
        " `Question`, `A`, `B`, `C`, `Answer` at its head.",
    ),
    "X611": Code(
        "A question of a kind that does not exist here",
        "There is no item type that could ask and mark it.",
        "Write it as another kind of question, or leave it to the other program.",
        Severity.WARNING,
    ),
    "X612": Code(
        "A question that is not complete",
        "Without this part it cannot be asked or marked.",
        "Mend it and import the file again.",
        Severity.WARNING,
    ),
    "X613": Code(
        "A part that was left out",
        "There is no place for it in a bank.",
        "Look whether the item says enough without it.",
        Severity.WARNING,
    ),
    "X614": Code(
        "A part that was changed on the way",
        "The bank says it differently.",
        "Look whether the item still says what was meant.",
        Severity.WARNING,
    ),
    "X615": Code(
        "A question that became another kind of item",
        "The bank has no such kind, but another that asks for the same.",
        "Look whether it reads well.",
        Severity.NOTE,
    ),
    "X616": Code(
        "An item that the bank already has",
        "The id is in use. What is in the bank is never overwritten.",
        "Change the item in the bank by hand, or give the new one another id.",
        Severity.WARNING,
    ),
    "X617": Code(
        "An item that the bank already has, unchanged",
        "It was imported before.",
        "Nothing needs to be done.",
        Severity.NOTE,
    ),
    "X618": Code(
        "Two terms that share one definition",
        "A quiz that shows it never offers both, and on a card nobody can tell which is meant.",
        "Say in each definition what sets its term apart from the other.",
        Severity.NOTE,
    ),
    "X621": Code(
        "An item that the format cannot say",
        "It was left out.",
        "Choose another format for it.",
        Severity.WARNING,
    ),
    "X622": Code(
        "Parts of an item that the format cannot say",
        "They were left out.",
        "Keep the bank: it has them.",
        Severity.WARNING,
    ),
    "X623": Code(
        "An item that is said in another form",
        "The format has no such kind of question, but another that asks for the same.",
        "Look at it in the other program.",
        Severity.NOTE,
    ),
    "X624": Code(
        "Parts of a bank that the format cannot say",
        "The format is for questions alone.",
        "Keep the bank: it has them.",
        Severity.NOTE,
    ),
}
