"""A quiz on paper as one file: questions, answer sheets and keys, for each form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quizapp.domain.bank import Bank, Quiz
from quizapp.domain.paper import PaperForm
from quizapp.web.kept_files import kept_file
from quizapp.web.pictures import Content

PARTS = ("questions", "sheet", "key")
STYLES = ("tokens", "formulas", "paper", "pictures", "paper-file")


def paper_file(
    bank: Bank,
    quiz: Quiz,
    forms: Sequence[PaperForm],
    seed: int,
    parts: Iterable[str] = PARTS,
    picture_content: Content | None = None,
) -> bytes:
    """The sheets of these forms, of which `parts` are wanted; any browser prints them."""
    return kept_file(
        "authoring/paper/file.html",
        STYLES,
        picture_content,
        bank=bank,
        quiz=quiz,
        forms=forms,
        seed=seed,
        parts=tuple(parts),
    )
