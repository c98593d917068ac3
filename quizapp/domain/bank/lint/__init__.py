"""Lint of the writing: warnings from the literature on how to write items.

A module per family of rules. Rules that read English are asked only of a bank in English. A rule
is silent where it is not sure, and an item can allow a warning with a reason: `allow`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from quizapp.domain.bank.codes import ALLOWABLE
from quizapp.domain.bank.diagnostics import Findings
from quizapp.domain.bank.lint import (
    aids,
    cues,
    figures,
    grammar,
    lengths,
    likeness,
    numbers,
    oddities,
    stems,
    times,
)
from quizapp.domain.bank.lint.concerned import (
    Concerned,
    every,
    of_true_or_false,
    with_distractors,
    with_figures,
    with_hint,
    with_stem_and_keys,
)
from quizapp.domain.bank.lint.coverage import check_coverage
from quizapp.domain.bank.lint.rules import BankRule, ItemRule, Meanwhile, Placed, Remark, afterwards
from quizapp.domain.bank.lint.writing import Writing
from quizapp.domain.bank.nodes import entries_at, key_at, words_at
from quizapp.domain.bank.pausing import collection_paused
from quizapp.domain.bank.placing import note_problem
from quizapp.domain.bank.validation import Forms

ITEM_RULES: dict[ItemRule, Concerned] = {
    lengths.standing_out: with_distractors,
    lengths.too_long: every,
    lengths.too_short: every,
    stems.asking_to_judge_a_question: of_true_or_false,
    cues.saying_the_same: with_distractors,
    aids.key_in_hint: with_hint,
}
"""Rules that look at an item by itself, and which items they can have something to say about."""

BANK_RULES: tuple[BankRule, ...] = (
    lengths.longest_keys,
    aids.missing_explanations,
    aids.missing_feedback,
    likeness.near_duplicates,
)
ENGLISH_ITEM_RULES: dict[ItemRule, Concerned] = {
    stems.asking_nothing: with_stem_and_keys,
    stems.hidden_negative: with_stem_and_keys,
    grammar.ruling_article: with_distractors,
    grammar.ruling_number: with_distractors,
    cues.clang: with_distractors,
    cues.absolutes: with_distractors,
    cues.pointing_at_others: every,
    numbers.overlapping: with_figures,
    numbers.unordered: with_figures,
    oddities.implausible: with_figures,
}
ENGLISH_BANK_RULES: tuple[BankRule, ...] = (likeness.giveaways,)

MANY = 2_000
"""From how many items on it pays to look at the bank as a whole meanwhile, if that can be done."""


@collection_paused()
def check_writing(forms: Forms, findings: Findings, meanwhile: Meanwhile = afterwards) -> None:
    """Warn of what the literature warns of, but for what an item allows.

    Args:
        forms: What was written.
        findings: Where the warnings go.
        meanwhile: How to have half of the work done while the other half is done here.

    """
    text = findings.lines.text
    writings = [Writing(item, node) for item, node in forms.items]
    given: set[tuple[str, str]] = set()
    for writing, problem in _remarks(writings, forms, text, meanwhile):
        if writing is None:
            place = key_at(forms.root, problem.path) or forms.root
            findings.add_at(problem.code, problem.message, place)
        elif problem.code in writing.item.allow:
            given.add((writing.item.id, problem.code))
        else:
            note_problem(problem, writing.node, findings)
    for writing in writings:
        _note_idle_allowances(writing, given, findings)
    check_coverage(forms, findings)


def _remarks(
    writings: list[Writing], forms: Forms, text: str, meanwhile: Meanwhile
) -> Iterator[Remark]:
    """Yield what the rules say; those for English only about a bank that is in English."""
    item_rules, bank_rules = {**ITEM_RULES}, [*BANK_RULES]
    language = words_at(forms.root, "language")
    is_english = bool(language) and language[0].text.lower().partition("-")[0] == "en"
    if is_english:
        sections = entries_at(forms.root, "article", "sections")
        article = [word.text for section in sections for word in words_at(section, "text")]
        item_rules |= {**ENGLISH_ITEM_RULES, figures.unattributed_figures(article): every}
        bank_rules += ENGLISH_BANK_RULES
    of_bank = partial(_said_of_bank, bank_rules, writings)
    said_of_bank = meanwhile(of_bank) if len(writings) >= MANY else of_bank
    asked = {concerned: [*filter(concerned, writings)] for concerned in {*item_rules.values()}}
    for item_rule, concerned in item_rules.items():
        yield from _said(item_rule, asked[concerned])
    if is_english:
        yield from _said(times.moving_times, times.that_may_move(writings, text))
    for number, problem in said_of_bank():
        yield None if number is None else writings[number], problem


def _said_of_bank(rules: Iterable[BankRule], writings: Sequence[Writing]) -> list[Placed]:
    numbers = {id(writing): number for number, writing in enumerate(writings)}
    return [
        (None if writing is None else numbers[id(writing)], problem)
        for rule in rules
        for writing, problem in rule(writings)
    ]


def _said(rule: ItemRule, writings: Iterable[Writing]) -> Iterator[Remark]:
    return ((writing, problem) for writing in writings for problem in rule(writing))


def _note_idle_allowances(
    writing: Writing, given: set[tuple[str, str]], findings: Findings
) -> None:
    for code in writing.item.allow:
        if code in ALLOWABLE and (writing.item.id, code) not in given:
            place = key_at(writing.node, ("allow", code)) or writing.node
            findings.add_at("W521", f"This item has no finding {code} to allow.", place)
