"""W501 to W524: the writing of any item, and of the items together."""

from __future__ import annotations

from quizapp.domain.bank.codes.entry import Code, Severity

WRITING: dict[str, Code] = {
    "W501": Code(
        "The key is too often the longest option",
        "Someone who has not read a word wins by choosing the longest option.",
        "Shorten some keys, or give some distractors the same detail as the key.",
        Severity.WARNING,
    ),
    "W502": Code(
        "A key that stands out by its length",
        "What is right often needs more words; learners know this, and choose the long option.",
        "Move detail into the explanation, or make the distractors as exact as the key.",
        Severity.WARNING,
    ),
    "W503": Code(
        "“a” or “an” that fits only some options",
        "The article before the gap rules out options without any knowledge.",
        "Write `a(n)`, or put the article into each option.",
        Severity.WARNING,
    ),
    "W504": Code(
        "A stem whose number fits only the key",
        "Singular or plural in the stem rules out every distractor.",
        "Bring all options into the number that the stem asks for.",
        Severity.WARNING,
    ),
    "W505": Code(
        "A word of the stem that returns only in the key",
        "The echo gives the key away to someone who knows nothing else.",
        "Use another word in the stem or in the key, or let a distractor have it as well.",
        Severity.WARNING,
    ),
    "W506": Code(
        "Absolutes only in distractors",
        "“Always”, “never”, “all” are seldom true, and learners know it.",
        "Say it in a way that could be true, or as guardedly as the key.",
        Severity.WARNING,
    ),
    "W507": Code(
        "“All of the above”, “none of the above”",
        "Knowing two options, or doubting one, settles it. Options are shuffled, too.",
        "Use `type: multiple` if several options are right, or write another distractor.",
        Severity.WARNING,
    ),
    "W508": Code(
        "A negative stem that is not marked",
        "A “not” that is overlooked turns knowledge into a wrong answer.",
        "Ask what is so instead, or mark the word: `**not**`.",
        Severity.WARNING,
    ),
    "W509": Code(
        "A stem that asks nothing",
        "The stem alone should tell what is wanted, before the options are read.",
        "Make it a question, a sentence with a gap (`____`), or the beginning of a sentence.",
        Severity.WARNING,
    ),
    "W510": Code(
        "A stem or an option that is too long",
        "Reading it takes the time and attention that the thinking should have.",
        "Leave out what is not needed to answer; the explanation has room for the rest.",
        Severity.WARNING,
    ),
    "W511": Code(
        "A stem of a single word",
        "A topic is not yet a question about it.",
        "Say in a whole sentence what is asked.",
        Severity.WARNING,
    ),
    "W512": Code(
        "Options that overlap",
        "Two options that can be right at once leave the learner to guess which one counts.",
        "Set the options apart, or take one of them out.",
        Severity.WARNING,
    ),
    "W513": Code(
        "Numbers or dates out of order",
        "In order they are easier to read, and a gap or a double shows.",
        "Write `order: as-written` and list all `options` from the smallest to the largest.",
        Severity.NOTE,
    ),
    "W514": Code(
        "Two items that are almost the same",
        "A learner would be asked the same thing twice, and it would count twice.",
        "Keep the better one, or ask something else with the other.",
        Severity.WARNING,
    ),
    "W515": Code(
        "An item that gives away another",
        "Its stem tells the key of another item that may stand in the same quiz.",
        "Leave the telling words out of this stem.",
        Severity.WARNING,
    ),
    "W516": Code(
        "A hint that names the key",
        "A hint helps to think; one with the key in it leaves nothing to think about.",
        "Point to the passage, or to the step that leads to the answer.",
        Severity.WARNING,
    ),
    "W517": Code(
        "No explanation",
        "What is said after the answer is where most of the learning happens.",
        "Say in a sentence or two why the key is right.",
        Severity.WARNING,
    ),
    "W518": Code(
        "A distractor without feedback",
        "Whoever chose it learns that it is wrong, and not why.",
        "Write a colon after it, and why it is wrong: `- text: feedback`.",
        Severity.WARNING,
    ),
    "W519": Code(
        "A time that moves with the calendar",
        "The article has a date; “now” and “last week” are true on it and false later.",
        "Name the date: “in July 2017”, “at the time of the article”.",
        Severity.WARNING,
    ),
    "W520": Code(
        "A figure without its source",
        "The article says whose figure this is; without that it reads like a fact.",
        "Say whose figure it is: “according to ...”.",
        Severity.WARNING,
    ),
    "W521": Code(
        "An allowed warning that is not given",
        "The item was mended, or the rule was: the line has nothing left to do.",
        "Take the line out of `allow`.",
        Severity.NOTE,
    ),
    "W522": Code(
        "The bank can be passed without reading",
        "A rule of thumb wins more often than chance allows (`quizapp check --audit`).",
        "Look at the keys that this rule finds, and let distractors share what marks them.",
        Severity.WARNING,
    ),
    "W523": Code(
        "An option that nobody would choose",
        "A date among names, or a number a thousand times as large as the others, gives itself up.",
        "Replace it with something that someone might believe, of the same kind as the others.",
        Severity.WARNING,
    ),
    "W524": Code(
        "Two items that show the same and want something else",
        "Two terms with one definition, or one term with two: nobody can know which is meant.",
        "Say in each what is true of it alone, or make one item of the two.",
        Severity.WARNING,
    ),
}
