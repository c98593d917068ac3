"""The help round a question: hint, explanation, feedback.

Haladyna, Downing and Rodriguez (2002) end where the test does; that feedback on each option
teaches is from Butler and Roediger (2008), Feedback enhances the positive effects and reduces the
negative effects of multiple-choice testing, Memory & Cognition 36, 604-616.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from quizapp.domain.bank.lint.rules import Remark
from quizapp.domain.bank.lint.writing import Posed, Writing, words
from quizapp.domain.items.problems import Problem

MIN_KEY_LETTERS = 3


def key_in_hint(writing: Writing) -> Iterator[Problem]:
    """Warn of a hint that holds the key, and not each option as well."""
    if writing.item.hint is None:
        return
    hint = f" {' '.join(words(writing.item.hint))} "
    for posed in writing.posed:
        for key in posed.keys:
            if _is_named(key.words, hint) and not _are_all_named(posed, hint):
                message = f"The hint holds the key, “{key.text}”."
                yield Problem("W516", ("hint",), message)


def missing_explanations(writings: Sequence[Writing]) -> Iterator[Remark]:
    """Warn of items without an explanation, one by one where most have one, else once."""

    def lacks(writing: Writing) -> bool:
        return writing.item.explanation is None and writing.item.type != "term"

    count = sum(map(lacks, writings))
    for one in _breaking_the_habit("W517", writings, lacks):
        if one is None:
            message = f"{count} of {len(writings)} items have no explanation."
            yield None, Problem("W517", ("items",), message)
        else:
            message = "Nothing explains the key of this item."
            yield one, Problem("W517", one.path, message)


def missing_feedback(writings: Sequence[Writing]) -> Iterator[Remark]:
    """Warn of distractors without feedback where the item, or most of the bank, gives it."""
    asking = [writing for writing in writings if writing.distractor_forms]
    silent = [writing for writing in asking if not _has_feedback(writing)]
    for writing in asking:
        if _has_feedback(writing):
            yield from ((writing, problem) for problem in _distractors_without_feedback(writing))
    for one in _breaking_the_habit("W518", asking, lambda each: not _has_feedback(each)):
        if one is None:
            message = f"{len(silent)} of {len(asking)} items say of no distractor why it is wrong."
            yield None, Problem("W518", ("items",), message)
        else:
            message = "No distractor of this item says why it is wrong."
            yield one, Problem("W518", ("distractors",), message)


def _breaking_the_habit(
    code: str, writings: Sequence[Writing], lacks: Callable[[Writing], bool]
) -> Iterator[Writing | None]:
    """Yield those that lack what most have; None, for all, if most lack it.

    Those that allow it are yielded in any case, and counted in none.
    """
    yield from (writing for writing in writings if lacks(writing) and code in writing.item.allow)
    others = [writing for writing in writings if code not in writing.item.allow]
    lacking = [writing for writing in others if lacks(writing)]
    if 2 * len(lacking) > len(others):
        yield None
    else:
        yield from lacking


def _has_feedback(writing: Writing) -> bool:
    return any(form.feedback for _, form in writing.distractor_forms)


def _distractors_without_feedback(writing: Writing) -> Iterator[Problem]:
    for path, form in writing.distractor_forms:
        if form.feedback is None:  # "" is B214: a colon, and nothing after it
            yield Problem("W518", path, f"Nothing says why “{form.text}” is wrong.")


def _is_named(sought: tuple[str, ...], hint: str) -> bool:
    """Whether a hint, in words between spaces, holds the words; a short one is no clue."""
    phrase = " ".join(sought)
    return len(phrase) >= MIN_KEY_LETTERS and f" {phrase} " in hint


def _are_all_named(posed: Posed, hint: str) -> bool:
    return bool(posed.distractors) and all(_is_named(o.words, hint) for o in posed.options)
