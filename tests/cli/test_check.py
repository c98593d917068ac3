"""`quizapp check`: what it prints, and how it exits."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizapp.banks.files import replace_content
from quizapp.cli.check import check
from quizapp.cli.watching import changes
from tests.support.pictures import png

GOOD = Path(__file__).parents[1] / "domain" / "bank" / "good.yaml"

checking = sys.modules["quizapp.cli.check"]
"""The module; in its package the command of the same name stands before it."""

WORDS = ("boat", "reef", "sand", "crab", "wave", "gull", "mast", "sail", "rope", "quay")
"""Each stands in a stem and in its key, and in no distractor."""


@pytest.fixture
def weak_file(folder):
    path = folder / "weak.yaml"
    items = "".join(
        f"  - {{id: {word}, topic: battle, stem: Where is the {word}?, explanation: There.,"
        f" key: the {word} in, distractors: [a cat: No., a tall dog: No.]}}\n"
        for word in WORDS
    )
    head = GOOD.read_text(encoding="utf-8").partition("items:\n")[0]
    path.write_text(f"{head}items:\n{items}", encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QUIZAPP_BANK", raising=False)
    return tmp_path


@pytest.fixture
def good_file(folder):
    path = folder / "questions.yaml"
    path.write_bytes(GOOD.read_bytes())
    return path


@pytest.fixture
def bad_file(folder):
    path = folder / "bad.yaml"
    path.write_text(GOOD.read_text(encoding="utf-8").replace("topic: battle", "topic: batle", 1))
    return path


@pytest.fixture
def doubtful_file(folder):
    path = folder / "doubtful.yaml"
    path.write_text(GOOD.read_text(encoding="utf-8").replace("Mosul is free.", "Is it free?"))
    return path


def run(*arguments: str, piped: bytes | None = None):
    return CliRunner().invoke(check, arguments, input=piped)


def test_clean_bank_of_the_working_directory_exits_with_0(good_file):
    result = run()

    assert result.exit_code == 0
    assert result.output == "questions.yaml: 5 items, no findings\n"


def test_bank_that_the_setting_names_is_the_default(bad_file, monkeypatch):
    monkeypatch.setenv("QUIZAPP_BANK", str(bad_file))

    assert run().exit_code == 1


def test_bank_that_a_dotenv_file_names_is_the_default(bad_file):
    Path(".env").write_text(f"QUIZAPP_BANK={bad_file}\n", encoding="utf-8")

    assert run().exit_code == 1


def test_errors_are_shown_in_place_and_exit_with_1(bad_file):
    result = run("bad.yaml")

    assert result.exit_code == 1
    assert "bad.yaml:23:12: error[B302]: There is no topic `batle`.\n" in result.output
    assert "hint: Did you mean `battle`?\n" in result.output
    assert result.output.endswith("bad.yaml: 1 error\n")


def test_warnings_count_only_when_strict(doubtful_file):
    assert run("doubtful.yaml").exit_code == 0
    assert run("doubtful.yaml", "--strict").exit_code == 1
    assert run("doubtful.yaml").output.endswith("doubtful.yaml: 5 items, 1 warning\n")


def test_missing_file_exits_with_2_and_others_are_still_checked(good_file):
    result = run("nowhere.yaml", "questions.yaml")

    assert result.exit_code == 2
    assert "quizapp check: nowhere.yaml: No such file or directory\n" in result.stderr
    assert "questions.yaml: 5 items, no findings\n" in result.stdout


@pytest.mark.parametrize("arguments", [["--fast"], ["--format", "xml"], ["a\0b"]])
def test_what_cannot_be_run_exits_with_2(arguments, folder):
    assert run(*arguments).exit_code == 2


def test_folder_stands_for_its_banks(good_file, bad_file):
    result = run(str(good_file.parent))

    assert result.exit_code == 1
    assert "bad.yaml: 1 error\n" in result.output
    assert "questions.yaml: 5 items, no findings\n" in result.output


def test_empty_folder_cannot_be_checked(folder):
    assert run(str(folder)).exit_code == 2


def test_bank_can_be_piped_in(folder):
    assert run("-", piped=GOOD.read_bytes()).output == "-: 5 items, no findings\n"


def test_json_is_one_list_for_all_files(good_file, bad_file, doubtful_file):
    result = run("--format", "json", "questions.yaml", "bad.yaml", "doubtful.yaml")

    assert result.exit_code == 1
    assert [(each["file"], each["code"]) for each in json.loads(result.output)] == [
        ("bad.yaml", "B302"),
        ("doubtful.yaml", "W509"),
    ]


def test_json_of_a_clean_bank_is_an_empty_list(good_file):
    assert json.loads(run("--format", "json").output) == []


def test_what_marks_a_change_names_the_file_as_the_repository_does(bad_file):
    absolute = str(bad_file.absolute())

    sarif = json.loads(run("--format", "sarif", absolute).output)
    place = sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]

    assert place["artifactLocation"]["uri"] == bad_file.name
    assert f"file={bad_file.name}," in run("--format", "github", absolute).output


def test_sarif_and_github_carry_the_code(bad_file):
    sarif = json.loads(run("--format", "sarif", "bad.yaml").output)
    github = run("--format", "github", "bad.yaml").output

    assert sarif["runs"][0]["results"][0]["ruleId"] == "B302"
    assert github.startswith("::error file=bad.yaml,line=23,")


def test_mending_changes_the_file_and_exits_as_after_it(good_file):
    text = GOOD.read_text(encoding="utf-8")
    good_file.write_bytes(text.replace("keys:", "kyes:").replace("\n", "\r\n").encode())
    good_file.chmod(0o640)

    result = run("--fix")

    assert result.exit_code == 0
    assert result.stderr == "questions.yaml:36: mended: `keys` for `kyes`\n"
    assert good_file.read_bytes() == text.replace("\n", "\r\n").encode()
    assert good_file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in good_file.parent.iterdir()] == ["questions.yaml"]


def test_mending_a_link_leaves_it_a_link(good_file, folder):
    text = GOOD.read_text(encoding="utf-8")
    good_file.write_text(text.replace("keys:", "kyes:"), encoding="utf-8")
    link = folder / "link.yaml"
    link.symlink_to(good_file)

    run("--fix", "link.yaml")

    assert link.is_symlink()
    assert good_file.read_text(encoding="utf-8") == text


def test_mending_a_clean_bank_does_not_touch_it(good_file):
    before = good_file.stat()

    run("--fix")

    after = good_file.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_file_that_changes_while_it_is_mended_is_left_alone(bad_file, monkeypatch):
    text = bad_file.read_text(encoding="utf-8").replace("keys:", "kyes:")
    contents = iter([text.encode(), b"another"])
    monkeypatch.setattr(checking, "content", lambda _: next(contents))

    result = run("--fix", "bad.yaml")

    assert result.exit_code == 2
    assert "changed while it was being mended" in result.stderr


def test_failed_writing_leaves_the_file_and_no_other(good_file, monkeypatch):
    before = good_file.read_bytes()

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)

    with pytest.raises(OSError, match="No space"):
        replace_content(str(good_file), b"half")

    assert good_file.read_bytes() == before
    assert [path.name for path in good_file.parent.iterdir()] == ["questions.yaml"]


@pytest.mark.parametrize("option", ["--fix", "--watch"])
def test_what_is_piped_in_is_neither_mended_nor_watched(option, folder):
    assert run("-", option, piped=GOOD.read_bytes()).exit_code == 2


def test_audit_adds_a_table_and_no_finding_to_a_fair_bank(good_file):
    result = run("--audit", "--strict")

    assert result.exit_code == 0
    assert "Pass without reading: 5 questions, expected share won\n" in result.output
    assert "the longest option" in result.output


def test_audit_fails_a_bank_that_can_be_passed_only_when_strict(weak_file):
    lenient, strict = run("weak.yaml", "--audit"), run("weak.yaml", "--audit", "--strict")

    assert (lenient.exit_code, strict.exit_code) == (0, 1)
    assert "beats chance" in lenient.output
    assert "weak.yaml:21:1: warning[W522]: Going by the option most like the stem" in lenient.output


def test_watching_checks_again_after_a_change_and_ends_with_control_c(good_file, monkeypatch):
    text = good_file.read_text(encoding="utf-8")
    steps = iter([lambda: good_file.write_text(text.replace("Mosul is free.", "Is it so?"))])

    def act(_: float) -> None:
        next(steps, stop)()

    monkeypatch.setattr("quizapp.cli.watching.time.sleep", act)

    result = run("--watch")

    assert result.exit_code == 0
    assert result.stdout.startswith("questions.yaml: 5 items, no findings\n")
    assert result.stdout.endswith("questions.yaml: 5 items, 1 warning\n")


def test_watching_sees_files_come_and_go(tmp_path, monkeypatch):
    path = tmp_path / "a.yaml"
    steps = iter([path.touch, lambda: None, path.unlink])
    monkeypatch.setattr("quizapp.cli.watching.time.sleep", lambda _: next(steps, stop)())

    seen = changes(lambda: [str(path)])

    assert [next(seen), next(seen)] == [None, None]
    with pytest.raises(KeyboardInterrupt):
        next(seen)


def stop() -> None:
    raise KeyboardInterrupt


def test_pictures_are_watched_too(good_file):
    folder = good_file.parent / "pictures"
    folder.mkdir()
    (folder / "boat.png").write_bytes(png())

    assert checking._watched(("questions.yaml",)) == ["questions.yaml", "pictures/boat.png"]
