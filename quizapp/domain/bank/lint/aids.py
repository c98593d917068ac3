"""The help beside a question: hint, explanation, feedback.

Haladyna, Downing and Rodriguez (2002) end where the test does; that feedback on each option
teaches is from Butler and Roediger (2008), Feedback enhances the positive effects and reduces the
negative effects of multiple-choice testing, Memory & Cognition 36, 604-616.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    bare = [each for each in writings if each.item.explanation is None]
    bare = [each for each in bare if each.item.type != "term"]
    for one in _breaking_the_habit("W517", writings, bare):
        if one is None:
            message = f"{len(bare)} of {len(writings)} items have no explanation."
            yield None, Problem("W517", ("items",), message)
        else:
            message = "Nothing explains the key of this item."
            yield one, Problem("W517", one.path, message)


def missing_feedback(writings: Sequence[Writing]) -> Iterator[Remark]:
    """Warn of distractors without feedback where the item, or most of the bank, gives it."""
    asking = [writing for writing in writings if writing.distractor_forms]
    silent: list[Writing] = []
    for writing in asking:
        feedbacks = [form.feedback for _, form in writing.distractor_forms]
        if not any(feedbacks):
            silent.append(writing)
        elif None in feedbacks:
            yield from ((writing, problem) for problem in _distractors_without_feedback(writing))
    for one in _breaking_the_habit("W518", asking, silent):
        if one is None:
            message = f"{len(silent)} of {len(asking)} items say of no distractor why it is wrong."
            yield None, Problem("W518", ("items",), message)
        else:
            message = "No distractor of this item says why it is wrong."
            yield one, Problem("W518", one.distractor_forms[0][0][:1], message)


def _breaking_the_habit(
    code: str, writings: Sequence[Writing], lacking: Sequence[Writing]
) -> Iterator[Writing | None]:
    """Yield those of all that lack what most have; None, for all, if most lack it.

    Those that allow it are yielded in any case, and counted in none.
    """
    yield from (writing for writing in lacking if code in writing.item.allow)
    lacking = [writing for writing in lacking if code not in writing.item.allow]
    count = len([writing for writing in writings if code not in writing.item.allow])
    if 2 * len(lacking) > count:
        yield None
    else:
        yield from lacking


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
