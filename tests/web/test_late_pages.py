"""Pages that no start loads: all addresses are known, and the first request has them all."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from quizapp.site import LATE_PAGES
from quizapp.web.late_pages import said_addresses, written_addresses
from tests.support.places import SMALL_BANK

STARTED = """
import json, sys
from quizapp import create_app
app = create_app({"DATA_DIR": sys.argv[1], "BANK": sys.argv[2], "SECRET_KEY": "b" * 40})
from quizapp.web.schema import expect_schema
with app.app_context():
    expect_schema(make=True)
"""
ASKED_AT_ONCE = (
    STARTED
    + """
from concurrent.futures import ThreadPoolExecutor
from quizapp.web.late_pages import written_addresses
rules = [each.rule for each in written_addresses() if "GET" in each.methods]
paths = [rule for rule in rules if "<" not in rule]
was_loaded = "quizapp.grades.pages" in sys.modules
with ThreadPoolExecutor(8) as pool:
    first = list(pool.map(lambda path: app.test_client().get(path).status_code, paths))
again = [app.test_client().get(path).status_code for path in paths]
print(json.dumps([was_loaded, first, again]))
"""
)
DEEDS = (
    STARTED
    + """
from importlib import import_module
from pkgutil import walk_packages
import quizapp
from quizapp.accounts.auditing import KNOWN_DEEDS
app.test_client().get("/teach/banks")
known = sorted(KNOWN_DEEDS)
for module in walk_packages(quizapp.__path__, "quizapp."):
    if not module.name.endswith("__main__"):
        import_module(module.name)
print(json.dumps([known, sorted(KNOWN_DEEDS)]))
"""
)


def run(code: str, *arguments: str) -> str:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_addresses_are_written_down_as_their_modules_say_them():
    said = said_addresses(LATE_PAGES)

    assert sorted(written_addresses()) == said, "write them down anew: make addresses"
    assert {each.module for each in written_addresses()} == set(LATE_PAGES)


@pytest.mark.slow
def test_whoever_asks_first_gets_the_page_also_of_several_at_once(tmp_path):
    was_loaded, first, again = json.loads(run(ASKED_AT_ONCE, str(tmp_path), str(SMALL_BANK)))

    assert not was_loaded
    assert len(first) > 10
    assert first == again
    assert max(first) < 500


@pytest.mark.slow
def test_once_a_late_page_was_asked_for_every_kind_of_deed_is_known(tmp_path):
    known, all_there_are = json.loads(run(DEEDS, str(tmp_path), str(SMALL_BANK)))

    assert len(known) > 30
    assert known == all_there_are
