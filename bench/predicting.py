"""Whether a class's answers make its predictions better: `python -m bench.predicting`.

Gate E of bench/learning.py, in more cases, and where forgetting is FSRS's own, so that there is
nothing to correct but kind ratings, luck and items that give each other away. Prints the
difference of log loss on the same answers, with the class's statistics and without, and its 95 %
interval over learners; below nought is better.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from bench.learning import AT_FIVE, AT_TWO, watched
from bench.true_forgetting import ALL_WORLDS
from quizapp.domain.memory.predictions.prediction_gain import prediction_gain
from quizapp.domain.memory.predictions.recorded import Prediction, of_first_answers, of_reviews

CASES = {**AT_TWO, "5 min, exam day 60": AT_FIVE["5 min, exam day 60"]}


def lines(case: str, world: str, classes: int, seed: int) -> Iterator[str]:
    """What came out of some classes, reviews and first answers apart."""
    predictions: list[Prediction] = []
    for each in range(classes):
        predictions += watched(world, CASES[case], f"{seed} {case} {world} {each}")[1]
    for kind, chosen in (("reviews", of_reviews), ("first answers", of_first_answers)):
        gain = prediction_gain(chosen(predictions))
        if gain is not None and gain.interval is not None:
            reach = gain.interval.high - gain.mean
            yield f"{case:<22}{world:<6}{kind:<15}{gain.mean:+.4f} ±{reach:.4f}  {gain.word}"


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--classes", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1129)
    options = parser.parse_args()
    for case in CASES:
        for world in ALL_WORLDS:
            print(*lines(case, world, options.classes, options.seed), sep="\n", flush=True)


if __name__ == "__main__":
    main()
