"""B3xx: what refers to what, by ids."""

from __future__ import annotations

from quizapp.domain.bank.codes.entry import Code

REFERENCES: dict[str, Code] = {
    "B301": Code(
        "The same id twice",
        "Scores hang on ids: two things with one id would share them.",
        "Give one of them another id; keep the id of the one that has been in use.",
    ),
    "B302": Code(
        "A topic that does not exist",
        "Every topic has its title in the list `topics`.",
        "Add it to `topics`, or use one that is there.",
    ),
    "B303": Code(
        "A quiz names an item that does not exist",
        "The quiz could not ask it.",
        "Use the id of an item, or take it out.",
    ),
    "B304": Code(
        "A quiz names an item twice",
        "Within one quiz an item is asked once.",
        "Take one of them out.",
    ),
    "B305": Code(
        "A quiz names an item that no quiz can ask",
        "The item is kept to the cards, or has nothing to choose from.",
        "Take it out of the quiz, or look at the item's `drills` and options.",
    ),
    "B306": Code(
        "A quiz picks more than there is",
        "Items are drawn without being put back.",
        "Pick fewer, or add items.",
    ),
    "B311": Code(
        "`not_beside` names no other term",
        "It lists, by id, the other terms that are half true of this one.",
        "Write the id of another item of type `term`, or take it out.",
    ),
    "B312": Code(
        "A wrong option that is not to stand here",
        "The term is half true of another option, and `not_beside` says so.",
        "Write another wrong option, or take the id out of `not_beside`.",
    ),
}
