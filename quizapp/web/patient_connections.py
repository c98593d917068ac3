"""Connections to PostgreSQL that wait, but not for ever: a class must not stand with its server.

PostgreSQL itself waits without an end in three places. A commit waits for a second machine that has
to have it as well, also where that one is gone. A statement waits for a lock, which may be held by
such a commit. And who asks a machine that was cut off waits for a quarter of an hour, since nobody
says that it is gone. Each would hold one thread after the other, and soon all of them.
"""

from __future__ import annotations

from typing import Any

from psycopg import Connection, OperationalError
from psycopg.abc import RV, PQGen
from psycopg.pq import TransactionStatus
from psycopg.rows import TupleRow
from sqlalchemy import Engine, event

COMMIT_SECONDS = 10.0
LOCK_SECONDS = 10
"""As long as SQLite is waited for."""

_UNTIL_GIVEN_UP = {
    "connect_timeout": 5,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}
"""When a machine that does not answer counts as gone, where the address does not say it."""

_PORT = "5432"
"""Where an address names none."""

_OPEN_END = frozenset({TransactionStatus.ACTIVE, TransactionStatus.UNKNOWN})


class UncertainCommit(OperationalError):
    """Nobody has said whether a commit was done: it may be, and it may come to be."""

    is_uncertain = True


class PatientConnection(Connection[TupleRow]):
    """Gives a commit up that takes too long, and says that its end is not known."""

    _commit_seconds: float | None = None

    def commit(self) -> None:
        """Commit.

        Cancelled, PostgreSQL would call a commit done that the second machine does not have. So
        the connection is closed in the middle of it.

        Raises:
            UncertainCommit: it took too long, or the connection broke meanwhile.
        """
        self._commit_seconds = COMMIT_SECONDS
        try:
            super().commit()
        except OperationalError as error:
            if self.info.transaction_status not in _OPEN_END:
                raise  # refused: nothing was done
            self.close()
            raise UncertainCommit(f"The end of a commit is not known: {error}") from error
        finally:
            self._commit_seconds = None

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """Wait for what the server says, and for a commit no longer than it may take."""
        return super().wait(gen, interval, timeout or self._commit_seconds)


class _Opening:
    """Opens connections, of several machines at the one that the last connection led to.

    The driver goes by their order in the address. Where another one has taken over, it would ask
    the first one each time, and go there again if that came back and took writes as well.
    """

    _last: tuple[str, str] | None = None

    def open(
        self, _dialect: object, _record: object, given: Any, named: dict[str, Any]
    ) -> PatientConnection:
        ordered = {**_UNTIL_GIVEN_UP, **named, **self._order(named)}
        connection = PatientConnection.connect(*given, **ordered)
        self._last = connection.info.host, str(connection.info.port)
        return connection

    def _order(self, named: dict[str, Any]) -> dict[str, str]:
        hosts, ports = (str(named.get(name, "")).split(",") for name in ("host", "port"))
        if len(hosts) == 1 or len(hosts) != len(ports):
            return {}
        places = [(host, port or _PORT) for host, port in zip(hosts, ports, strict=True)]
        places.sort(key=lambda place: place != self._last)
        return {
            "host": ",".join(host for host, _ in places),
            "port": ",".join(port for _, port in places),
        }


def make_patient(engine: Engine) -> None:
    """Have an engine for PostgreSQL open such connections."""
    event.listen(engine, "do_connect", _Opening().open)
    event.listen(engine, "connect", _wait_for_locks)


def _wait_for_locks(connection: PatientConnection, _record: object) -> None:
    connection.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")
    connection.commit()
