"""The key of a whole quiz, below its questions: `1. B  2. C`, or an answer on each line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from quizapp.exchange.plain_text.draft import Draft, read_answer
from quizapp.exchange.texts import one_line

_ENTRY = r"([0-9]{1,4}) ?[.):=-]{0,3} ?\(?([A-Za-z](?: ?, ?[A-Za-z])*)\b\)?"
_ENTRIES = re.compile(f"{_ENTRY}(?:[ ,;|/]{{1,4}}{_ENTRY})*[ .,;]*")
_ONE = re.compile(r"([0-9]{1,4})(?: ?[.):=-]{1,3} ?| (?![0-9]))(\S.*)")
_SHARED = "its number stands above several questions, and not as often in the key"


def is_key_of_several(text: str) -> bool:
    """Whether a text, behind a word like “Answers:”, has entries of several questions."""
    text = one_line(text)
    return _ENTRIES.fullmatch(text) is not None and len(re.findall(_ENTRY, text)) > 1


class KeyList:
    """Gathers the entries of a key, and gives them to the questions above it and no others."""

    def __init__(self) -> None:
        self._entries: dict[str, list[str]] = defaultdict(list)
        self._above: Sequence[Draft] = ()
        self._count = 0

    def begin(self, drafts: Sequence[Draft]) -> None:
        """Begin a key for the questions since the last one."""
        self.close()
        self._above, self._count = drafts[self._count :], len(drafts)

    def add(self, text: str) -> bool:
        """Add a line; whether it was one of the key."""
        text = one_line(text)
        if _ENTRIES.fullmatch(text):
            for number, letters in re.findall(_ENTRY, text):
                self._entries[number].append(letters)
            return True
        return self._add_numbered(text) or self._add_alone(text)

    def close(self) -> None:
        """Give the entries to their questions, by the numbers."""
        for number, answers in self._entries.items():
            asked = [draft for draft in self._above if draft.number == number]
            if len(asked) == 1:
                asked[0].answers += answers
            elif len(asked) == len(answers):
                for draft, answer in zip(asked, answers, strict=True):
                    draft.answers.append(answer)
            else:
                for draft in asked:
                    draft.contradiction = _SHARED
        self._entries.clear()
        self._above = ()

    def _add_numbered(self, text: str) -> bool:
        """Add words after a number, if they answer its question and begin no other one."""
        one = _ONE.fullmatch(text)
        if one is None or one[1] in self._entries:
            return False
        asked = [draft for draft in self._above if draft.number == one[1]]
        if len(asked) != 1 or not read_answer(one[2], asked[0]):
            return False
        self._entries[one[1]].append(one[2])
        return True

    def _add_alone(self, text: str) -> bool:
        """Add an answer below the word, where only one question can be meant."""
        asked = [draft for draft in self._above if draft.options]
        if len(asked) != 1 or asked[0].answers or not read_answer(text, asked[0]):
            return False
        asked[0].answers.append(text)
        return True
