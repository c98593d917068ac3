"""PostgreSQL on several machines: whether one takes writes, and whether the others follow it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from quizapp.upkeep.doctor.engines import postgresql_engine, reason_of
from quizapp.upkeep.doctor.remarks import Remark, note, to_do, well
from quizapp.web.promises import CURE, losing_settings, told_losses

_TIMELINE = text(
    "SELECT CASE WHEN pg_is_in_recovery() THEN NULL"
    " ELSE substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) END"
)
_BEGAN = text("SELECT pg_postmaster_start_time()")
_IS_FED = text("SELECT count(*) > 0 FROM pg_stat_wal_receiver WHERE pid IS NOT NULL")
_NAMES = text("SHOW synchronous_standby_names")
_FOLLOWERS = text(
    "SELECT count(*), count(*) FILTER (WHERE sync_state IS NULL OR sync_state <> 'async')"
    " FROM pg_stat_replication"
)
_WAITING = text(
    "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
    " AND usename = current_user AND state_change < now() - interval '3 seconds'"
)


@dataclass(frozen=True)
class Machine:
    """One of the machines that an address names, as it answers itself.

    Attributes:
        name: As in the address.
        timeline: Of one that takes writes; it grows whenever another one takes over.
        began: When PostgreSQL began there: two ways to one machine are not two machines.
        is_fed: Whether somebody sends it what it has to follow.
        losing: Settings with which it loses answers.
        trouble: Why it was not to be asked.
    """

    name: str
    timeline: str | None = None
    began: datetime | None = None
    is_fed: bool = False
    losing: tuple[str, ...] = ()
    trouble: str | None = None


def machine_remarks(address: str) -> Iterator[Remark]:
    """What is to be said of each machine, where the address names more than one."""
    places = _places(address)
    if len(places) < 2:
        return
    machines = [_machine(address, *place) for place in places]
    writers = {each.began: each for each in machines if each.timeline is not None}
    if len(writers) > 1:
        yield _two_writers(sorted(writers.values(), key=lambda each: each.timeline or ""))
    for machine in machines:
        yield _of_one(machine)


def waiting_remark(connection: Connection, *, is_alone: bool) -> Remark | None:
    """Whether an answer is on a second machine before it is called saved, and whether that goes."""
    names = connection.execute(_NAMES).scalar_one()
    count, awaited = connection.execute(_FOLLOWERS).one()
    waiting = connection.execute(_WAITING).scalar_one()
    if not names:
        return None if is_alone and not count else _saved_on_one()
    if waiting or not awaited:
        return to_do(
            "postgresql-second",
            "PostgreSQL waits until a second machine has an answer as well "
            f"(synchronous_standby_names = '{names}'), and none follows: nothing can be saved now.",
            "Start the machine that follows, or make it anew. Until it follows, empty "
            "synchronous_standby_names and reload PostgreSQL: answers are then on one machine.",
        )
    return well("postgresql-second", "An answer is on a second machine before it is called saved.")


def _saved_on_one() -> Remark:
    return note(
        "postgresql-second",
        "An answer is on one machine when it is called saved. If that one ends, the second one may "
        "lack the last answers.",
        "Set synchronous_standby_names. See “When PostgreSQL fails over” in docs/hosting.md.",
    )


def _two_writers(machines: list[Machine]) -> Remark:
    names = [each.name for each in machines]
    return to_do(
        "postgresql-writers",
        f"{' and '.join(names)} both take writes: each gets answers that the other one lacks.",
        f"Stop {names[0]} at once, which took over longest ago, and let it run again only as one "
        "that follows.",
    )


def _of_one(machine: Machine) -> Remark:
    name = "postgresql-machine"
    if machine.trouble is not None:
        sentence = f"{machine.name} does not answer: {machine.trouble}."
        return to_do(name, sentence, "Until it does, nobody takes over if the other one ends.")
    if machine.losing:
        return to_do(name, f"On {machine.name}: {told_losses(list(machine.losing))}", CURE)
    if machine.timeline is not None:
        return well(name, f"{machine.name} takes writes.")
    if not machine.is_fed:
        sentence = f"{machine.name} takes no writes, and follows nobody."
        return to_do(name, sentence, "Make it follow the machine that takes writes, or let it.")
    return well(name, f"{machine.name} follows, and can take over.")


def _places(address: str) -> list[tuple[str, str]]:
    """The hosts of an address, each with its port, as the driver tries them."""
    url = make_url(address)
    _, options = url.get_dialect()().create_connect_args(url)
    hosts = str(options.get("host", "")).split(",")
    ports = str(options.get("port", "")).split(",")
    return list(zip(hosts, ports * (len(hosts) // len(ports)), strict=False))


def _machine(address: str, host: str, port: str) -> Machine:
    place = {"host": host, "port": port, "target_session_attrs": "any"}
    try:
        with postgresql_engine(address, **place).connect() as connection:
            return Machine(
                host,
                timeline=connection.execute(_TIMELINE).scalar_one(),
                began=connection.execute(_BEGAN).scalar_one(),
                is_fed=connection.execute(_IS_FED).scalar_one(),
                losing=tuple(losing_settings(connection)),
            )
    except SQLAlchemyError as error:
        return Machine(host, trouble=reason_of(error))
