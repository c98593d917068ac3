"""The words for pictures: what they leave unsaid, and what they say too much.

After W3C, Web Content Accessibility Guidelines 2.2, 1.1.1: a text that serves the same purpose; in
a test, one that does not give it away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from quizapp.domain.bank.lint.rules import Remark
from quizapp.domain.bank.lint.writing import Writing, words
from quizapp.domain.bank.pictures import NAMED
from quizapp.domain.bank.schema import PictureForm
from quizapp.domain.items.problems import Problem

_SAYS_PICTURE = re.compile(
    r"(?:an? |the )?(?:picture|image|photo|photograph|graphic|illustration)s?"
    r"(?: of| showing| that shows|:|$)",
    re.IGNORECASE,
)
_ENDING = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|bmp)$", re.IGNORECASE)
MIN_KEY_LETTERS = 3


def poor_words(
    pictures: Mapping[str, PictureForm],
) -> Callable[[Sequence[Writing]], Iterator[Remark]]:
    """Return the rule that warns of words for a picture that say nothing of what it shows."""

    def rule(_writings: Sequence[Writing]) -> Iterator[Remark]:
        for name, form in pictures.items():
            if message := _poor(form):
                yield None, Problem("W549", ("pictures", name, "alt"), message)

    return rule


def telling_words(pictures: Mapping[str, PictureForm]) -> Callable[[Writing], Iterator[Problem]]:
    """Return the rule that warns of words for a picture beside the stem that hold the key."""

    def rule(writing: Writing) -> Iterator[Problem]:
        for posed in writing.posed:
            said = " ".join(_said(posed.stem.text, pictures))
            for key in posed.keys:
                others = [each for each in posed.options if each is not key]
                if _holds(said, key.text) and not all(_holds(said, each.text) for each in others):
                    message = f"The words for its picture hold the key, “{key.text}”."
                    yield Problem("W549", posed.stem.path, message)

    return rule


def _poor(form: PictureForm) -> str | None:
    if _ENDING.search(form.alt) or form.alt.casefold() == form.file.rpartition(".")[0].casefold():
        return "The words for this picture are the name of its file."
    if begun := _SAYS_PICTURE.match(form.alt):
        return f"“{begun[0].strip()}” says that it is a picture, which everybody is told anyway."
    return None


def _said(text: str, pictures: Mapping[str, PictureForm]) -> Iterator[str]:
    for own_words, name in NAMED.findall(text) if "![" in text else ():
        declared = pictures.get(name.strip())
        yield own_words.strip() or (declared.alt if declared else "")


def _holds(said: str, text: str) -> bool:
    sought = " ".join(words(text))
    return len(sought) >= MIN_KEY_LETTERS and f" {sought} " in f" {' '.join(words(said))} "
