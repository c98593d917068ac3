"""Which tests are run on PostgreSQL as well as on SQLite.

What a page reads and writes it does by deeds and queries, whose own tests run on both. That every
page and form is served on both as well is shown by the walks over all routes, for each role. So of
the other tests that go through pages, one run is enough.
"""

from __future__ import annotations

import pytest

VISITORS = frozenset(
    {"anonymous", "guest", "learner", "classmate", "stranger", "teacher", "colleague", "client"}
)


def is_shown_elsewhere(item: pytest.Item) -> bool:
    """Whether this is the second run of a test that goes through pages."""
    return (
        item.get_closest_marker("postgresql") is not None
        and not item.nodeid.startswith("tests/cli/")  # commands are no pages
        and not VISITORS.isdisjoint(getattr(item, "fixturenames", ()))
        and item.get_closest_marker("on_both") is None
        and not _is_meant_for_it(item)
    )


def _is_meant_for_it(item: pytest.Item) -> bool:
    """Whether the test itself names its database."""
    return any(mark.args[0] == "database_url" for mark in item.iter_markers("parametrize"))
