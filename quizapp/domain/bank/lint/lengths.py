"""Lengths: keys that stand out, and texts that are too long or too short.

Haladyna, Downing and Rodriguez (2002), A review of multiple-choice item-writing guidelines for
classroom assessment, Applied Measurement in Education 15(3), 309-333: guideline 8 (minimise the
amount of reading) and 24 (keep the length of choices about equal). They give no numbers; those
here were chosen so that ordinary items stay far from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizapp.domain.bank.lint.rules import Remark
from quizapp.domain.bank.lint.writing import Posed, Writing
from quizapp.domain.intervals import wilson_interval
from quizapp.domain.items.problems import Problem

LONGEST_MIN_QUESTIONS = 8
KEY_RATIO = 1.6
KEY_SURPLUS = 15
STEM_WORDS = 60
OPTION_WORDS = 35


def longest_keys(writings: Sequence[Writing]) -> Iterator[Remark]:
    """Warn if choosing the longest option wins more often than chance explains."""
    posed = [each for writing in writings for each in writing.posed if _has_one_key(each)]
    if len(posed) < LONGEST_MIN_QUESTIONS:
        return
    won = sum(map(_share_won_by_length, posed))
    expected = sum(1 / len(each.options) for each in posed)
    if wilson_interval(won / len(posed), len(posed)).low > expected / len(posed):
        message = (
            f"In {won:.0f} of {len(posed)} questions the key is the longest option;"
            f" by chance it would be {expected:.0f}."
        )
        yield None, Problem("W501", ("items",), message)


def standing_out(writing: Writing) -> Iterator[Problem]:
    """Warn of a key that is much longer than each distractor."""
    for posed in filter(_has_one_key, writing.posed):
        key = posed.keys[0]
        longest = max([len(option.seen) for option in posed.distractors])
        if len(key.seen) >= max(KEY_RATIO * longest, longest + KEY_SURPLUS):
            message = (
                f"The key has {len(key.seen)} characters, the longest distractor has {longest}."
            )
            yield Problem("W502", key.path, message)


def too_long(writing: Writing) -> Iterator[Problem]:
    """Warn of stems and options that take long to read, and of entries of what has several."""
    stem = writing.posed[0].stem if writing.entries else writing.statement
    if len(stem.seen) > STEM_WORDS and len(stem.words) > STEM_WORDS:
        yield Problem("W510", stem.path, f"This has {len(stem.words)} words.")
    for posed in writing.posed:
        for option in (*posed.options, *writing.entries):
            if len(option.seen) > OPTION_WORDS and len(option.words) > OPTION_WORDS:
                message = f"This option has {len(option.words)} words."
                yield Problem("W510", option.path, message)


def too_short(writing: Writing) -> Iterator[Problem]:
    """Warn of a stem of one word, in scripts that put spaces between words."""
    stem = writing.statement
    if " " in stem.seen or writing.item.type not in ("choice", "multiple", "true-false"):
        return
    if len(stem.seen.split()) == 1 and all(ord(letter) < 0x600 for letter in stem.seen):
        yield Problem("W511", stem.path, "This stem is a single word.")


def _has_one_key(posed: Posed) -> bool:
    return len(posed.keys) == 1 and bool(posed.distractors)


def _share_won_by_length(posed: Posed) -> float:
    """Return the chance to find the key for someone who guesses among the longest options."""
    lengths = [len(option.seen) for option in posed.options]
    return (lengths[0] == max(lengths)) / lengths.count(max(lengths))
