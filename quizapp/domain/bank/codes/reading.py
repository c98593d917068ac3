"""Y1xx: what is told while a file is read, before anybody knows what bank it is."""

from __future__ import annotations

from quizapp.domain.bank.codes.entry import Code, Severity

_QUOTE = 'Put the whole text in quotes: "...".'

READING: dict[str, Code] = {
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
}
