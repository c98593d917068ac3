"""The table of codes: one long table, the only source for severity, title, reason and hint.

Y1xx is about reading YAML, B2xx about the shape of the bank, B3xx about what refers to what,
C4xx about citations, W5xx about the writing of items. A code keeps its meaning for ever; one that
falls out of use stays unused.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters: an error keeps the bank from being used."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Code:
    """What a code stands for, why it is a fault, and what helps if nothing better is known."""

    title: str
    why: str
    hint: str
    severity: Severity = Severity.ERROR


_QUOTE = 'Put the whole text in quotes: "...".'

CODES: dict[str, Code] = {
    "Y101": Code(
        "The file is too large",
        "A bank is about one article. A file this large is not one, and would slow every start.",
        "Check that this is the right file, or divide it into several banks.",
    ),
    "Y102": Code(
        "The file is not UTF-8",
        "Letters beyond English ones can only be read if everyone writes them the same way.",
        "Save the file as UTF-8: most editors offer it under “Save as” or “Encoding”.",
    ),
    "Y103": Code(
        "A character that cannot be seen",
        "Control characters come in by copying from other programs. They show on no screen.",
        "Delete the character at this place and type the text around it again.",
    ),
    "Y104": Code(
        "The file is empty",
        "There is nothing to learn from.",
        "Begin with `format: 1`, then `id`, `title`, `language`, `article`, `topics`, `items`.",
    ),
    "Y105": Code(
        "More than one document",
        "A line `---` begins another YAML document. One file is one bank.",
        "Take out this line, or move what follows it into a file of its own.",
    ),
    "Y106": Code(
        "A tab in the indentation",
        "A tab is as wide as each editor likes, so that nobody can tell what belongs to what.",
        "Replace the tab with spaces. Most editors can be told to insert spaces.",
    ),
    "Y107": Code(
        "A colon in a text without quotes",
        "A colon followed by a space begins a new `key: value`.",
        _QUOTE,
    ),
    "Y108": Code(
        "A quote that is never closed",
        "The text goes on to the end of the file, because nothing says where it ends.",
        "Write the same quote mark again where the text ends.",
    ),
    "Y109": Code(
        "Text after the closing quote",
        "A text that begins with a quote mark ends with the next one.",
        "Put the whole text in the other kind of quotes: '...' around \", or \"...\" around '.",
    ),
    "Y110": Code(
        "A text that begins with a special character",
        "Some characters mean something to YAML at the beginning of a text.",
        _QUOTE,
    ),
    "Y111": Code(
        "Lines that do not line up",
        "Indentation alone says what belongs to what: keys of one item begin in one column.",
        "Give this line as many spaces as the lines it belongs with.",
    ),
    "Y112": Code(
        "Not readable as YAML",
        "The file does not follow the rules of YAML at this place.",
        "Look at this line and the one before it: colons, quotes, dashes, indentation.",
    ),
    "Y113": Code(
        "An anchor or an alias",
        "`&name` and `*name` copy parts of a file. A bank says everything where it stands.",
        "Write the text itself. A text that begins with `&` or `*` needs quotes.",
    ),
    "Y114": Code(
        "A tag",
        "`!name` tells YAML to make something other than text. A bank is text only.",
        "Take it out. A text that begins with `!` needs quotes.",
    ),
    "Y115": Code(
        "Nested too deeply",
        "No part of a bank needs that many lists within lists.",
        "Take out brackets or indentation. A text that begins with a bracket needs quotes.",
    ),
    "Y116": Code(
        "Too many parts",
        "A bank with this many keys and texts would slow every start.",
        "Divide it into several banks.",
    ),
    "Y117": Code(
        "The same key twice",
        "Only one of them could count, and nobody could tell which.",
        "Take one of them out, or rename it.",
    ),
    "Y118": Code(
        "A key that is not a text",
        "What stands before a colon is a name or a text, never a list or nothing.",
        _QUOTE,
    ),
    "Y119": Code(
        "A line without a colon",
        "Each line of an item is `key: value`, or goes on with the text above it.",
        "Write `key: value`, or indent the line further than the text it goes on with.",
    ),
    "Y120": Code(
        "Too many errors",
        "Past so many errors the list would help nobody.",
        "Mend the first ones and check again: one cause often shows many times.",
    ),
    "Y121": Code(
        "A bracket that is never closed",
        "A list in brackets goes on until the bracket is closed.",
        "Close the bracket, or put the text in quotes if no list was meant.",
    ),
    "Y122": Code(
        "A backslash in double quotes",
        "In double quotes a backslash begins a code such as `\\n`; this one does not exist.",
        "Use single quotes, in which a backslash is a backslash.",
    ),
    "Y123": Code(
        "No space after a colon or a dash",
        "Only with a space after it does a colon end a key, or a dash begin an entry.",
        "Put a space after it.",
    ),
    "Y124": Code(
        "A text that ends at a #",
        "Without quotes, a # after a space begins a comment: what follows is not part of the text.",
        'Put the whole text in quotes: "...". A comment has two spaces before its #.',
        Severity.WARNING,
    ),
    "Y125": Code(
        "A space that is none",
        "Word processors and web pages have spaces that do not break a line, or take no room. Only "
        "the plain one separates.",
        "Delete it and type a space, also where more of them follow.",
    ),
    "Y126": Code(
        "A list mark of another program",
        "Bullets, long dashes, letters and numbers are part of the text. Only a hyphen begins an "
        "entry.",
        "Write a hyphen and a space in its place: `- `.",
    ),
    "Y127": Code(
        "A file that is no bank",
        "A bank is a plain text file, whose first line is most often `format: 1`.",
        "Check that it is the right file. Questions from another program are imported; text from a "
        "word processor is saved as plain text.",
    ),
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

_OF_THE_BANK = ("W501", "W521", "W522", "W548", "W550", "W551", "W552", "W553", "W554")

ALLOWABLE = tuple(code for code in CODES if code[:2] == "W5" and code not in _OF_THE_BANK)
"""The warnings about the writing of one item; the others are about the bank."""
