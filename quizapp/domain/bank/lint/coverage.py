"""Passages that no item cites."""

from __future__ import annotations

from quizapp.domain.bank.article import Passage, passages
from quizapp.domain.bank.citations import Places
from quizapp.domain.bank.diagnostics import Findings
from quizapp.domain.bank.nodes import Mapping, Node, Word, entries_at, key_at, words_at
from quizapp.domain.bank.validation import Forms


def check_coverage(forms: Forms, findings: Findings) -> None:
    """Note, section by section, which passages no item cites.

    Silent while a citation is absent from the article: its passage may be the one that is missed.
    """
    sections = entries_at(forms.root, "article", "sections")
    items = entries_at(forms.root, "items")
    cited = [word.text for item in items for word in words_at(item, "cites")]
    parts = [(section, _passages(section)) for section in sections]
    if not all(found for _, found in parts):
        return
    if not cited:
        place = key_at(forms.root, ("article",)) or forms.root
        findings.add_at("C404", "No item cites the article.", place)
        return
    places = Places.of([passage for _, found in parts for passage in found])
    found_for = [places.citing(phrase) for phrase in cited]
    if not all(found_for):
        return
    covered = {passage.id for found in found_for for passage in found}
    credit = _credit_words(forms.root)
    for section, found in parts:
        bare = [each for each in found if each.id not in covered and not _holds(each, credit)]
        if bare:
            _note(bare, section, findings)


def _passages(section: Node) -> tuple[Passage, ...]:
    ids, texts = words_at(section, "id"), words_at(section, "text")
    return passages(ids[0].text, texts[0].text) if ids and texts else ()


def _credit_words(root: Mapping) -> list[Word]:
    """Return author and publisher: the passage that names both is the credit, not a lesson."""
    article = root.values.get("article")
    return [*words_at(article, "author"), *words_at(article, "publisher")] if article else []


def _holds(passage: Passage, credit: list[Word]) -> bool:
    return len(credit) == 2 and all(word.text.strip() in passage.text for word in credit)


def _note(bare: list[Passage], section: Node, findings: Findings) -> None:
    """Note passages at the first of them, or where its line cannot be found, at the text."""
    message = "No item cites " + ", ".join(f"`{passage.id}`" for passage in bare) + "."
    (text,) = words_at(section, "text")
    line = bare[0].text.partition("\n")[0].strip()
    start = findings.lines.text.find(line, text.node.start, text.node.end)
    if start < 0:
        findings.add_at("C404", message, text.node)
    else:
        findings.add("C404", message, start, start + len(line))
