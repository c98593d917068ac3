"""What kept a server from carrying more, as far as it can be told."""

from __future__ import annotations

from enum import StrEnum

from quizapp.upkeep.rehearsal.rehearsing import LIMIT_SECONDS, Step

BUSY_SHARE = 0.8
LONG_WAIT_SECONDS = LIMIT_SECONDS / 4


class Limit(StrEnum):
    """What was used up first."""

    LEARNERS = "learners"
    PROCESSOR = "processor"
    DISK = "disk"
    ERRORS = "errors"
    UNKNOWN = "unknown"


def limit_of(step: Step, workers: int, cores: int) -> Limit:
    """What was used up first in a step that was not carried.

    A process of Python uses one core at a time, and learners who are played on the same machine
    take their part of what there is.
    """
    load = step.load
    if load.learners / load.at > BUSY_SHARE:
        return Limit.LEARNERS
    has_wait = load.writes > 0 and load.waited / load.writes > LONG_WAIT_SECONDS
    if load.server is not None and load.server / load.at > BUSY_SHARE * _reachable(
        workers, cores, load.learners / load.at
    ):
        return Limit.PROCESSOR
    if has_wait:
        return Limit.DISK
    return Limit.ERRORS if step.errors else Limit.UNKNOWN


def _reachable(workers: int, cores: int, taken: float) -> float:
    return max(0.1, min(workers, cores - taken))
