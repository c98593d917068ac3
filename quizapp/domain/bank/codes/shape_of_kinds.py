"""B235 to B274: the shape of what only some banks have.

Terms of a kind, orders, passages, numbers, formulas, pictures, and the bank in other words.
"""

from __future__ import annotations

from quizapp.domain.bank.codes.entry import Code, Severity

SHAPE_OF_KINDS: dict[str, Code] = {
    "B235": Code(
        "Too few terms of one kind",
        "Among other kinds the definition gives the term away: only one option can be a person.",
        "Write `distractors` for it, add terms of its kind, or give it another `kind`.",
        Severity.WARNING,
    ),
    "B241": Code(
        "An order that is not said",
        "`order: as-written` shows the options as one list has them. A key that stands by itself "
        "has no place among the others.",
        "List all of them under `options` in place of key and distractors, the key as "
        "`- key: its text`.",
    ),
    "B242": Code(
        "A list of options that does not tell the key",
        "In the list of all options the key is marked where it stands.",
        "Mark what is right, and nothing else: `- key: its text`. If these are the wrong options "
        "alone, they belong under `distractors`.",
    ),
    "B243": Code(
        "A pin that holds nothing",
        "`pin` keeps an option last while the others are shuffled.",
        "Write `pin: {last: the text of the option}`, word for word.",
    ),
    "B251": Code(
        "A passage in which nothing is marked",
        "What is right stands in double braces, where it stands in the passage.",
        "Put the sentence that is to be found in double braces: {{like this}}.",
    ),
    "B252": Code(
        "A passage with nothing to choose from, or too much",
        "A learner looks for the right part among others. Its parts are what is marked and, round "
        "that, each sentence.",
        "Mark less of it, or give it more sentences or fewer.",
    ),
    "B253": Code(
        "Feedback for a part that does not exist",
        "It is said to whoever marks one part of the passage, and names that by its first words.",
        "Begin it with the first words of one part, exactly as they stand there.",
    ),
    "B254": Code(
        "A number that cannot be read",
        "What learners type is compared with it as a number, not as a text.",
        "Write it in digits, such as 1500 or 1.5 million; what it counts is the `unit`.",
    ),
    "B255": Code(
        "A number that can be read in two ways",
        "1,500 is fifteen hundred in one country, and one and a half in another.",
        "Write 1500 or 1.5, whichever is meant.",
    ),
    "B256": Code(
        "Not a tolerance",
        "It says how far from the key a number is still right.",
        "Write a number, such as 500, or a percentage of the key, such as 5 %.",
    ),
    "B257": Code(
        "A wrong number that is right",
        "It lies within the tolerance around the key, so nobody is told what stands here.",
        "Make the tolerance smaller, or take this number out.",
    ),
    "B258": Code(
        "A wrong answer that counts as right",
        "By what is forgiven it is read as a right one, so nobody is told what stands here.",
        "Take it out of `feedback`, or take from `forgive` what makes the two alike.",
    ),
    "B259": Code(
        "An answer that cannot be typed",
        "Spaces, quotes and marks are not read, so that nothing is left of it.",
        "Write it in letters or digits.",
    ),
    "B262": Code(
        "A formula that cannot be read",
        "What stands between two dollars is set as a formula. Learners would see its TeX instead.",
        "Mend it: braces and `\\left` come in pairs, a per cent sign is `\\%`. If no formula is "
        "meant, write `\\$` for a dollar.",
    ),
    "B263": Code(
        "A gap within a formula",
        "A formula is set whole: half of it can neither be shown nor typed.",
        "Make the whole formula the gap, `{{$x^2$}}`. Braces of TeX that stand in pairs keep a "
        "space between them: `{ {x} }`.",
    ),
    "B264": Code(
        "A file that is no picture to show",
        "Only PNG, JPEG, GIF and WebP can do nothing but be looked at. The content of the file"
        " counts, not its name.",
        "Save the picture as PNG, JPEG, GIF or WebP, and put it into the folder `pictures`.",
    ),
    "B265": Code(
        "A picture without its file",
        "Learners would see its words only, and no picture.",
        "Put the file into the folder `pictures` beside this bank, or mend its name here.",
    ),
    "B266": Code(
        "A picture that is not declared",
        "A text names a picture by its id under `pictures`, where its file and its words stand.",
        "Declare it under `pictures`, and name it so: `![](its-id)`.",
    ),
    "B267": Code(
        "A picture that is too large",
        "It would be slow on a phone, and may fill its memory.",
        "Save it smaller: 1600 pixels wide are enough. Save photographs as JPEG or WebP.",
    ),
    "B268": Code(
        "A picture that nothing uses",
        "Most often its id is mistyped where it should be shown.",
        "Show it in a text, `![](its-id)`, or take it out.",
        Severity.WARNING,
    ),
    "B269": Code(
        "A picture without credit",
        "Nearly every picture belongs to somebody, who wants to be named, and may have to be.",
        "Say whose it is and by which right you use it: `credit: Ana Silva, CC BY 4.0`.",
        Severity.WARNING,
    ),
    "B270": Code(
        "A translation of another bank",
        "Its ids and texts are those of another article: nothing of it would fit.",
        "Put the file into `translations/` beside its own bank, or mend the line `of:`.",
    ),
    "B271": Code(
        "Something that the original does not have",
        "A translation says what the bank says, in other words: no more, and about nothing else.",
        "Take it out here, or write it in the original too. Ids are the same in both.",
    ),
    "B272": Code(
        "Another number of parts than the original",
        "Options, gaps, passages and the like are matched by their place: the first is the first.",
        "Write as many, in the original's order.",
    ),
    "B273": Code(
        "A text of the original is missing",
        "An item or section is shown in other words as a whole, so that no page mixes languages.",
        "Translate it too, or take it out of the original.",
    ),
    "B274": Code(
        "A translation named otherwise than its file",
        "Two files could claim one id, and nobody would know which of them learners read.",
        "Give the file the name of its id: `fr.yaml` has `id: fr`.",
    ),
}
