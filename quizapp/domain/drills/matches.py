"""Responses that give each prompt one option: how they are written, and what of them is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from quizapp.domain.drills.typed import typed_text
from quizapp.domain.items.content import Option, Question

BETWEEN = ":"
"""Stands between a prompt's id and its option's; no id has it."""


def as_chosen(answers: Mapping[str, str]) -> tuple[str, ...]:
    """Write down options by prompts, both by id, in the one order in which equals are equal."""
    return tuple(sorted(f"{prompt}{BETWEEN}{option}" for prompt, option in answers.items()))


def answers_of(chosen: Collection[str]) -> dict[str, str]:
    """Read back which option each prompt was given; what is no such pair is left out."""
    pairs = (each.partition(BETWEEN) for each in chosen)
    return {prompt: option for prompt, between, option in pairs if between}


def right_prompts(question: Question, chosen: Collection[str]) -> tuple[str, ...]:
    """Return the ids of the prompts that have their right option."""
    answers = answers_of(chosen)
    return tuple(prompt.id for prompt in question.prompts if answers.get(prompt.id) == prompt.key)


def share_matched(question: Question, chosen: Collection[str]) -> float:
    """(Prompts with their right option) / prompts."""
    return len(right_prompts(question, chosen)) / len(question.prompts)


def right_answers(question: Question) -> tuple[str, ...]:
    """The response that is right throughout."""
    return as_chosen({prompt.id: prompt.key for prompt in question.prompts})


def matched_texts(question: Question) -> tuple[str, ...]:
    """Each prompt with its right option, in words."""
    return tuple(part.text for part in matched_parts(question))


def key_texts(question: Question) -> tuple[str, ...]:
    """What is right, in words: the keys, or each prompt with its right option."""
    if question.mode == "each":
        return matched_texts(question)
    return tuple(option.text for option in question.options if option.is_key)


def matched_parts(question: Question) -> tuple[Option, ...]:
    """Each prompt with its right option, as what is counted of a class's responses."""
    texts = {option.id: option.text for option in question.options}
    return tuple(
        Option(prompt.id, f"{prompt.text} → {texts[prompt.key]}", is_key=True)
        for prompt in question.prompts
    )


def chosen_texts(question: Question, chosen: Sequence[str]) -> tuple[str, ...]:
    """What was chosen, in words: options; where each prompt has one, with the prompt before it.

    What was typed, as it was typed.
    """
    if question.is_typed:
        return tuple(filter(None, [typed_text(chosen)]))
    texts = {option.id: option.text for option in question.options}
    if question.mode != "each":
        return tuple(texts.get(each, each) for each in chosen)
    answers = answers_of(chosen)
    return tuple(
        f"{prompt.text} → {texts.get(answers[prompt.id], answers[prompt.id])}"
        for prompt in question.prompts
        if prompt.id in answers
    )


def commonest_wrong(
    question: Question, responses: Iterable[tuple[Collection[str], int]]
) -> dict[str, tuple[str, int]]:
    """For each prompt, by id, the wrong option given most, in words, and how often.

    Left out is a prompt that everybody had right, and one where several wrong ones lead.

    Args:
        question: The question.
        responses: What was chosen, and how many chose it.
    """
    counts: dict[str, Counter[str]] = {prompt.id: Counter() for prompt in question.prompts}
    right = {prompt.id: prompt.key for prompt in question.prompts}
    for chosen, count in responses:
        for prompt, option in answers_of(chosen).items():
            if prompt in right and option != right[prompt]:
                counts[prompt][option] += count
    texts = {option.id: option.text for option in question.options}
    leading = {prompt: of_prompt.most_common(2) for prompt, of_prompt in counts.items()}
    return {
        prompt: (texts.get(first[0][0], first[0][0]), first[0][1])
        for prompt, first in leading.items()
        if first and (len(first) == 1 or first[0][1] > first[1][1])
    }
