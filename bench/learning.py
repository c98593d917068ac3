"""How much a class knows on the day of its exam, by the engine and by what it replaces.

    python -m bench.learning [--classes 6] [--seed 1129] [--only A B ...] [--quick]

Simulated classes of thirty on one article (bench/simulated_class.py), in three worlds of true
forgetting that are none of the engine's own (bench/true_forgetting.py), with 2, 5 and 10 minutes on
an evening. Each policy gets the same classes and minutes (bench/plain_policies.py); what is printed
is the engine's recall, and what it is more than that of each other, with a 95 % interval over
classes. The gates A to J say what must hold; the program ends with 1 where one does not. With
--quick, one class a world: it shows that all runs, and judges no recall. docs/memory.md tells
what came out.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from statistics import fmean, stdev

from bench.engine_policy import ClassWatch, Engine
from bench.learning_exactness import Verdict, exactness
from bench.plain_policies import PLAIN
from bench.simulated_class import Outcome, Setting, run
from bench.true_forgetting import WORLDS
from quizapp.domain.memory.predictions.prediction_gain import prediction_gain
from quizapp.domain.memory.predictions.recorded import Prediction, of_first_answers, of_reviews
from quizapp.domain.student_t import t_reach

APP = "today's app"
TWO, FIVE, TEN = 120.0, 300.0, 600.0

DATES = {"exam day 30": 30, "exam day 60": 60, "no date": None}
AT_TWO = {f"2 min, {name}": Setting(TWO, exam) for name, exam in DATES.items()}
AT_FIVE = {f"5 min, {name}": Setting(FIVE, exam) for name, exam in DATES.items()}
AT_TEN = {"10 min, exam day 30": Setting(TEN, 30)}
STRAINED = {
    "5 min, day 60, 60 % skipped": Setting(FIVE, 60, skipped=0.6),
    "5 min, day 60, 30 % guessed": Setting(FIVE, 60, guessed=0.3),
    "5 min, day 60, seconds off by 2": Setting(FIVE, 60, are_seconds_wrong=True),
}
WATCHED = "2 min, exam day 60"

NO_REGRET, AMPLE, ROBUST = -0.015, -0.005, -0.010


@dataclass(frozen=True)
class Difference:
    """Engine less another, over classes; no interval of one class alone."""

    mean: float
    reach: float

    @classmethod
    def of(cls, engine: list[float], other: list[float]) -> Difference:
        each = [a - b for a, b in zip(engine, other, strict=True)]
        if len(each) < 2:
            return cls(each[0], math.inf)
        return cls(fmean(each), t_reach(len(each) - 1) * stdev(each) / math.sqrt(len(each)))

    @property
    def low(self) -> float:
        return self.mean - self.reach

    def __str__(self) -> str:
        reach = "" if math.isinf(self.reach) else f" ±{self.reach:.3f}"
        return f"{self.mean:+.3f}{reach}"


@dataclass(frozen=True)
class Compared:
    """One row of the table: a case in a world."""

    case: str
    world: str
    recall: float
    weakest: float
    unasked: int
    recalls: dict[str, Difference]
    weakests: dict[str, Difference]

    def __str__(self) -> str:
        cells = [f"{name} {each}" for name, each in self.recalls.items()]
        quarter = f"weakest quarter {self.weakest:.3f}, {self.weakests[APP]} than {APP}"
        head = f"{self.case:<32} {self.world}  {self.recall:.3f}"
        return f"{head}  less {', '.join(cells)}; {quarter}; {self.unasked} unasked"


class Bench:
    """Runs cases, and keeps what they gave."""

    def __init__(self, classes: int, seed: int) -> None:
        self.classes, self.seed = classes, seed
        self.rows: list[Compared] = []
        self.predicted: dict[str, list[Prediction]] = {world: [] for world in WORLDS}

    def compare(self, cases: dict[str, Setting], rivals: list[str]) -> list[Compared]:
        """The rows of some cases in all worlds, printed as they come."""
        rows = []
        for case, setting in cases.items():
            for world in WORLDS:
                rows.append(self._row(case, world, setting, rivals))
                print(rows[-1], flush=True)
        self.rows += rows
        return rows

    def _row(self, case: str, world: str, setting: Setting, rivals: list[str]) -> Compared:
        seeds = [f"{self.seed} {case} {world} {each}" for each in range(self.classes)]
        engine = [self._engine(case, world, setting, seed) for seed in seeds]
        others = {
            name: [run(world, setting, seed, PLAIN[name]) for seed in seeds] for name in rivals
        }
        return Compared(
            case,
            world,
            fmean(each.recall for each in engine),
            fmean(each.weakest for each in engine),
            sum(each.unasked for each in engine),
            {name: less(engine, other, lambda each: each.recall) for name, other in others.items()},
            {
                name: less(engine, other, lambda each: each.weakest)
                for name, other in others.items()
            },
        )

    def _engine(self, case: str, world: str, setting: Setting, seed: str) -> Outcome:
        if case != WATCHED:
            return run(world, setting, seed, Engine)
        outcome, predicted = watched(world, setting, seed)
        self.predicted[world] += predicted
        return outcome


def watched(world: str, setting: Setting, seed: str) -> tuple[Outcome, list[Prediction]]:
    """A class by the engine, and what was predicted of it, learners of all classes told apart."""
    watch = ClassWatch()
    outcome = run(world, setting, seed, Engine, watch.at_dawn)
    named = [replace(each, learner=f"{seed} {each.learner}") for each in watch.predicted]
    return outcome, named


def less(
    engine: list[Outcome], other: list[Outcome], figure: Callable[[Outcome], float]
) -> Difference:
    return Difference.of([figure(each) for each in engine], [figure(each) for each in other])


def lowest(rows: list[Compared], name: str = APP) -> float:
    return min(row.recalls[name].low for row in rows)


def gate_a(rows: list[Compared]) -> Verdict:
    """At two minutes the engine recalls more than today's app, and more of the weakest quarter."""
    recall, weakest = lowest(rows), min(row.weakests[APP].low for row in rows)
    seen = f"2 min: lower bounds at least {recall:+.3f}, weakest quarter {weakest:+.3f}, wanted > 0"
    return Verdict("A", recall > 0 and weakest > 0, seen)


def gate_b(at_two: list[Compared], at_five: list[Compared]) -> Iterator[Verdict]:
    """Never far behind any rule; each rule is far behind somewhere."""
    for name in [each for each in PLAIN if each != APP]:
        behind = lowest([*at_two, *at_five], name)
        ahead = max(row.recalls[name].low for row in at_two)
        seen = f"{name}: lower bounds at least {behind:+.3f}, wanted {NO_REGRET};"
        seen += f" at 2 min as high as {ahead:+.3f}, wanted > {-NO_REGRET}"
        yield Verdict("B", behind >= NO_REGRET and ahead > -NO_REGRET, seen)


def gate_c(rows: list[Compared]) -> Verdict:
    """With ample time, no worse than today's app."""
    seen = f"10 min: lower bounds at least {lowest(rows):+.3f}, wanted {AMPLE}"
    return Verdict("C", lowest(rows) >= AMPLE, seen)


def gate_d(rows: list[Compared]) -> Iterator[Verdict]:
    """Under strain, not behind today's app, and ahead of it in two worlds."""
    for case in STRAINED:
        lows = [row.recalls[APP].low for row in rows if row.case == case]
        ahead = sum(low > 0 for low in lows)
        seen = f"{case}: lower bounds at least {min(lows):+.3f}, wanted > {ROBUST};"
        seen += f" above 0 in {ahead} worlds, wanted 2"
        yield Verdict("D", min(lows) > ROBUST and ahead >= 2, seen)


def gate_e(predicted: dict[str, list[Prediction]]) -> Iterator[Verdict]:
    """The class's statistics make predictions better, on the same answers."""
    kinds = {"reviews": of_reviews, "first answers": of_first_answers}
    for world, predictions in predicted.items():
        for kind, chosen in kinds.items():
            gain = prediction_gain(chosen(predictions))
            if gain is None or gain.interval is None:
                continue
            seen = f"{world} {kind}: log loss {gain.mean:+.4f}, from {gain.interval.low:+.4f} to"
            seen += f" {gain.interval.high:+.4f}, wanted < 0, n = {len(chosen(predictions))}"
            yield Verdict("E", gain.interval.high < 0, seen)


def gate_g(rows: list[Compared]) -> Verdict:
    """Nothing starves in sixty days of two minutes."""
    unasked = sum(row.unasked for row in rows if row.case == WATCHED)
    return Verdict("G", unasked == 0, f"{unasked} items of a learner unasked after 60 days")


def verdicts(bench: Bench, wanted: set[str]) -> Iterator[Verdict]:
    """All gates that are wanted, each as soon as it can be judged."""
    if wanted & set("ABEG"):
        at_two = bench.compare(AT_TWO, list(PLAIN))
        yield gate_a(at_two)
        yield from gate_e(bench.predicted)
        yield gate_g(at_two)
        if "B" in wanted:
            yield from gate_b(at_two, bench.compare(AT_FIVE, list(PLAIN)))
    if "C" in wanted:
        yield gate_c(bench.compare(AT_TEN, [APP]))
    if "D" in wanted:
        yield from gate_d(bench.compare(STRAINED, [APP]))


def main() -> None:
    """Run, print, and end with 1 where a gate fails."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--classes", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1129)
    parser.add_argument("--only", nargs="*", default=list("ABCDEFGHIJ"), metavar="GATE")
    parser.add_argument("--quick", action="store_true", help="one class a world, no recall judged")
    options = parser.parse_args()
    wanted = set(options.only)
    judged = (
        list(exactness(options.seed, 0.1 if options.quick else 1.0)) if wanted & set("FHIJ") else []
    )
    print(*judged, sep="\n", flush=True)
    for verdict in verdicts(Bench(1 if options.quick else options.classes, options.seed), wanted):
        is_recall = verdict.gate in "ABCD"
        if not (options.quick and is_recall):
            judged.append(verdict)
            print(verdict, flush=True)
    sys.exit(int(not all(verdict.is_met for verdict in judged)))


if __name__ == "__main__":
    main()
