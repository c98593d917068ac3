"""Fitting imported items into the bank they go to: topics, citations, and ids in use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quizapp.domain.bank import Bank
from quizapp.domain.bank.citations import Places
from quizapp.domain.bank.diagnostics import Finding
from quizapp.domain.items import ItemForm
from quizapp.domain.shortening import shortened
from quizapp.exchange.known_terms import with_known_terms
from quizapp.exchange.pictures_in import (
    FoundPicture,
    free_name,
    picture_names,
    renamed,
    shown_by,
)
from quizapp.exchange.results import START, Imported, finding
from quizapp.exchange.shared_definitions import shared_definitions


@dataclass(frozen=True)
class Settled:
    """The items that can be added, their topics, and everything that was found by now."""

    items: tuple[ItemForm, ...]
    topics: Mapping[str, str]
    findings: tuple[Finding, ...]
    pictures: tuple[FoundPicture, ...] = ()


def settled(imported: Imported, bank: Bank | None = None, topic: str | None = None) -> Settled:
    """Fit what was imported into a bank, or into a new one that has no article yet.

    Args:
        imported: What came out of a file.
        bank: The bank that the items are for.
        topic: The topic that they all get; otherwise their own, joined by title with the bank's.

    """
    renamed, topics = _topics(imported, bank, topic)
    places = Places.of(bank.article.passages) if bank else None
    kept: list[ItemForm] = []
    notes: list[Finding] = []
    for item in imported.items:
        span = imported.places.get(item.id, START)
        fitting, lost = _with_true_citations(_moved(item, renamed), places)
        notes += [finding("X613", message, span) for message in lost]
        clash = _clash(fitting, bank)
        if clash is None:
            kept.append(fitting)
        else:
            notes.append(finding(*clash, span))
    fitted = with_known_terms(kept, bank)
    for item, known in zip(kept, fitted, strict=True):
        if known != item:
            said = f"`{item.id}` is not to stand beside terms that are not here; that was left out."
            notes.append(finding("X613", said, imported.places.get(item.id, START)))
    for term, other in shared_definitions(fitted, bank):
        said = f"`{term.id}` has the same definition as `{other.id}`."
        notes.append(finding("X618", said, imported.places.get(term.id, START)))
    notes += _missing_pictures(fitted, imported)
    items, pictures = _with_free_names(fitted, imported, bank)
    return Settled(items, topics, (*imported.findings, *notes), pictures)


def _missing_pictures(items: Sequence[ItemForm], imported: Imported) -> Iterator[Finding]:
    known = {each.id for each in imported.pictures}
    for item in items:
        if missing := sorted(picture_names([item]) - known):
            names = ", ".join(f"`{shortened(name, 40)}`" for name in missing)
            message = f"`{item.id}` shows pictures that are not in this file: {names}."
            yield finding("X613", message, imported.places.get(item.id, START))


def _with_free_names(
    items: Sequence[ItemForm], imported: Imported, bank: Bank | None
) -> tuple[tuple[ItemForm, ...], tuple[FoundPicture, ...]]:
    """Return items and the pictures they show, by ids that the bank has not given to others.

    In place of pictures that there are not stand their words.
    """
    names: dict[str, str] = {}
    new: list[FoundPicture] = []
    taken = {each.id: each.facts for each in bank.pictures.values()} if bank else {}
    for picture in shown_by(items, imported.pictures):
        sha256 = hashlib.sha256(picture.content).hexdigest()
        same = next((key for key, facts in taken.items() if facts and facts.sha256 == sha256), None)
        names[picture.id] = same or free_name(picture.id, {*taken, *names.values()})
        if same is None:
            new.append(replace(picture, id=names[picture.id]))
    words = {each.id: each.alt for each in imported.declared.values()}
    return renamed(items, names, words), tuple(new)


def _topics(
    imported: Imported, bank: Bank | None, topic: str | None
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the topic that each topic becomes, and the titles of those."""
    if topic is None:
        renamed = _joined_topics(imported.topics, bank)
        return renamed, {renamed[key]: title for key, title in imported.topics.items()}
    title = bank.topics.get(topic) if bank else None
    return dict.fromkeys(imported.topics, topic), {topic: title or _title(topic)}


def _moved(item: ItemForm, renamed: Mapping[str, str]) -> ItemForm:
    topic = renamed.get(item.topic, item.topic)
    return item if topic == item.topic else item.model_copy(update={"topic": topic})


def _clash(item: ItemForm, bank: Bank | None) -> tuple[str, str] | None:
    """Return code and message if the bank has an item of this id."""
    known = bank.items.get(item.id) if bank else None
    if known is None:
        return None
    if known == item:
        return "X617", f"`{item.id}` is in the bank already, just like this."
    return "X616", f"The bank has an item `{item.id}` that differs; this one was left out."


def _joined_topics(titles: Mapping[str, str], bank: Bank | None) -> dict[str, str]:
    """Map each topic to the bank's topic of the same id or title, else to itself."""
    known = {title.casefold(): topic for topic, title in (bank.topics if bank else {}).items()}
    ids = bank.topics if bank else {}
    return {
        topic: topic if topic in ids else known.get(title.casefold(), topic)
        for topic, title in titles.items()
    }


def _title(topic: str) -> str:
    return topic.replace("-", " ").capitalize()


def _with_true_citations(item: ItemForm, places: Places | None) -> tuple[ItemForm, list[str]]:
    """Return an item without the citations that do not lead to one place of the article."""
    true = tuple(words for words in item.cites if places and len(places.citing(words)) == 1)
    said = list(_lost_citations(item, true))
    return (item.model_copy(update={"cites": true}) if said else item), said


def _lost_citations(item: ItemForm, kept: tuple[str, ...]) -> Iterator[str]:
    for words in item.cites:
        if words not in kept:
            yield f"`{item.id}` cites words that this bank's article does not have: “{words}”."
