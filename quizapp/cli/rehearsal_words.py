"""What a rehearsal has shown, in words and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from quizapp.cli.outcomes import counted
from quizapp.upkeep.rehearsal.browser import CONNECTIONS
from quizapp.upkeep.rehearsal.limits import Limit, limit_of
from quizapp.upkeep.rehearsal.rehearsing import LIMIT_SECONDS, Step, Wishes

LIMITS = {
    Limit.LEARNERS: "This machine, which plays the learners as well: it had no time left for more. "
    "Play them on another one with --at.",
    Limit.PROCESSOR: "The processor. More processes (--workers, up to the number of cores) or a "
    "faster machine carry more.",
    Limit.DISK: "The disk: answers had to wait for one another to be saved. A faster disk carries "
    "more, or PostgreSQL.",
    Limit.ERRORS: "The errors above. The log of a server says more about them.",
    Limit.UNKNOWN: "Neither this processor nor the queue at the disk: perhaps the network, or "
    "other programs on the server.",
}


def told_rehearsal(
    steps: Sequence[Step], wishes: Wishes, workers: int, cores: int, *, is_here: bool
) -> Iterator[str]:
    """The lines for people."""
    yield (
        f"Each learner had a browser with {CONNECTIONS} connections and answered every "
        f"{wishes.pause:g} seconds."
    )
    yield from map(_told_step, steps)
    carried = [step.learners for step in steps if step.is_carried]
    last = steps[-1]
    if last.is_carried:
        yield f"This server carries {last.learners} learners, the most that were tried."
    elif carried:
        yield f"This server carries {carried[-1]} learners. {last.learners} are too many."
    else:
        yield f"This server does not carry {counted(last.learners, 'learner')}."
    if not last.is_carried:
        yield f"What limits: {LIMITS[limit_of(last, workers, cores)]}"
    elif is_here:
        yield "They were played on the server itself. The network was not tried; --at does that."
    yield "No records but those of the copy were touched."


def _told_step(step: Step) -> str:
    errors = ", ".join(f"{count} x {kind}" for kind, count in step.errors.most_common())
    verdict = "carried" if step.is_carried else "too much"
    slowest = max(step.times, default=0.0)
    return (
        f"  {counted(step.learners, 'learner')}: {counted(len(step.times), 'answer')}, 95 of 100 "
        f"within {step.nearly_all:.2f} s (at most {LIMIT_SECONDS} s is good), the slowest "
        f"{slowest:.2f} s; errors: {errors or 'none'}. {verdict.capitalize()}."
    )


def as_json(steps: Sequence[Step], workers: int, cores: int) -> dict[str, Any]:
    """All figures."""
    carried = [step.learners for step in steps if step.is_carried]
    last = steps[-1]
    return {
        "carried": max(carried, default=0),
        "limit": None if last.is_carried else limit_of(last, workers, cores).value,
        "steps": [_step_as_json(step) for step in steps],
    }


def _step_as_json(step: Step) -> dict[str, Any]:
    load = step.load
    return {
        "learners": step.learners,
        "answers": len(step.times),
        "seconds_for_95_percent": round(step.nearly_all, 3),
        "slowest_seconds": round(max(step.times, default=0.0), 3),
        "errors": dict(step.errors),
        "carried": step.is_carried,
        "server_cores": None if load.server is None else round(load.server / load.at, 2),
        "learners_cores": round(load.learners / load.at, 2),
        "mean_wait_to_write": round(load.waited / load.writes, 4) if load.writes else None,
    }
