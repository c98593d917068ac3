"""What a class can discuss of the article after a quiz."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.domain.bank import Bank, Quiz
from quizapp.domain.bank.article import Section
from quizapp.domain.drills.choosing import pools


def sections_to_discuss(bank: Bank, quiz: Quiz) -> list[Section]:
    """The sections with prompts that the items of a quiz cite, in reading order."""
    cited = set(_cited_passages(bank, quiz))
    return [
        section
        for section in bank.shown_article.sections
        if section.prompts and any(passage.id in cited for passage in section.passages)
    ]


def _cited_passages(bank: Bank, quiz: Quiz) -> Iterator[str]:
    for item_ids, _count in pools(bank, quiz):
        for item_id in item_ids:
            yield from (quote.passage_id for quote in bank.content_of(item_id).quotes)
