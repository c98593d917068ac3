"""How often a wrong key is found, and a right one suspected, in simulated classes of each size.

    python -m bench.suspected_keys [--classes 2000] [--seed 1]

A class takes a quiz of ten questions with four options each. A learner of ability a (normal, SD 1)
knows a question of hardness h with a chance of 1 / (1 + exp(h - a)); who does not picks any option.
Nine questions have hardnesses from -1.5 to 1. The tenth, whose key is in question, is asked in
three ways: of middling hardness (two thirds choose what is right) with a wrong key; the same with
the right key; and a hard one with the right key and a misconception, which draws six of ten of
those who do not know. docs/statistics.md states what comes out.
"""

from __future__ import annotations

import argparse
import math
import random
from dataclasses import dataclass

from quizapp.domain.item_analysis import Choice, Item, ResponseMatrix, VerdictKind, analysis

SIZES = (8, 10, 12, 15, 20, 25, 30)
MIDDLING, HARD = -0.3, 0.5
NO_LURE, MISCONCEPTION = 0.25, 0.6
OTHERS = tuple(-1.5 + 2.5 * place / 8 for place in range(9))
OPTIONS = "ABCD"


def answers(
    dice: random.Random, abilities: list[float], hardness: float, lure: float = NO_LURE
) -> list[str]:
    """What each learner chooses; A is what is right, and B draws so many who do not know it."""
    weights = [(1 - lure) / 3, lure, (1 - lure) / 3, (1 - lure) / 3]
    return [
        "A"
        if dice.random() < 1 / (1 + math.exp(hardness - ability))
        else dice.choices(OPTIONS, weights)[0]
        for ability in abilities
    ]


def item(name: str, chosen: list[str], key: str) -> Item:
    """An item marked by a key."""
    marks = tuple(float(each == key) for each in chosen)
    return Item(name, marks, 1.0, tuple(map(Choice, chosen)), Choice(key), tuple(OPTIONS))


def suspected(
    dice: random.Random, n: int, key: str, hardness: float = MIDDLING, lure: float = NO_LURE
) -> set[str]:
    """The items of one class of which the key is suspected; `asked` is the one in question."""
    abilities = [dice.gauss(0.0, 1.0) for _ in range(n)]
    items = [item("asked", answers(dice, abilities, hardness, lure), key)]
    items += [
        item(f"other {number}", answers(dice, abilities, hardness), "A")
        for number, hardness in enumerate(OTHERS)
    ]
    figures = analysis(ResponseMatrix(tuple(map(str, range(n))), tuple(items)))
    return {
        each.item_id
        for each in figures.items
        if any(verdict.kind is VerdictKind.CHECK_KEY for verdict in each.verdicts)
    }


@dataclass(frozen=True)
class Shares:
    """Of all classes of a size: shares in which a key was suspected.

    Attributes:
        found: A wrong key of a middling question.
        alarmed: Its right key.
        alarmed_anywhere: The right key of any of the ten questions.
        misled: The right key of a hard question with a misconception.
    """

    found: float
    alarmed: float
    alarmed_anywhere: float
    misled: float


def shares(n: int, classes: int, seed: int) -> Shares:
    """What comes out in so many classes of n learners."""
    dice = random.Random(f"{seed}:{n}")
    wrong = [suspected(dice, n, "B") for _ in range(classes)]
    right = [suspected(dice, n, "A") for _ in range(classes)]
    hard = [suspected(dice, n, "A", HARD, MISCONCEPTION) for _ in range(classes)]
    return Shares(
        found=sum("asked" in each for each in wrong) / classes,
        alarmed=sum("asked" in each for each in right) / classes,
        alarmed_anywhere=sum(map(bool, right)) / classes,
        misled=sum("asked" in each for each in hard) / classes,
    )


def main() -> None:
    """Print a line for each size of class."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--classes", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print("  n  wrong key found  right key suspected: of it  of any of ten  with a misconception")
    for n in SIZES:
        each = shares(n, options.classes, options.seed)
        print(
            f"{n:>3} {each.found:>16.1%} {each.alarmed:>26.2%} {each.alarmed_anywhere:>14.2%}"
            f" {each.misled:>21.2%}"
        )


if __name__ == "__main__":
    main()
