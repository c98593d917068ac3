"""What match and sort items share: prompts, each of which is given one of the options."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizapp.domain.items.content import Credit, Option, Prompt, Question, option_id
from quizapp.domain.items.problems import Path, Problem, repeated


def each_question(
    stem: str,
    pairs: Iterable[tuple[str, str]],
    options: Iterable[str],
    *,
    credit: Credit,
    keep_order: bool = False,
) -> Question:
    """Return a question that asks for one option for each prompt; pairs are prompt and right one.

    The prompts stand in the order of their ids. In the file they stand beside their answers or in
    their boxes; an id follows from the text alone, so that this order tells nothing of the right
    answers, and equal questions have equal contents. An attempt shows them in an order of its own.
    """
    prompts = [Prompt(option_id(text), text, option_id(right)) for text, right in pairs]
    keys = {prompt.key for prompt in prompts}
    texts = {option_id(text): text for text in options}
    return Question(
        stem,
        tuple(Option(identity, text, identity in keys) for identity, text in texts.items()),
        mode="each",
        keep_order=keep_order,
        credit=credit,
        prompts=tuple(sorted(prompts, key=lambda prompt: prompt.id)),
    )


def prompt_problems(prompts: Iterable[tuple[Path, str]], what: str) -> Iterator[Problem]:
    """Find prompts that stand twice: their answers could not be told apart."""
    for path, text in repeated(prompts):
        message = f"The {what} “{text}” stands twice."
        hint = "Keep it once, or say in each what tells it from the other."
        yield Problem("B215", path, message, hint=hint)
