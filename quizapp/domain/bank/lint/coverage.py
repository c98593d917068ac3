"""Passages that no item cites."""

from __future__ import annotations

from quizapp.domain.bank.article import Passage
from quizapp.domain.bank.citation_checks import Cited
from quizapp.domain.bank.diagnostics import Findings
from quizapp.domain.bank.nodes import (
    Mapping,
    Node,
    Word,
    entries_at,
    key_at,
    node_at,
    place_of,
    words_at,
)
from quizapp.domain.bank.section_nodes import passages_of
from quizapp.domain.bank.validation import Forms


def check_coverage(forms: Forms, findings: Findings) -> None:
    """Note, section by section, which passages no item cites.

    Silent while a citation is absent from the article: its passage may be the one that is missed.
    """
    cited = forms.cited
    if cited is None:
        return
    if not cited.citations:
        place = key_at(forms.root, ("article",)) or forms.root
        findings.add_at("C404", "No item cites the article.", place)
    elif all(citation.passages for citation in cited.citations):
        _note_uncited_passages(forms.root, cited, findings)


def _note_uncited_passages(root: Mapping, cited: Cited, findings: Findings) -> None:
    covered = {passage.id for citation in cited.citations for passage in citation.passages}
    credit = _credit_words(root)
    for section in entries_at(root, "article", "sections"):
        bare = [
            passage
            for passage in passages_of(section)
            if passage.id not in covered and not _holds(passage, credit)
        ]
        if bare:
            _note(bare, section, findings)


def _credit_words(root: Mapping) -> list[Word]:
    """Return author and publisher: the passage that names both is the credit, not a lesson."""
    article = root.values.get("article")
    return [*words_at(article, "author"), *words_at(article, "publisher")] if article else []


def _holds(passage: Passage, credit: list[Word]) -> bool:
    return len(credit) == 2 and all(word.text.strip() in passage.text for word in credit)


def _note(bare: list[Passage], section: Node, findings: Findings) -> None:
    """Note passages at the first of them, or where its line cannot be found, at the text or key."""
    message = "No item cites " + ", ".join(f"`{passage.id}`" for passage in bare) + "."
    text = node_at(section, ("text",))
    line = bare[0].text.partition("\n")[0].strip()
    start = findings.lines.text.find(line, text.start, text.end)
    if start < 0:
        findings.add_at("C404", message, place_of(section, ("text",)))
    else:
        findings.add("C404", message, start, start + len(line))
