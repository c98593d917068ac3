"""The texts of a translation, part by part: what is wrong with one hides nothing in the next."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizapp.domain.bank.article import Section
from quizapp.domain.bank.citation_checks import Citation, Cited, check_citations
from quizapp.domain.bank.citations import Places, normalised
from quizapp.domain.bank.lint.passages import stray_passages
from quizapp.domain.bank.lint.writing import Writing
from quizapp.domain.bank.nodes import Node, text_at, words_at
from quizapp.domain.bank.placing import note_problem
from quizapp.domain.bank.translation import QuizWords, quiz_texts
from quizapp.domain.bank.translations.article_reading import section_in_words
from quizapp.domain.bank.translations.ground import Ground, Place
from quizapp.domain.bank.translations.item_reading import item_in_words
from quizapp.domain.bank.translations.pairing import paired
from quizapp.domain.bank.translations.stamps import item_stamp, section_name, section_stamp
from quizapp.domain.items import ItemForm, PlaceItem

Sections = tuple[Section, ...]


@dataclass(frozen=True)
class Body:
    """What of a translation can be shown."""

    article_title: str
    sections: tuple[Section, ...]
    topics: dict[str, str]
    quizzes: dict[str, QuizWords]
    items: dict[str, ItemForm]


def body_of(ground: Ground) -> Body:
    """Read sections, topics, quizzes and items."""
    told, shown = _sections(ground)
    return Body(
        _article_title(ground),
        shown,
        _topics(ground),
        _quizzes(ground),
        _items(ground, told, shown),
    )


def _article_title(ground: Ground) -> str:
    """Return the article's title in other words, if the file gives it."""
    article = ground.root.values.get("article")
    title = text_at(article, "title") if article is not None else None
    return title.strip() if title else ground.bank.article.title


def _sections(ground: Ground) -> tuple[Sections, Sections]:
    """Return all sections as they are told, and as they are shown.

    One that is missing or broken stands in the original's words; so does one that is behind, when
    it is shown.
    """
    sections = ground.bank.article.sections
    article = ground.root.values.get("article", ground.root)
    placed = ground.placed(article, "sections", "section", {each.id: each for each in sections})
    here = [(each, placed[each.id]) for each in sections if each.id in placed]
    told = {each.id: section_in_words(ground, each, place) or each for each, place in here}
    shown = {
        each.id: each
        for each, place in here
        if ground.is_behind(section_name(each.id), section_stamp(each), place.key)
    }
    return (
        tuple(told.get(each.id, each) for each in sections),
        tuple((told | shown).get(each.id, each) for each in sections),
    )


def _topics(ground: Ground) -> dict[str, str]:
    topics = ground.bank.topics
    placed = ground.placed(ground.root, "topics", "topic", topics)
    told = {
        name: str(place.node.data).strip()
        for name, place in placed.items()
        if ground.note(paired(topics[name], place.node.data, ()), place.node)
        and isinstance(place.node.data, str)
    }
    return {**topics, **told}


def _quizzes(ground: Ground) -> dict[str, QuizWords]:
    placed = ground.placed(ground.root, "quizzes", "quiz", ground.bank.quizzes)
    told = {name: _quiz(ground, name, place) for name, place in placed.items()}
    return {name: words for name, words in told.items() if words is not None}


def _quiz(ground: Ground, quiz_id: str, place: Place) -> QuizWords | None:
    wanted = quiz_texts(ground.bank.quizzes[quiz_id])
    if not ground.is_group(place, "quiz", "Write its `title: ...`."):
        return None
    is_whole = ground.note_fields(wanted, place, "quiz")
    if not is_whole or not ground.note(paired(wanted, place.node.data, ()), place.node):
        return None
    texts = {name: (text_at(place.node, name) or "").strip() for name in wanted}
    return QuizWords(**texts)


def _items(ground: Ground, in_words: Sections, shown: Sections) -> dict[str, ItemForm]:
    """Return the items that are translated whole, in the order of the bank.

    One that cites a section which is behind is not: its words stand in nothing that is shown.
    """
    placed = ground.placed(ground.root, "items", "item", ground.bank.items)
    told = {item_id: item_in_words(ground, item_id, place) for item_id, place in placed.items()}
    _check_citations(ground, [place.node for place in placed.values()], in_words)
    _check_passages(ground, told, placed, in_words)
    places = Places.of([part for section in shown for part in section.passages])
    errors = ground.findings.error_starts()
    whole = {
        item_id: item
        for item_id, item in told.items()
        if not _is_left(ground, item_id, placed[item_id], errors)
        and item is not None
        and all(map(places.citing, item.cites))
    }
    return {item_id: whole[item_id] for item_id in ground.bank.items if item_id in whole}


def _is_left(ground: Ground, item_id: str, place: Place, errors: Sequence[int]) -> bool:
    """Whether an item is shown in the original's words, since this is behind or has errors."""
    start, end = place.key.start, max(place.node.end, place.key.start + 1)
    is_behind = ground.is_behind(item_id, item_stamp(ground.written[item_id]), place.key)
    return is_behind or bisect_left(errors, start) < bisect_left(errors, end)


def _check_passages(
    ground: Ground,
    told: Mapping[str, ItemForm | None],
    placed: Mapping[str, Place],
    sections: Sections,
) -> None:
    """Note passages to mark that the translated article lacks, where the original has its own."""
    original = stray_passages(Places.of(ground.bank.article.passages))
    rule = stray_passages(Places.of([part for each in sections for part in each.passages]))
    for item_id, item in told.items():
        node = placed[item_id].node
        if not isinstance(item, PlaceItem):
            continue  # before it is taken apart into words: only these have passages
        if any(original(Writing(ground.bank.items[item_id], node))):
            continue
        for problem in rule(Writing(item, node)):
            note_problem(problem, node, ground.findings)


def _check_citations(ground: Ground, nodes: list[Node], sections: Sections) -> None:
    parts = [part for section in sections for part in section.parts]
    places = Places.of([part for part in parts if not part.is_note])
    notes = Places.of([part for part in parts if part.is_note])
    citations = [
        Citation(word, len(wanted), places.holding(wanted))
        for node in nodes
        for word in words_at(node, "cites")
        for wanted in (normalised(word.text),)
    ]
    check_citations(Cited(places, notes, citations), ground.findings)
