"""`quizapp drift`: what it prints, and how it exits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizapp.cli.drift import drift

GOOD = (Path(__file__).parents[1] / "domain" / "bank" / "good.yaml").read_text(encoding="utf-8")


@pytest.fixture
def drifted(tmp_path):
    """Run the command over the good bank and another version of it."""

    def run(old: str, new: str, *options: str):
        before, after = tmp_path / "old.yaml", tmp_path / "new.yaml"
        before.write_text(GOOD, encoding="utf-8")
        after.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
        return CliRunner().invoke(drift, [str(before), str(after), *options])

    return run


def test_article_that_keeps_every_citation_exits_with_0(drifted):
    result = drifted("OpenCanada", "Another")

    assert result.exit_code == 0
    assert result.output == "2 citations: 2 exact, 0 moved, 0 near, 0 lost\n"


def test_reworded_citation_is_shown_with_its_difference_and_exits_with_1(drifted):
    result = drifted("almost nine", "about nine")

    assert result.exit_code == 1
    assert "length: near, in victory-1: [-almost-] {+about+} nine months" in result.output


def test_moved_and_lost_citations_are_told(drifted):
    moved = drifted("        After", "        Before.\n\n        After")
    lost = drifted("After almost nine months of fighting – a “long war” –", "Now")

    assert "length: moved from victory-1 to victory-2\n" in moved.output
    assert moved.exit_code == 0
    assert "length: lost: almost nine months of fighting\n" in lost.output
    assert lost.exit_code == 1


def test_json_has_a_record_for_each_citation(drifted):
    records = json.loads(drifted("almost nine", "about nine", "--format", "json").output)

    assert [(each["item"], each["state"]) for each in records] == [
        ("length", "near"),
        ("dates", "exact"),
    ]


def test_what_cannot_be_read_exits_with_2(drifted, tmp_path):
    broken = drifted("published: 2017-07-14", "published: July")
    missing = CliRunner().invoke(drift, [str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml")])

    assert broken.exit_code == 2
    assert "its article cannot be read" in broken.stderr
    assert missing.exit_code == 2
    assert "No such file" in missing.stderr
    swapped = CliRunner().invoke(drift, [str(tmp_path / "new.yaml"), str(tmp_path / "old.yaml")])
    assert swapped.exit_code == 2
    assert "has errors" in swapped.stderr
