"""What a response would earn if the item had read as it reads now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from quizapp.domain.drills.credit import CreditRules, credit
from quizapp.domain.drills.marking import MAX_MARK, mark
from quizapp.domain.drills.matches import answers_of, as_chosen
from quizapp.domain.drills.posing import Arrangement
from quizapp.domain.drills.typed import are_words_gone
from quizapp.domain.drills.typed_widening import is_typed_right_still
from quizapp.domain.items.content import ItemContent, Question
from quizapp.domain.items.counterparts import (
    is_drawn,
    option_counterparts,
    prompt_counterparts,
    question_counterparts,
)


@dataclass(frozen=True)
class Successor:
    """A question as it reads now, and what has become of the options and prompts it had."""

    question: Question
    become: Mapping[str, str]
    prompts: Mapping[str, str]

    def mark(self, shown: Collection[str], chosen: Collection[str]) -> float | None:
        """The mark for a choice among the options shown then; None where it cannot be said.

        It cannot be said where a chosen option is gone, or where a key of today was not among
        the options: nobody can be blamed for not choosing what was not there. Neither can it
        where a prompt is gone or came in. What was typed is read anew, if it is there.
        """
        if self.question.is_typed:
            return None if are_words_gone(chosen) else mark(self.question, chosen)
        offered = {self.become.get(option_id) for option_id in shown}
        keys = {option.id for option in self.question.options if option.is_key}
        if self.question.mode == "each":
            return self._mark_of_prompts(answers_of(chosen)) if keys <= offered else None
        if not (keys <= offered and self.become.keys() >= set(chosen)):
            return None
        return mark(self.question, [self.become[option_id] for option_id in chosen])

    def _mark_of_prompts(self, answers: Mapping[str, str]) -> float | None:
        are_there = self.prompts.keys() >= answers.keys()
        if not (are_there and self.become.keys() >= set(answers.values())):
            return None
        now = {self.prompts[prompt]: self.become[option] for prompt, option in answers.items()}
        if now.keys() != {prompt.id for prompt in self.question.prompts}:
            return None
        return mark(self.question, as_chosen(now))


def successor(old: ItemContent, new: ItemContent, question: int) -> Successor | None:
    """What has become of a question, by its number in the old content; None if it is gone.

    One that asked for an order, for one option each, or to type, and asks for something else now,
    or the other way round, is another.
    """
    number = question_counterparts(old.questions, new.questions).get(question)
    if number is None:
        return None
    then, now = old.questions[question], new.questions[number]
    if then.mode != now.mode and any(each.has_parts or each.is_typed for each in (then, now)):
        return None
    become = option_counterparts(then, now) | _still_wrong(then, now)
    return Successor(now, become, prompt_counterparts(then, now))


def remark(
    old: ItemContent, new: ItemContent, arrangement: Arrangement, chosen: Collection[str]
) -> float | None:
    """The mark for the response by the item's new content; None where it cannot be said.

    It cannot be said where the question is gone, or in a case of `Successor.mark`. Options are
    matched by id; one that was reworded is still the same (`quizapp.domain.items.counterparts`).
    No choice, "I don't know", earns nothing whatever became of the question.

    Args:
        old: The content by which the item was asked.
        new: The content by which the response is to be marked.
        arrangement: Which question of `old` was asked, and which options were shown.
        chosen: The ids, in `old`, of the options chosen.
    """
    if not chosen:
        return 0.0
    question = successor(old, new, arrangement.question)
    return question.mark(arrangement.option_ids, chosen) if question else None


@dataclass(frozen=True)
class Tries:
    """The options that a response chose, by id; `second` is None where there was one try."""

    first: Collection[str]
    second: Collection[str] | None
    is_hinted: bool


def marked_tries(
    tries: Tries, rules: CreditRules, mark_of: Callable[[Collection[str]], float | None]
) -> tuple[float | None, float | None]:
    """The mark of the first try, and what the response counts.

    Both are None where a try cannot be marked on which they depend: beside a first one that is
    right, the second does not matter.

    Args:
        tries: What was chosen.
        rules: Those of the attempt.
        mark_of: Gives the mark for options chosen, None where it cannot be said.
    """
    first, second = mark_of(tries.first), None
    if first is None:
        return None, None
    if tries.second is not None and first < MAX_MARK:
        second = mark_of(tries.second)
        if second is None:
            return None, None
    return first, credit(first, second, is_hinted=tries.is_hinted, rules=rules)


def remarked_tries(
    old: ItemContent,
    new: ItemContent,
    arrangement: Arrangement,
    tries: Tries,
    rules: CreditRules,
) -> tuple[float | None, float | None]:
    """The mark of the first try by the item's new content, and what the response counts by it.

    Both are None where it cannot be said; see `remark`.
    """
    return marked_tries(tries, rules, lambda chosen: remark(old, new, arrangement, chosen))


def is_widened(old: ItemContent, new: ItemContent) -> bool:
    """Whether all that was right is right still, and more is accepted now.

    Only where one option is chosen, or an answer typed: where all right ones are asked for, one
    more makes what was full marks a part of them.
    """
    if len(old.questions) != len(new.questions):
        return False
    return all(_is_right_still(old, new, number) for number in range(len(old.questions)))


def _is_right_still(old: ItemContent, new: ItemContent, number: int) -> bool:
    then, now = old.questions[number], successor(old, new, number)
    if now is not None and then.is_typed:
        return is_typed_right_still(then, now.question)
    if now is None or (then.mode, now.question.mode) != ("one", "one"):
        return False
    keys = {option.id for option in now.question.options if option.is_key}
    return all(now.become.get(option.id) in keys for option in then.options if option.is_key)


def _still_wrong(then: Question, now: Question) -> dict[str, str]:
    """What was drawn from a sibling, and is drawn no more, as itself: it is no key, then or now."""
    if not (is_drawn(then) and is_drawn(now)):
        return {}
    there = {option.id for option in now.options}
    return {
        option.id: option.id
        for option in then.options
        if not option.is_key and option.id not in there
    }
