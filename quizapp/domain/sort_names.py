"""By what a list of people is in order: which part of a name is the surname, by a stated rule.

The surname is the last word; of names in Chinese, Japanese or Korean script the first, since these
are written surname first. Particles before it, such as "van" or "de la", belong to it and are
passed over in the order: Jan van Dijk stands under D. What is in brackets at the end tells
namesakes apart, and is no surname. One word alone is the surname. "Dijk, Jan van" says by its comma
what the surname is. The direction in which a name is read changes nothing: its last word is last in
the text, from right to left as well.

No rule is right for all names. What a teacher says that a learner be listed under wins.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

PARTICLES = frozenset(
    {
        *("af", "al", "av", "bin", "bint", "da", "dal", "de", "degli", "dei"),
        *("del", "della", "den", "der", "des", "di", "do", "dos", "du", "e"),
        *("el", "ibn", "la", "las", "le", "lo", "los", "op", "ten"),
        *("ter", "van", "vande", "vander", "vom", "von", "y", "zu", "zum", "zur"),
    }
)
"""Words that lead to a surname; with a capital they are part of it: Robert De Niro is under D."""

_SURNAME_FIRST = ("CJK UNIFIED", "HIRAGANA", "KATAKANA", "HANGUL")
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"}
)


@dataclass(frozen=True)
class ListedName:
    """A name in two parts, as a list has it: "Dijk" is listed, "van" leads to it, "Jan" is given.

    `is_surname_first` says that it is written without a comma between the two.
    """

    surname: str
    particles: str = ""
    given: str = ""
    is_surname_first: bool = False

    @property
    def full_surname(self) -> str:
        """The surname with what leads to it."""
        return f"{self.particles} {self.surname}".strip()

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is sorted by: surname, given name, particles; marks and capitals aside."""
        return plain(self.surname), plain(self.given), plain(self.particles)

    @property
    def given_key(self) -> tuple[str, str, str]:
        """The same for a list by given names; whoever has one name stands under it."""
        surname, given, particles = self.key
        return given or surname, surname, particles


def listed_name(name: str, listed_under: str = "") -> ListedName:
    """The name in parts; `listed_under` is what a teacher has given as the surname."""
    if listed_under:
        return ListedName(listed_under, given=_without(name, listed_under))
    before, comma, after = name.partition(",")
    if comma and before.strip() and after.strip():
        return ListedName(before.strip(), given=after.strip())
    words, told_apart = _told_apart(name.split())
    if len(words) < 2:
        return ListedName(name)
    if _is_surname_first(words[0]):
        return ListedName(
            words[0], given=" ".join([*words[1:], *told_apart]), is_surname_first=True
        )
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    given = " ".join([*words[:start], *told_apart])
    return ListedName(words[-1], " ".join(words[start:-1]), given)


def around_surname(name: str, listed: ListedName) -> tuple[str, str, str]:
    """A name as it is written, in three: before its surname, the surname, and after it.

    Where the name does not hold what it is listed under, all of it is before.
    """
    surname = listed.surname
    at = name.find(surname) if listed.is_surname_first else name.rfind(surname)
    if not surname or at < 0:
        return name, "", ""
    return name[:at], surname, name[at + len(surname) :]


def plain(text: str) -> str:
    """A text without marks and capitals, as it is put in order: Çelik stands between Ce and Ch."""
    bare = "".join(
        each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each)
    )
    return " ".join(bare.casefold().translate(_LETTERS).replace("'", "").replace("’", "").split())


def is_found(name: str, wanted: str) -> bool:
    """Whether each of the words that are wanted begins or stands in the name."""
    found = plain(name)
    return all(word in found for word in plain(wanted).split())


def _told_apart(words: list[str]) -> tuple[list[str], list[str]]:
    """The words of a name, and what stands in brackets at its end."""
    if len(words) > 1 and words[-1].startswith("("):
        return words[:-1], words[-1:]
    return words, []


def _without(name: str, surname: str) -> str:
    """The rest of a name, where what it is listed under is a part of it; else all of it."""
    rest = name.replace(surname, " ", 1)
    return " ".join(rest.split()) if rest != name else name


def _is_surname_first(word: str) -> bool:
    return unicodedata.name(word[0], "").startswith(_SURNAME_FIRST)
