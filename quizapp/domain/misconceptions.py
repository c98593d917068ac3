"""Wrong answers that many of a class share, and whether they are new."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from quizapp.domain.differences import Group, newcombe_interval
from quizapp.domain.drills.typed import READ_AS, counted_typed, typed_groups
from quizapp.domain.items import ItemContent

MANY, FEWEST_MINDS = 0.2, 3
"""A wrong answer is shared by many if a fifth of those asked chose it, and at least three."""


@dataclass(frozen=True)
class LastChoice:
    """What `learners` chose when an item last counted; `is_recent`: within the last weeks.

    What was typed is there as it was recorded: the text, and what it was read as.
    """

    chosen: Collection[str]
    is_wrong: bool
    is_recent: bool
    learners: int


@dataclass(frozen=True)
class Misconception:
    """A wrong option that `count` of `of` learners chose last; `is_new`: mostly of late."""

    text: str
    count: int
    of: int
    is_new: bool


def misconception(content: ItemContent, choices: Iterable[LastChoice]) -> Misconception | None:
    """The wrong option that most learners share, if many do; none of what has parts.

    It is new if it was chosen more often of late than before, by more than chance: the interval
    of the difference of the two shares lies above 0. Somebody counts once, by the last answer.
    """
    if any(question.has_parts for question in content.questions):
        return None  # nobody chose one option: what was wrong is in the parts of the response
    choices = list(choices)
    texts = {option.id: option.text for q in content.questions for option in q.options}
    if (typed := content.questions[0] if content.questions else None) and typed.is_typed:
        texts = {it.id: it.text for it in typed_groups(typed, (each.chosen for each in choices))}
        choices = [replace(each, chosen=counted_typed(typed, each.chosen)) for each in choices]
        texts.pop(READ_AS, None)  # nobody knows whether they were the same words
    counts = {
        option: sum(each.learners for each in choices if _chose(each, option, content))
        for option in texts
    }
    of = sum(each.learners for each in choices)
    option = max(counts, key=lambda each: counts[each], default=None)
    if option is None or counts[option] < max(FEWEST_MINDS, MANY * of):
        return None
    return Misconception(texts[option], counts[option], of, _is_new(option, choices, content))


def _is_new(option: str, choices: Sequence[LastChoice], content: ItemContent) -> bool:
    recent, before = (_share_of(option, choices, content, is_recent=late) for late in (True, False))
    return bool(recent.n and before.n) and newcombe_interval(recent, before).low > 0


def _share_of(
    option: str, choices: Iterable[LastChoice], content: ItemContent, *, is_recent: bool
) -> Group:
    those = [each for each in choices if each.is_recent is is_recent]
    n = sum(each.learners for each in those)
    count = sum(each.learners for each in those if _chose(each, option, content))
    return Group(n, count / n if n else 0.0)


def _chose(choice: LastChoice, option: str, content: ItemContent) -> bool:
    """Whether the option was chosen and is what was wrong about the choice.

    Of several chosen options, a key is not; a single one is, also where another gap has it as key.
    """
    if not choice.is_wrong or option not in choice.chosen:
        return False
    return (len(choice.chosen) == 1 and not _asks_for_many(content)) or not _is_key(option, content)


def _asks_for_many(content: ItemContent) -> bool:
    return any(question.mode == "many" for question in content.questions)


def _is_key(option: str, content: ItemContent) -> bool:
    return any(o.id == option and o.is_key for q in content.questions for o in q.options)
