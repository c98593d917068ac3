"""B201 to B228: the shape that every bank has, its keys, values, options and quizzes."""

from __future__ import annotations

from quizapp.domain.bank.codes.entry import Code, Severity

SHAPE: dict[str, Code] = {
    "B201": Code(
        "A key is missing",
        "Without it this part of the bank cannot be used.",
        "Add it.",
    ),
    "B202": Code(
        "An unknown key",
        "A key that is not known has no effect; most often it is a slip of the pen.",
        "Take it out, or put it in `author_note` if it is a note to yourself.",
    ),
    "B203": Code(
        "Nothing after the colon",
        "A key was begun and nothing was written.",
        "Write its value, or take the line out.",
    ),
    "B204": Code(
        "A value of another kind than expected",
        "A text, a list and a group of keys each have their place.",
        "Look at the indentation, and put quotes around a text that holds a colon.",
    ),
    "B205": Code(
        "Not one of the possible words",
        "Only certain words mean something here.",
        "Use one of the words named.",
    ),
    "B206": Code(
        "An id that cannot be an id",
        "Ids stand in addresses and records: a-z, 0-9 and -, at most 64 characters.",
        "Use small letters a-z, digits and hyphens, like `fighting-length`.",
    ),
    "B207": Code(
        "A text that is too long",
        "It would not fit where it is shown.",
        "Shorten it.",
    ),
    "B208": Code(
        "Too few in a list",
        "With fewer there is nothing to choose from.",
        "Add to the list.",
    ),
    "B209": Code(
        "Too many in a list",
        "Nobody can weigh so many.",
        "Take some out.",
    ),
    "B210": Code(
        "Not a whole number in range",
        "A count is written in digits.",
        "Write a number such as 10.",
    ),
    "B211": Code(
        "Neither true nor false",
        "A statement is true or it is false.",
        "Write `true` or `false`.",
    ),
    "B212": Code(
        "Not a date",
        "Day and month are ordered differently from country to country.",
        "Write year-month-day, like 2017-07-14.",
    ),
    "B213": Code(
        "Not an option",
        "An option is a text, or a text with its feedback after a colon.",
        "Put quotes around a text that holds a colon; give each option its own `- `.",
    ),
    "B214": Code(
        "An option with a colon and no feedback",
        "The colon says that feedback follows.",
        "Write the feedback after the colon, or take the colon out.",
        Severity.WARNING,
    ),
    "B215": Code(
        "The same option twice",
        "Two equal options cannot be told apart, neither by a learner nor in the records.",
        "Take one out, or reword it.",
    ),
    "B216": Code(
        "A key among the other options",
        "The same text would be right in one place and wrong in another.",
        "Take it out of one of the two.",
    ),
    "B217": Code(
        "A cloze without a gap",
        "There is nothing to fill in.",
        "Write the words to be asked in double braces: {{like this}}.",
    ),
    "B218": Code(
        "Braces that do not pair",
        "A gap begins with {{ and ends with }}.",
        "Write the gap as {{text}}, without other braces inside.",
    ),
    "B219": Code(
        "Distractors for a gap that does not exist",
        "They would never be shown.",
        "Name a gap exactly as it stands between the braces.",
    ),
    "B220": Code(
        "Too few siblings to choose from",
        "A question without options of its own takes them from other items of its type.",
        "Add items of this type, or write `drills: [card]`.",
        Severity.WARNING,
    ),
    "B221": Code(
        "A quiz that says twice, or never, what it asks",
        "`items` lists the items of a quiz; `pick` draws them. It has to be one of the two.",
        "Keep either `items` or `pick`.",
    ),
    "B222": Code(
        "An item type that does not exist",
        "The type says how an item is asked and marked.",
        "Use choice, multiple, true-false, cloze, term, place, order, match, sort, number or "
        "short.",
    ),
    "B223": Code(
        "An address that cannot be followed",
        "A link begins with https:// or http://.",
        "Copy the address from the browser's address bar.",
    ),
    "B224": Code(
        "Not a language code",
        "Browsers and screen readers go by it.",
        "Write a code such as `en`, `fr` or `pt-BR`.",
    ),
    "B225": Code(
        "A format that this version does not read",
        "The format number says how a file is to be read.",
        "Write `format: 1`.",
    ),
    "B226": Code(
        "Not a warning that an item can allow",
        "`allow` names warnings about the writing (W5..), each with the reason to let it stand.",
        "Write the code as it stands in the warning, like `W505`, or take the line out.",
        Severity.WARNING,
    ),
    "B227": Code(
        "Not a percentage",
        "What a second try earns, and what is left of a mark with a hint, are parts of the mark.",
        "Write a number from 1 to 99 and a percent sign, like `50 %`.",
    ),
    "B228": Code(
        "A second try that nobody gets",
        "Whoever learns only at the end what was right cannot try again.",
        "Write `feedback: after-each`, or take `second_try` out.",
        Severity.WARNING,
    ),
}
