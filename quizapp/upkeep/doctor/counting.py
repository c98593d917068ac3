"""Where tries are counted that several processes share: whether it answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from limits.errors import ConfigurationError
from limits.storage import storage_from_string

from quizapp.upkeep.doctor.remarks import Remark, to_do, well
from quizapp.web.addresses import without_password

NAME = "limits"
PATIENCE_SECONDS = 5


def counting_remarks(values: Mapping[str, Any]) -> Iterator[Remark]:
    """What is to be said about Redis or Valkey, where one is named."""
    if address := values["REDIS_URL"]:
        yield _told(address)


def _told(address: str) -> Remark:
    shown = without_password(address)
    try:
        answers = _answers(address)
    except (ConfigurationError, ValueError) as error:
        return to_do(
            NAME,
            f"Tries to log in cannot be counted at {shown}: {error}.",
            "Write QUIZAPP_REDIS_URL like redis://localhost:6379/0, and install its driver: see "
            "“Several workers” in docs/hosting.md.",
        )
    if not answers:
        return to_do(
            NAME,
            f"Redis does not answer at {shown}, so each process counts tries to log in for itself.",
            "Start it, or look whether QUIZAPP_REDIS_URL names the right one.",
        )
    return well(NAME, f"Tries to log in are counted at {shown}, which answers.")


def _answers(address: str) -> bool:
    patience = {"socket_connect_timeout": PATIENCE_SECONDS, "socket_timeout": PATIENCE_SECONDS}
    is_redis = address.startswith(("redis", "valkey"))
    return bool(storage_from_string(address, **(patience if is_redis else {})).check())
