"""One item of a text that is being edited: as it would be asked, looked back on, and as cards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from quizapp.domain.bank import Bank, Severity
from quizapp.domain.bank.assembly import article_of, pictures_of
from quizapp.domain.bank.diagnostics import Findings, TooManyErrorsError
from quizapp.domain.bank.excerpts import Excerpt, excerpt_at
from quizapp.domain.bank.limits import LIMITS
from quizapp.domain.bank.nodes import Mapping, Node, entries_at
from quizapp.domain.bank.picture_folder import NO_PICTURES, PictureFolder, facts_in
from quizapp.domain.bank.reader import root_node
from quizapp.domain.bank.validation import Forms, bank_forms
from quizapp.domain.drills.posing import PosedItem, arrange, arranged_options, posed_item
from quizapp.domain.drills.sequences import counted_parts
from quizapp.domain.items import ItemContent, ItemForm, Option, Question, TermItem
from quizapp.domain.items.typed_numbers import bounds

SEED = 1
"""The same order of options each time, so that nothing jumps while somebody types."""

MOST_MESSAGES = 3


@dataclass(frozen=True)
class Asked:
    """One way of asking the item, and its options with what they say afterwards.

    `is_fixed` says that the order is as written, `last` how many options stay last, and `bounds`
    between what a typed number is right.
    """

    posed: PosedItem
    options: tuple[Option, ...]
    left_out: int
    is_fixed: bool = False
    last: int = 0
    bounds: tuple[str, str] | None = None


@dataclass(frozen=True)
class Preview:
    """An item as learners would meet it.

    `is_head_in_use` says that the head of the text has faults, so that topics and passages are
    those of the bank in use. `original` is the address of the article that is retold.
    """

    content: ItemContent
    level: str
    asked: tuple[Asked, ...]
    is_head_in_use: bool
    original: str | None = None
    kind: str | None = None
    not_beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class NoPreview:
    """Why nothing can be shown: no item at the line, or the faults of the one there."""

    messages: tuple[str, ...] = ()


def preview(
    text: str, line: int, in_use: Bank | None, folder: PictureFolder = NO_PICTURES
) -> Preview | NoPreview:
    """The item that stands at a line (from 1) of a text, whatever is wrong elsewhere in it."""
    excerpt = excerpt_at(text, line)
    if excerpt is None:
        return NoPreview()
    findings = Findings(excerpt.text, LIMITS.errors)
    try:
        root = root_node(findings, LIMITS)
        forms = bank_forms(root, findings) if isinstance(root, Mapping) else None
    except TooManyErrorsError:
        return NoPreview(_messages(findings, None))
    node = _node(forms, excerpt)
    item = next((item for item, at in forms.items if at is node), None) if forms else None
    if forms is None or item is None:
        return NoPreview(_messages(findings, node))
    bank = _bank_around(item, forms, in_use)
    if bank is None:
        return NoPreview(_messages(findings, None))
    bank = bank.with_picture_facts(facts_in(folder, bank.pictures))
    return preview_of(item, bank, is_head_in_use=forms.head is None)


def preview_of(item: ItemForm, bank: Bank, *, is_head_in_use: bool = False) -> Preview:
    """An item of a bank as learners would meet it."""
    content = bank.content_of(item.id)
    return Preview(
        content=content,
        level=item.level,
        asked=tuple(_asked(content)),
        is_head_in_use=is_head_in_use,
        original=bank.article.url,
        kind=item.kin(),
        not_beside=tuple(_kept_from(item, bank)),
    )


def _node(forms: Forms | None, excerpt: Excerpt) -> Node | None:
    entries = entries_at(forms.root, "items") if forms else []
    return entries[excerpt.number] if excerpt.number < len(entries) else None


def _messages(findings: Findings, node: Node | None) -> tuple[str, ...]:
    """What is wrong within a node, or with the whole excerpt where there is none."""
    errors = [each for each in findings.in_order() if each.severity is Severity.ERROR]
    if node is not None:
        first, last = findings.lines.number(node.start), findings.lines.number(node.end)
        errors = [each for each in errors if first <= each.span.line <= last]
    return tuple(dict.fromkeys(each.message for each in errors))[:MOST_MESSAGES]


def _bank_around(item: ItemForm, forms: Forms, in_use: Bank | None) -> Bank | None:
    """Build a bank of the item and its likes; a topic that is missing goes by its id."""
    head = forms.head or in_use
    if head is None:
        return None
    return Bank(
        id="preview",
        title="",
        language=head.language,
        article=head.article if isinstance(head, Bank) else article_of(head),
        topics={item.topic: item.topic, **head.topics},
        items={other.id: other for other, _ in forms.items} | {item.id: item},
        quizzes={},
        pictures=head.pictures if isinstance(head, Bank) else pictures_of(head),
    )


def _asked(content: ItemContent) -> Iterator[Asked]:
    """Yield each question of the item, arranged as for some learner."""
    for question in content.questions:
        alone = replace(content, questions=(question,))
        arrangement = arrange(alone, SEED, 1)
        options = arranged_options(question, arrangement)
        posed = posed_item(alone, arrangement, position=1, total=1, with_hint=True)
        is_fixed = question.keep_order and content.type != "true-false"
        left_out = _left_out(question, options)
        answers = _answers(question, options)
        last = len(question.pinned)
        yield Asked(posed, answers, left_out, is_fixed, last, bounds(question))


def _answers(question: Question, shown: tuple[Option, ...]) -> tuple[Option, ...]:
    """What is read after answering: as shown, in the right order, each with its answer, or all."""
    if question.mode == "order" or question.is_typed:
        return question.options
    return counted_parts(question) if question.mode == "each" else shown


def _kept_from(item: ItemForm, bank: Bank) -> Iterator[str]:
    """Yield the terms that are never shown beside this one, from whichever side it is said."""
    named = item.not_beside if isinstance(item, TermItem) else ()
    for other in bank.items.values():
        if isinstance(other, TermItem) and (other.id in named or item.id in other.not_beside):
            yield other.term


def _left_out(question: Question, options: tuple[Option, ...]) -> int:
    return 0 if question.is_typed else len(question.options) - len(options)
