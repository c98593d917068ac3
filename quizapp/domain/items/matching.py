"""Prompts to be matched with their answers: who said what, what belongs to what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from typing_extensions import override

from quizapp.domain.items.base import ItemForm
from quizapp.domain.items.content import Credit, Face, Question, option_words
from quizapp.domain.items.each import each_question, prompt_problems
from quizapp.domain.items.fields import ONE_OR_SEVERAL, OptionalText, Text, listed
from quizapp.domain.items.problems import Problem, repeated

FEWEST_PAIRS, MOST_PAIRS = 2, 8
MOST_DISTRACTORS = 12
"""With the answers they are 20 at most, as in other lists: on paper each has a letter."""

Pairs = Annotated[dict[Text, Text], Field(min_length=FEWEST_PAIRS, max_length=MOST_PAIRS)]
Distractors = Annotated[
    tuple[Text, ...], Field(max_length=MOST_DISTRACTORS), BeforeValidator(listed), ONE_OR_SEVERAL
]


class MatchItem(ItemForm):
    """Prompts, each with its answer; `distractors` belong to none. Two prompts may share an answer.

    `credit: proportional` gives (prompts with their right answer) / prompts; `exact` gives the mark
    only where all are right. Its card asks `front`, or else the stem.
    """

    type: Literal["match"]
    stem: Text
    front: OptionalText = None
    pairs: Pairs
    distractors: Distractors = ()
    credit: Credit = "proportional"

    @override
    def questions(self, siblings: Sequence[ItemForm]) -> tuple[Question, ...]:
        options = (*self.pairs.values(), *self.distractors)
        return (each_question(self.stem, self.pairs.items(), options, credit=self.credit),)

    @override
    def faces(self) -> tuple[Face, ...]:
        back = "\n".join(f"- {prompt}: {answer}" for prompt, answer in self.pairs.items())
        return (Face(self.front or self.stem, back),)

    @override
    def problems(self, siblings: Sequence[ItemForm]) -> Iterator[Problem]:
        yield from prompt_problems(((("pairs", prompt), prompt) for prompt in self.pairs), "prompt")
        answers = {option_words(answer) for answer in self.pairs.values()}
        others = [(("distractors", at), text) for at, text in enumerate(self.distractors)]
        for path, text in others:
            if option_words(text) in answers:
                message = f"“{text}” is the answer of a prompt, and stands here again."
                hint = "Take it out: every answer is offered for every prompt."
                yield Problem("B216", path, message, hint=hint)
        for again, text in repeated(others):
            yield Problem("B215", again, f"The option “{text}” is listed twice.")
