"""What becomes of citations when the article changes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quizapp.domain.bank.article import Article
from quizapp.domain.bank.bank import Bank
from quizapp.domain.bank.citations import Places, normalised
from quizapp.domain.bank.word_runs import word_runs

NEAR = 75
"""Likeness in percent (rapidfuzz.fuzz.ratio) from which on other words count as near."""


class State(StrEnum):
    """What a citation has become."""

    EXACT = "exact"
    MOVED = "moved"
    NEAR = "near"
    LOST = "lost"


@dataclass(frozen=True)
class Drifted:
    """A citation of an item, where it stood and where it stands; `found` is what is there now."""

    item_id: str
    phrase: str
    state: State
    old_passage_id: str | None
    new_passage_id: str | None = None
    found: str | None = None

    @property
    def difference(self) -> str:
        """The words that went, in [-...-], and those that came, in {+...+}."""
        return word_difference(self.phrase, self.found or "")


def drift(bank: Bank, article: Article) -> tuple[Drifted, ...]:
    """Look up every citation of a bank in another version of its article.

    Exact means: word for word in the passage of the same id, and moved: in a passage of another
    id, as when a paragraph was put in above it.
    """
    old, new = Places.of(bank.article.passages), Places.of(article.passages)
    return tuple(
        _drifted(item.id, phrase, old, new) for item in bank.items.values() for phrase in item.cites
    )


def is_drift_alone(old: Bank, new: Bank) -> bool:
    """Whether every lost citation for which `new` holds back an item was in `old` as well.

    Then it is the article that has changed under the items. A citation that is new and does not
    stand in the article is a mistake in the item.
    """
    places = Places.of(new.article.passages)
    return all(
        places.citing(phrase) or (item_id in old.items and phrase in old.items[item_id].cites)
        for item_id in new.held_item_ids
        for phrase in new.items[item_id].cites
    )


def word_difference(old: str, new: str) -> str:
    """Return both texts in one, word by word: [-gone-] and {+come+}."""
    return " ".join(run.as_text for run in word_runs(normalised(old), normalised(new)))


def _drifted(item_id: str, phrase: str, old: Places, new: Places) -> Drifted:
    was_in = next((passage.id for passage in old.citing(phrase)), None)
    passage_ids = [passage.id for passage in new.citing(phrase)]
    if passage_ids:
        state = State.EXACT if was_in in passage_ids else State.MOVED
        return Drifted(
            item_id, phrase, state, was_in, was_in if was_in in passage_ids else passage_ids[0]
        )
    from rapidfuzz import fuzz  # only where a citation has lost its words

    nearest = new.nearest(phrase)
    if nearest is None or fuzz.ratio(normalised(phrase), nearest) < NEAR:
        return Drifted(item_id, phrase, State.LOST, was_in)
    place = next((passage.id for passage in new.citing(nearest)), None)
    return Drifted(item_id, phrase, State.NEAR, was_in, place, nearest)
