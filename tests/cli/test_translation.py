"""`quizapp translation`, and `quizapp check` of the same bank in other words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from quizapp.cli import main
from quizapp.cli.check import _watched
from tests.support.translated import FRENCH, ORIGINAL


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QUIZAPP_BANK", raising=False)
    (tmp_path / "questions.yaml").write_text(ORIGINAL, encoding="utf-8")
    (tmp_path / "translations").mkdir()
    return tmp_path


@pytest.fixture
def french(folder: Path) -> Path:
    path = folder / "translations" / "fr.yaml"
    path.write_text(FRENCH, encoding="utf-8")
    return path


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(arguments))
    return result.exit_code, result.output


def found(*arguments: str) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = json.loads(run("check", *arguments, "--format", "json")[1])
    return records


def test_a_bank_is_checked_with_its_translations(french: Path) -> None:
    status, told = run("check")

    assert status == 0
    assert told.endswith("translations/fr.yaml: 17 of 17 items can be shown, no findings\n")


def test_findings_of_a_translation_stand_in_its_file(french: Path) -> None:
    french.write_text(FRENCH.replace("    hint: Levez les yeux la nuit.\n", ""), encoding="utf-8")

    told = [each for each in found() if each["file"] != "questions.yaml"]

    place = FRENCH[: FRENCH.index("  what-pulls:")].count("\n") + 1
    assert [(each["code"], each["file"], each["line"]) for each in told] == [
        ("B273", "translations/fr.yaml", place)
    ]
    assert run("check")[0] == 1


def test_a_translation_can_be_checked_alone(french: Path) -> None:
    status, told = run("check", "translations/fr.yaml")

    assert (status, told.count("\n")) == (0, 1)


def test_a_translation_of_a_broken_bank_says_where_to_look(french: Path, folder: Path) -> None:
    (folder / "questions.yaml").write_text(ORIGINAL.replace("topic: moon", "topic: mon"), "utf-8")

    status, told = run("check", "translations/fr.yaml")

    assert status == 2
    assert "its bank has errors" in told


def test_a_translation_is_watched_too(french: Path) -> None:
    assert _watched(()) == ["questions.yaml", "translations/fr.yaml"]


def test_of_several_banks_each_is_checked_with_its_own(french: Path, folder: Path) -> None:
    other = ORIGINAL.replace("id: tides", "id: tables", 1)
    (folder / "tables.yaml").write_text(other, encoding="utf-8")
    own = folder / "translations" / "tables" / "fr.yaml"
    own.parent.mkdir()
    own.write_text(FRENCH.replace("of: tides", "of: tables"), encoding="utf-8")

    told = run("check", ".")[1]

    shown = [line for line in told.splitlines() if "can be shown" in line]
    assert [line.partition(":")[0] for line in shown] == [
        "translations/fr.yaml",
        "translations/tables/fr.yaml",
    ]
    assert all(line.endswith("no findings") for line in shown)
    assert run("check", str(own))[0] == 0


def test_a_translation_where_no_bank_looks_is_not_passed_over(french: Path, folder: Path) -> None:
    lost = folder / "translations" / "tides" / "fr.yaml"
    lost.parent.mkdir()
    french.rename(lost)

    status, told = run("check", str(lost))

    assert status == 2
    assert "it is not read with its bank" in told
    assert "translations/questions/" in told


def test_beside_other_banks_a_translation_begins_in_a_folder_of_its_own(
    french: Path, folder: Path
) -> None:
    other = ORIGINAL.replace("id: tides", "id: tables", 1)
    (folder / "tables.yaml").write_text(other, encoding="utf-8")
    new = folder / "translations" / "tables" / "fr.yaml"

    begun = run("translation", "new", "fr", "--bank", "tables.yaml")
    stamped = run("translation", "stamp", "fr", "--bank", "tables.yaml")

    assert (begun[0], stamped[0]) == (0, 0)
    assert "originals:" in new.read_text(encoding="utf-8")
    assert french.read_text(encoding="utf-8") == FRENCH
    assert {each["code"] for each in found(str(new))} == {"W553"}


def test_a_translation_of_another_bank_is_never_stamped(french: Path, folder: Path) -> None:
    changed = ORIGINAL.replace("id: tides", "id: tables", 1)
    (folder / "questions.yaml").write_text(changed, encoding="utf-8")

    status, told = run("translation", "stamp", "fr")

    assert (status, "is not of this bank" in told) == (2, True)
    assert french.read_text(encoding="utf-8") == FRENCH


@pytest.mark.parametrize("text", ["- fr", "of: tides\nitems: [a]\narticle: x\n", "of: [", ""])
def test_whatever_is_to_be_stamped_it_is_stamped_or_refused(french: Path, text: str) -> None:
    french.write_text(text, encoding="utf-8")

    status, _ = run("translation", "stamp", "fr")

    assert status in {0, 2}
    assert status == 0 or french.read_text(encoding="utf-8") == text


def test_a_new_translation_has_all_that_is_to_be_translated(folder: Path) -> None:
    status, told = run("translation", "new", "ar", "--name", "العربية")

    assert status == 0
    assert "translations/ar.yaml is there" in told
    assert {each["code"] for each in found("translations/ar.yaml")} == {"W553"}


def test_an_easier_version_names_its_language(folder: Path) -> None:
    run("translation", "new", "easier", "--language", "en", "--name", "Easier English")

    assert found("translations/easier.yaml") == []


def test_what_is_there_is_never_overwritten(french: Path) -> None:
    status, told = run("translation", "new", "fr")

    assert (status, "exists already" in told) == (2, True)
    assert french.read_text(encoding="utf-8") == FRENCH


def test_an_id_that_is_none_is_refused(folder: Path) -> None:
    assert run("translation", "new", "../fr")[0] == 2
    assert list((folder / "translations").iterdir()) == []


def test_after_stamping_a_change_of_the_original_is_told(french: Path, folder: Path) -> None:
    assert run("translation", "stamp", "fr")[0] == 0
    assert run("check", "translations/fr.yaml")[0] == 0

    changed = ORIGINAL.replace("Look up at night.", "Look up.")
    (folder / "questions.yaml").write_text(changed, encoding="utf-8")

    assert [each["code"] for each in found("translations/fr.yaml")] == ["W554"]


def test_stamping_what_is_not_there_says_so(folder: Path) -> None:
    status, told = run("translation", "stamp", "fr")

    assert status == 2
    assert "No such file" in told
