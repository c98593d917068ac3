"""The bank language: from the bytes of questions.yaml to a bank, or to what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.bank.article import Article, Passage, Section
from quizapp.domain.bank.assembly import article_of, bank_of
from quizapp.domain.bank.bank import Bank, Quiz
from quizapp.domain.bank.checks import check_bank
from quizapp.domain.bank.diagnostics import Finding, Findings, Severity, Span, TooManyErrorsError
from quizapp.domain.bank.limits import LIMITS, Limits
from quizapp.domain.bank.lint import check_writing
from quizapp.domain.bank.nodes import Mapping
from quizapp.domain.bank.reader import decoded, root_node
from quizapp.domain.bank.validation import Forms, bank_forms

__all__ = [
    "Article",
    "Bank",
    "Finding",
    "Passage",
    "Quiz",
    "Reading",
    "Section",
    "Severity",
    "Span",
    "read_bank",
]


@dataclass(frozen=True)
class Reading:
    """What came of reading a file; there is a bank exactly if no finding is an error.

    There may be an article all the same: errors in items and quizzes leave it whole.
    """

    bank: Bank | None
    findings: tuple[Finding, ...]
    text: str
    article: Article | None = None


def read_bank(data: bytes, limits: Limits = LIMITS, *, lint: bool = False) -> Reading:
    """Read, validate and check a bank; whatever the bytes are, the answer is a reading.

    Args:
        data: The bytes of the file.
        limits: How large a file may be, and how many errors are listed.
        lint: Whether to look at the writing too, for whoever is at work on the file.

    """
    text, fault = decoded(data) if len(data) <= limits.bytes else ("", None)
    findings = Findings(text, limits.errors)
    forms = None
    try:
        if len(data) > limits.bytes:
            message = f"The file has {len(data):,} bytes; {limits.bytes:,} are the most."
            findings.add("Y101", message, 0, 0)
        elif fault is not None:
            findings.add("Y102", "This is not UTF-8 text.", fault, fault + 1)
        else:
            forms = _checked_forms(findings, limits, lint=lint)
    except TooManyErrorsError:
        forms = None
    if forms is None or forms.head is None:
        return Reading(None, findings.in_order(), text)
    article = article_of(forms.head)
    bank = None if findings.has_errors else bank_of(forms.head, article, forms)
    return Reading(bank, findings.in_order(), text, article)


def _checked_forms(findings: Findings, limits: Limits, *, lint: bool) -> Forms | None:
    root = root_node(findings, limits)
    if root is None:
        return None
    if not isinstance(root, Mapping):
        findings.add_at("B204", "A bank is a group of keys, beginning with `format: 1`.", root)
        return None
    forms = bank_forms(root, findings)
    check_bank(forms, findings)
    if lint:
        check_writing(forms, findings)
    return forms
