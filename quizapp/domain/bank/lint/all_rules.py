"""All rules about the writing, asked one after the other.

Rules that read English are asked only of a bank in English.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from quizapp.domain.bank.assembly import article_of, bank_of
from quizapp.domain.bank.bank import Bank
from quizapp.domain.bank.codes import ALLOWABLE
from quizapp.domain.bank.diagnostics import Findings
from quizapp.domain.bank.formula_checks import check_dollars
from quizapp.domain.bank.lint import (
    aids,
    cues,
    dated_orders,
    dollars,
    figures,
    fronts,
    gap_words,
    grammar,
    lengths,
    likeness,
    numbers,
    oddities,
    orders,
    passages,
    picture_words,
    proofs,
    quotations,
    same_answers,
    stems,
    telling_order,
    times,
    typed_numbers,
    typed_words,
)
from quizapp.domain.bank.lint.coverage import check_coverage
from quizapp.domain.bank.lint.english import is_english
from quizapp.domain.bank.lint.rules import BankRule, ItemRule, Remark
from quizapp.domain.bank.lint.writing import Writing
from quizapp.domain.bank.nodes import entries_at, key_at, words_at
from quizapp.domain.bank.placing import note_problem
from quizapp.domain.bank.section_nodes import entries_of
from quizapp.domain.bank.validation import Forms

ITEM_RULES: tuple[ItemRule, ...] = (
    lengths.standing_out,
    lengths.too_long,
    lengths.too_short,
    stems.asking_to_judge_a_question,
    cues.saying_the_same,
    aids.key_in_hint,
    dated_orders.giving_order_away,
    same_answers.same_throughout,
    typed_numbers.unit_told_twice,
    typed_words.too_long_to_type,
    typed_words.number_as_words,
    dollars.almost_a_formula,
)
"""Rules that look at an item by itself."""

BANK_RULES: tuple[BankRule, ...] = (
    lengths.longest_keys,
    aids.missing_explanations,
    aids.missing_feedback,
    likeness.near_duplicates,
    fronts.shared_fronts,
)
"""Rules that hold items against one another."""

ENGLISH_ITEM_RULES: tuple[ItemRule, ...] = (
    stems.asking_nothing,
    stems.hidden_negative,
    grammar.ruling_article,
    grammar.ruling_number,
    cues.clang,
    cues.absolutes,
    cues.pointing_at_others,
    numbers.overlapping,
    orders.unordered,
    oddities.implausible,
    times.moving_times,
    fronts.needing_options,
)
ENGLISH_BANK_RULES: tuple[BankRule, ...] = (likeness.giveaways,)


def check_writing(forms: Forms, findings: Findings) -> None:
    """Warn of what the literature warns of, but for what an item allows."""
    writings = [Writing(item, node) for item, node in forms.items]
    given: set[tuple[str, str]] = set()
    bank = None if findings.has_errors else _bank(forms)
    for writing, problem in _remarks(writings, forms, bank):
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
    check_dollars(forms.root, findings)


def _remarks(writings: list[Writing], forms: Forms, bank: Bank | None) -> Iterator[Remark]:
    """Yield what the rules say; those for English only about a bank that is in English."""
    item_rules, bank_rules = ITEM_RULES, BANK_RULES
    bank_rules += (gap_words.gaps_told_in_quizzes(quiz for quiz, _ in forms.quizzes),)
    item_rules += (passages.stray_passages(forms.cited.places),) if forms.cited else ()
    pictures = forms.head.pictures if forms.head else {}
    if pictures:
        item_rules += (picture_words.telling_words(pictures),)
        bank_rules += (picture_words.poor_words(pictures),)
    language = words_at(forms.root, "language")
    if language:
        item_rules += (typed_words.idle_variants(language[0].text),)
    if language and is_english(language[0].text):
        texts = _article_texts(forms)
        item_rules += (*ENGLISH_ITEM_RULES, figures.unattributed_figures(texts))
        item_rules += (quotations.unattributed_quotations(texts),)
        if forms.cited:
            places = forms.cited.places
            item_rules += (proofs.unproved_keys(places), typed_numbers.exact_of_rough(places))
        bank_rules += ENGLISH_BANK_RULES
        bank_rules += (telling_order.giving_away_in_quizzes(bank),) if bank else ()
    else:
        item_rules += (typed_numbers.word_of_other_size,)
    for item_rule in item_rules:
        for writing in writings:
            yield from ((writing, problem) for problem in item_rule(writing))
    for bank_rule in bank_rules:
        yield from bank_rule(writings)


def _bank(forms: Forms) -> Bank | None:
    """Return the bank of forms that have no errors, for rules about what learners are shown."""
    return None if forms.head is None else bank_of(forms.head, article_of(forms.head), forms)


def _article_texts(forms: Forms) -> list[str]:
    sections = entries_at(forms.root, "article", "sections")
    entries = chain.from_iterable(entries_of(section) for section in sections)
    return [entry.text for entry in entries if not entry.is_note]


def _note_idle_allowances(
    writing: Writing, given: set[tuple[str, str]], findings: Findings
) -> None:
    for code in writing.item.allow:
        if code in ALLOWABLE and (writing.item.id, code) not in given:
            place = key_at(writing.node, ("allow", code)) or writing.node
            findings.add_at("W521", f"This item has no finding {code} to allow.", place)
