"""How many connections this machine lets a server hold: each one is an open file.

A browser keeps six connections alive, so a class of 30 on phones wants 200. Where a server runs out
of files, newcomers are not let in and nothing says why.
"""

from __future__ import annotations

import sys

WANTED_CONNECTIONS = 2000
KEPT_FILES = 200
"""For the database, the banks, the log and what the system itself opens."""

if sys.platform == "win32":

    def connections_allowed() -> int:
        """Windows waits for at most 512 sockets at a time."""
        return 500

else:
    import resource

    def connections_allowed() -> int:
        """How many connections may be held, with the soft limit of open files raised for them."""
        wanted = WANTED_CONNECTIONS + KEPT_FILES
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            soft = _raised(wanted, hard)
        if soft == resource.RLIM_INFINITY or soft >= wanted:
            return WANTED_CONNECTIONS
        return max(soft - KEPT_FILES, soft // 2)

    def _raised(wanted: int, hard: int) -> int:
        """Raise the soft limit as far as it goes; gives what it is then."""
        possible = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (possible, hard))
        except (OSError, ValueError):
            return resource.getrlimit(resource.RLIMIT_NOFILE)[0]
        return possible


def told_connections(allowed: int) -> str | None:
    """What to say where fewer connections are allowed than a large class wants."""
    if allowed >= WANTED_CONNECTIONS:
        return None
    if sys.platform == "win32":
        return (
            f"Windows lets the server hold {allowed} connections at a time, about 80 browsers. "
            "With more, the one that was idle longest is closed. For larger classes, use Linux."
        )
    return (
        f"The system lets the server hold {allowed} connections at a time, about {allowed // 6} "
        "browsers. With more, the one that was idle longest is closed. To allow all: ulimit -n "
        f"{WANTED_CONNECTIONS + KEPT_FILES}, or with systemd LimitNOFILE="
        f"{WANTED_CONNECTIONS + KEPT_FILES}"
    )
