"""What a server loads when it starts: nothing that only a few pages or commands need."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import fsrs
import pytest
from alembic.script import ScriptDirectory

from quizapp.domain.memory.curve import WEIGHTS
from quizapp.site import LATE_PAGES
from quizapp.web import config
from quizapp.web.schema import known_revisions

LATE = (
    "alembic",
    "flask_migrate",
    "fsrs",
    "genanki",
    "hypothesis",
    "latex2mathml",
    "mako",
    "numpy",
    "odf",
    "openpyxl",
    "pygments",
    "quizapp.domain.bank.lint.all_rules",
    "quizapp.exchange.anki",
    "quizapp.exchange.docx",
    "quizapp.exchange.gift",
    "quizapp.exchange.moodle_xml",
    "quizapp.exchange.qti",
    "quizapp.exchange.tables",
    "rapidfuzz",
    "segno",
    "smtplib",
    "sqlalchemy.dialects.postgresql",
    "xlsxwriter",
)
"""Loaded by the first that needs them: an import, an export, a migration, a formula, an answer."""

LOADED = """
import json, sys, tempfile
from quizapp import create_app
from quizapp.web.schema import expect_schema
settings = {"DATA_DIR": sys.argv[1], "BANK": sys.argv[2], "SECRET_KEY": "b" * 40}
app = create_app(settings)
with app.app_context():
    expect_schema()
assert app.test_client().get("/").status_code == 200
print(json.dumps(sorted(sys.modules)))
"""
FROZEN = """
import gc, sys
from quizapp import create_app
settings = {"DATA_DIR": sys.argv[1], "BANK": sys.argv[2], "SECRET_KEY": "b" * 40}
create_app(settings)
first = gc.get_freeze_count()
create_app(settings)
print(gc.isenabled(), first, gc.get_freeze_count(), len(gc.get_objects()))
"""
MADE = """
import sys
from quizapp import create_app
from quizapp.web.schema import bring_schema_up
settings = {"DATA_DIR": sys.argv[1], "BANK": sys.argv[2], "SECRET_KEY": "b" * 40}
with create_app(settings).app_context():
    bring_schema_up()
"""


def run(code: str, *arguments: str) -> str:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.slow
def test_a_start_and_a_first_page_load_nothing_that_few_need(tmp_path):
    bank = str(Path(__file__).parent.parent / "questions.yaml")
    run(MADE, str(tmp_path), bank)

    loaded = json.loads(run(LOADED, str(tmp_path), bank))

    assert "flask" in loaded
    assert [name for name in (*LATE, *LATE_PAGES) if name in loaded] == []


@pytest.mark.slow
def test_what_is_loaded_is_not_looked_through_for_garbage_again(tmp_path):
    is_collecting, first, second, watched = run(FROZEN, str(tmp_path), "none.yaml").split()

    assert is_collecting == "True"
    assert int(first) > 10 * int(watched)
    assert int(second) <= int(first), "what only another app of this process needs can be garbage"


def test_the_weights_written_down_are_the_packages_own():
    assert tuple(fsrs.Scheduler().parameters) == WEIGHTS


def test_the_migrations_are_told_by_their_files_as_alembic_tells_them():
    scripts = ScriptDirectory(str(config.migrations_folder()))

    assert known_revisions() == [each.revision for each in scripts.walk_revisions()][::-1]
