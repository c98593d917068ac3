"""Passages to mark that are not in the article, or no longer."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.domain.bank.citations import Places, normalised
from quizapp.domain.bank.lint.rules import ItemRule
from quizapp.domain.bank.lint.writing import Writing
from quizapp.domain.items import PlaceItem
from quizapp.domain.items.gaps import filled
from quizapp.domain.items.parts import parts
from quizapp.domain.items.problems import Problem
from quizapp.domain.shortening import shortened


def stray_passages(places: Places) -> ItemRule:
    """Return the rule for items about an article, given its passages."""
    article = places.text.replace("\n", " ")

    def rule(writing: Writing) -> Iterator[Problem]:
        """Warn of a text to mark that does not stand in the article, at its first stray part."""
        item = writing.item
        if not isinstance(item, PlaceItem) or normalised(filled(item.text)) in article:
            return
        texts = [part.text for part in parts(item.text)]
        stray = next((text for text in texts if normalised(text) not in article), None)
        if stray is None:
            message = "These sentences do not follow one another in the article."
        else:
            message = f"These words are not in the article: “{shortened(stray, 60)}”."
        yield Problem("W536", ("text",), message, part=stray)

    return rule
