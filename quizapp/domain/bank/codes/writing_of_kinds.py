"""W530 to W557: the writing of what only some banks have.

Cards, proofs, orders, numbers, formulas, pictures, other words, quizzes that give away keys.
"""

from __future__ import annotations

from quizapp.domain.bank.codes.entry import Code, Severity

WRITING_OF_KINDS: dict[str, Code] = {
    "W530": Code(
        "A card that needs its options",
        "A card shows only its front: “which of these” cannot be answered there.",
        "Give the card a question of its own, `front: ...`, or write `drills: [quiz]`.",
        Severity.WARNING,
    ),
    "W531": Code(
        "A citation that does not name what the key names",
        "The passage is shown as the proof of the key, and a reader looks for its name or figure.",
        "Cite the words that say it as well: `cites` may be a list.",
        Severity.WARNING,
    ),
    "W535": Code(
        "An option about the others that moves",
        "“All of these” or “none of these” sums up the others: read first, it says nothing yet.",
        "Pin it: `pin: {last: its text}`; or list it last with `order: as-written`.",
        Severity.WARNING,
    ),
    "W536": Code(
        "A passage that is not in the article",
        "The article was changed since, or the passage mistyped: learners look for what they read.",
        "Copy the words from the article's text in this file.",
        Severity.WARNING,
    ),
    "W537": Code(
        "An order that gives itself away",
        "Where every entry bears its date or number, one can sort them without knowing anything.",
        "Take the dates or numbers out, or leave only one that helps to begin.",
        Severity.WARNING,
    ),
    "W540": Code(
        "Nothing to tell apart",
        "Where everything has the same answer, one answer given throughout is right.",
        "Write a prompt or statement that belongs elsewhere, or ask it in another way.",
        Severity.WARNING,
    ),
    "W541": Code(
        "An exact number where the passage gives a rough one",
        "The article says “about” or “more than”: what is near is as right as the number.",
        "Say in the question how exact the answer is to be, or give the number a `tolerance`.",
        Severity.WARNING,
    ),
    "W542": Code(
        "The unit in the question as well",
        "The unit stands beside the field already.",
        "Take it out of the question, or leave `unit` out.",
        Severity.WARNING,
    ),
    "W543": Code(
        "A word that is another number elsewhere",
        "A billion is a thousand million in English, and a million million in other languages.",
        "Write the number in digits, or with the word for a thousand million.",
        Severity.WARNING,
    ),
    "W544": Code(
        "A variant that changes nothing",
        "What is forgiven lets it count already, and a long list is hard to look over.",
        "Take it out.",
        Severity.WARNING,
    ),
    "W545": Code(
        "An answer too long to be typed",
        "Nobody types a sentence as the file has it; who says it otherwise is marked wrong.",
        "Ask for a name or a few words, or make it a choice.",
        Severity.WARNING,
    ),
    "W546": Code(
        "A number among the answers in words",
        "A number can be typed in many ways, and words are compared letter by letter.",
        "Make it an item of the type `number`.",
        Severity.WARNING,
    ),
    "W547": Code(
        "Almost a formula",
        "A dollar is money first. A formula has no space just inside its dollars, no letter or "
        "digit just outside, stands in one line, and has words only in `\\text{...}`.",
        "Take the spaces out: `$x^2$`. Two dollars on each side make a formula by itself.",
        Severity.WARNING,
    ),
    "W548": Code(
        "A formula in a title",
        "Titles and headings stand where no formula can be set, as in the name of a browser tab.",
        "Say it in words or signs: `x²`, `½`. For a dollar alone write `\\$`.",
        Severity.WARNING,
    ),
    "W549": Code(
        "Words for a picture that do not do their work",
        "Who cannot see the picture has only these words. They say what it shows, and no more than"
        " the picture itself would tell.",
        "Say what is to be seen on it. For one text they can be others: `![other words](its-id)`.",
        Severity.WARNING,
    ),
    "W550": Code(
        "A picture that says where it was taken",
        "Phones write the place into each photograph, and whoever sees the picture can read it.",
        "Upload it in the editor, which takes the place out, or save it again without its data.",
        Severity.WARNING,
    ),
    "W551": Code(
        "Not translated yet",
        "Learners who chose this version see it in the original's words.",
        "Translate it under its id.",
        Severity.WARNING,
    ),
    "W552": Code(
        "Numbers that differ from the original's",
        "A year or figure was mistyped, or written as a word in one of the two.",
        "Write the original's figures, as figures where it has figures.",
        Severity.WARNING,
    ),
    "W553": Code(
        "Left in the original's words",
        "So many words are hardly the same in two languages.",
        "Translate it.",
        Severity.WARNING,
    ),
    "W554": Code(
        "The original was changed since",
        "Nobody has looked whether this still says the same: learners see the original's words.",
        "Mend the translation, then note that it is done: `quizapp translation stamp`.",
        Severity.WARNING,
    ),
    "W555": Code(
        "An item that gives away another of its quiz",
        "What it shows is the key of the other, and no shuffling puts that one first.",
        "Move it behind the other, leave the telling words out, or put one into another quiz.",
        Severity.WARNING,
    ),
    "W556": Code(
        "A quotation without its speaker",
        "The article says whose words these are; without that they read like a fact.",
        "Say who said it: “according to ...”, “... said”.",
        Severity.WARNING,
    ),
    "W557": Code(
        "A gap that can be read elsewhere in the quiz",
        "Whoever looks at the title, or at another question, need not know it.",
        "Leave the words out there, or make the gap somewhere else in the text.",
        Severity.WARNING,
    ),
}
