"""`quizapp import` and `quizapp export`: what they print and write, and how they exit."""

from __future__ import annotations

import shutil
from time import process_time

import pytest
from click.testing import CliRunner

from quizapp.cli.exchange import export, import_
from quizapp.domain.bank import read_bank
from tests.support.pictures import show_boat
from tests.support.places import SMALL_BANK

GIFT = """\
$CATEGORY: The pull of the moon

::pull:: What pulls? {=The moon ~The wind # No.}

::waves:: What raises waves? {=The wind ~The moon}
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QUIZAPP_BANK", raising=False)
    shutil.copy(SMALL_BANK, tmp_path / "questions.yaml")
    (tmp_path / "new.gift").write_text(GIFT, encoding="utf-8")
    return tmp_path


def take(*arguments: str):
    return CliRunner().invoke(import_, arguments)


def give(*arguments: str):
    return CliRunner().invoke(export, arguments)


def test_import_prints_a_bank_and_lists_its_items_beside(folder):
    result = take("new.gift")

    assert result.exit_code == 0
    bank = read_bank(result.stdout.encode()).bank
    assert bank is not None
    assert list(bank.items) == ["pull", "waves"]
    assert result.stderr == (
        "new.gift:3: pull (choice, the-pull-of-the-moon): What pulls?\n"
        "new.gift:5: waves (choice, the-pull-of-the-moon): What raises waves?\n"
        "new.gift: 2 items\n"
    )


def test_import_into_a_bank_joins_topics_by_title_and_keeps_the_rest(folder):
    before = (folder / "questions.yaml").read_bytes()

    result = take("new.gift", "--into", "questions.yaml")

    assert result.exit_code == 0
    assert result.output.endswith("questions.yaml: 2 items written\n")
    after = (folder / "questions.yaml").read_bytes()
    head, tail = before.split(b"quizzes:")
    assert after.startswith(head)
    assert after.endswith(b"quizzes:" + tail)
    bank = read_bank(after).bank
    assert bank is not None
    assert bank.items["pull"].topic == "moon"
    assert sorted(path.name for path in folder.iterdir()) == ["new.gift", "questions.yaml"]


def test_second_import_adds_nothing_and_a_changed_item_is_never_overwritten(folder):
    take("new.gift", "--into", "questions.yaml")
    once = (folder / "questions.yaml").read_bytes()

    again = take("new.gift", "--into", "questions.yaml")
    (folder / "new.gift").write_text(GIFT.replace("raises", "makes"), encoding="utf-8")
    changed = take("new.gift", "--into", "questions.yaml")

    assert (folder / "questions.yaml").read_bytes() == once
    assert (again.exit_code, "2 notes" in again.output) == (0, True)
    assert (changed.exit_code, "X616" in changed.output) == (1, True)


def test_topic_of_all_items_can_be_named(folder):
    take("new.gift", "--into", "questions.yaml", "--topic", "shore")

    bank = read_bank((folder / "questions.yaml").read_bytes()).bank
    assert bank is not None
    assert bank.items["pull"].topic == "shore"


def test_import_with_findings_exits_with_1_and_shows_them_at_their_line(folder):
    (folder / "new.gift").write_text(GIFT + "\nTell of the sea. {}\n", encoding="utf-8")

    result = take("new.gift", "--output", "bank.yaml")

    assert result.exit_code == 1
    assert "new.gift:7:1: warning[X611]: Left out: " in result.output
    assert "    Tell of the sea. {}\n    ^^^^" in result.output
    assert read_bank((folder / "bank.yaml").read_bytes()).bank is not None


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["missing.gift"], "missing.gift: No such file"),
        (["new.gift", "--output", "questions.yaml"], "exists already"),
        (["new.gift", "--output", "a.yaml", "--into", "questions.yaml"], "exclude each other"),
        (["new.gift", "--topic", "The moon"], "a topic's id"),
        (["new.gift", "--into", "new.gift"], "has errors"),
        (["new.gift", "--into", "missing.yaml"], "missing.yaml: No such file"),
    ],
)
def test_import_that_cannot_run_exits_with_2_and_writes_nothing(folder, arguments, reason):
    before = {path: path.read_bytes() for path in folder.iterdir()}

    result = take(*arguments)

    assert result.exit_code == 2
    assert reason in result.output
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_items_in_brackets_are_not_appended_to(folder):
    text = (folder / "questions.yaml").read_text(encoding="utf-8").split("items:")[0]
    flow = '{id: a, topic: moon, stem: "Which?", key: x, distractors: [y]}'
    (folder / "questions.yaml").write_text(f"{text}items: [{flow}]\n", encoding="utf-8")

    result = take("new.gift", "--into", "questions.yaml")

    assert result.exit_code == 2
    assert "brackets" in result.output


def test_export_prints_text_and_lists_losses_at_their_items(folder):
    result = give("--to", "gift")

    assert result.exit_code == 1
    assert result.stdout.startswith("$CATEGORY: The pull of the moon")
    assert "questions.yaml:28:9: warning[X622]: Of `what-pulls`" in result.stderr


def test_export_that_loses_nothing_exits_with_0(folder):
    result = give("--to", "xlsx", "--output", "bank.xlsx")

    assert result.exit_code == 0
    assert (folder / "bank.xlsx").read_bytes().startswith(b"PK")
    assert take("bank.xlsx", "--into", "questions.yaml").exit_code == 0


def test_export_replaces_an_earlier_one(folder):
    give("--to", "csv", "--output", "bank.csv")
    first = (folder / "bank.csv").read_bytes()

    give("--to", "csv", "--output", "bank.csv")

    assert (folder / "bank.csv").read_bytes() == first


@pytest.mark.parametrize(
    "arguments",
    [["--to", "word"], ["--to", "gift", "missing.yaml"], ["--to", "gift", "new.gift"], []],
)
def test_export_that_cannot_run_exits_with_2(folder, arguments):
    assert give(*arguments).exit_code == 2


@pytest.mark.slow
def test_thousands_of_findings_are_listed_in_a_moment(folder):
    questions = (f"Is it {at}? {{=yes ~%-{at % 90 + 1}%no {at}}}" for at in range(2_000))
    (folder / "many.gift").write_text("\n\n".join(questions), encoding="utf-8")
    begun = process_time()

    result = take("many.gift", "--output", "many.yaml")

    assert result.exit_code == 1
    assert result.stdout.count("[X614]") == 2_000
    assert process_time() - begun < 60


def test_equal_findings_are_listed_once_with_their_lines(folder):
    questions = (f"// [tag:easy]\nIs it {at}? {{=yes ~no}}" for at in range(20))
    (folder / "many.gift").write_text("\n\n".join(questions), encoding="utf-8")

    result = take("many.gift", "--output", "many.yaml")

    assert result.stdout.count("Tags have no place here: easy.") == 1
    assert "also in: 5, 8, 11, 14, 17 and 14 more" in result.stdout


def test_pictures_that_cannot_be_put_beside_the_bank_are_told_and_nothing_is_written(folder):
    show_boat(folder / "questions.yaml")
    give("questions.yaml", "--to", "zip", "--output", "packed.zip")
    shutil.copy(SMALL_BANK, folder / "questions.yaml")
    shutil.rmtree(folder / "pictures")
    (folder / "pictures").touch()

    result = take("packed.zip", "--output", "new.yaml")

    assert result.exit_code == 2
    assert "the folder `pictures` beside the bank: " in result.stderr
    assert not (folder / "new.yaml").exists()
