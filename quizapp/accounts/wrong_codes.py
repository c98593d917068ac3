"""Wrong codes slow down whoever guesses, and keep nobody out who has a right one.

A whole school may sit behind one address, so what is counted there is wrong codes only, and what
too many of them cost is the answer to the next wrong one. A right code lets in all the same.

Refusing alone would not slow a guesser down: somebody who goes on sees by the answer which code
was right. What does is the flood's bound, beyond which no code of the address is looked at until
the minute is over. Of 31 ** 8 codes, about 8.5 * 10 ** 11, one address tries at most 36,000 an
hour. Where a hundred are good at any time, it takes 27 years to find one. No class types ten wrong
codes a second, so only a program that floods the server keeps others waiting, and only while it
does.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from flask_limiter.util import get_remote_address
from limits import RateLimitItem, parse
from werkzeug.exceptions import TooManyRequests

from quizapp.domain.errors import WrongCode
from quizapp.web.extensions import limiter

MANY = parse("120 per minute")
"""Of wrong codes from one address: each of thirty learners may mistype three times, and more."""
FLOOD = parse("600 per minute")


class CodeKind(StrEnum):
    """What a code opens; each has its own count."""

    JOIN = "join code"
    LOG_IN = "log-in code"
    LESSON = "lesson code"
    INVITATION = "invitation"


@contextmanager
def wrong_codes_counted(kind: CodeKind) -> Iterator[None]:
    """Look a code up in this block, and nothing else; a `WrongCode` is counted.

    Raises:
        WrongCode: as the block did.
        TooManyRequests: in its place where there were many; or because of a flood.
    """
    who = (kind.value, get_remote_address())
    if not limiter.limiter.test(FLOOD, *who):
        raise TooManyRequests(retry_after=_wait(FLOOD, who))
    try:
        yield
    except WrongCode:
        limiter.limiter.hit(FLOOD, *who)
        if not limiter.limiter.hit(MANY, *who):
            raise TooManyRequests(retry_after=_wait(MANY, who)) from None
        raise


def _wait(limit: RateLimitItem, who: tuple[str, str]) -> int:
    """The seconds until the limit lets a try through."""
    end = limiter.limiter.get_window_stats(limit, *who).reset_time
    return max(1, math.ceil(end - time.time()))
