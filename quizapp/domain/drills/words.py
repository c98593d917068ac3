"""In which words an item is shown: its own, or those of a version that a learner chose."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.items.content import ItemContent


@dataclass(frozen=True)
class Words:
    """The words that were chosen: a version, None for the bank's own.

    `own_language` is the language of the bank's own words, None where that is not known.
    """

    version: str | None = None
    own_language: str | None = None


OWN = Words()


@dataclass(frozen=True)
class Told:
    """An item in the words that were chosen, as far as it has them.

    Attributes:
        content: What is shown.
        version: The version that it is shown in, None for its own words.
        language: The language of what is shown, None if that is not known.
        is_missing: Whether a version was chosen that the item is not told in.

    """

    content: ItemContent
    version: str | None
    language: str | None
    is_missing: bool


@dataclass(frozen=True)
class OtherWords:
    """A question in other words, as it stands beside one that is shown.

    Options and prompts stand as they do there. Before the response nothing tells which are right:
    the explanation is left out.
    """

    version: str | None
    language: str | None
    stem: str
    options: tuple[str, ...]
    prompts: tuple[str, ...]
    explanation: str | None = None


def told_in(content: ItemContent, words: Words) -> Told:
    """The item in these words, or else in its own."""
    language = content.language_in(words.version)
    if language is None:
        return Told(content, None, words.own_language, words.version is not None)
    return Told(content.in_version(words.version), words.version, language, is_missing=False)


def told_beside(content: ItemContent, shown: Told, words: Words) -> Told | None:
    """The item in the words that stand beside those that are shown; None where there are no others.

    They are those that were chosen, where it is shown in others, or else its own.
    """
    wanted = None if words.version == shown.version else words.version
    beside = told_in(content, Words(wanted, words.own_language))
    return None if beside.version == shown.version else beside
