"""A teacher's own repository of banks: the hook and the CI lines of the docs, in a real one."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "tests" / "domain" / "bank" / "good.yaml"
PAGE = ROOT / "docs" / "own-repository.md"
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
BLOCKS = re.findall(r"^```yml\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)


class Repository:
    """A Git repository of banks in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "translations", folder / "banks" / "translations" / "mosul")
        shutil.copy(ROOT / "questions.yaml", folder / "banks" / "mosul.yaml")
        shutil.copy(GOOD, folder / "banks" / "tides.yaml")
        self.run("git", "init", "--quiet")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """What comes of a command; nothing of the machine's own Git settings is read."""
        quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        people = {
            f"GIT_{role}_{what}": "t@example.org"
            for role in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        own = {
            "PATH": programs,  # quizapp and pre-commit, as if they were installed
            "PRE_COMMIT_HOME": str(self.folder.parent / "pre-commit"),
            "QUIZAPP_BANK": "",
        }
        return subprocess.run(
            command,
            cwd=self.folder,
            env={**os.environ, **quiet, **people, **own},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def spoil(self, name: str = "tides") -> None:
        """Let an item cite what the article does not say."""
        bank = self.folder / "banks" / f"{name}.yaml"
        spoilt, count = re.subn(
            r"^    cites: .*$",
            "    cites: no such words at all",
            bank.read_text("utf-8"),
            count=1,
            flags=re.MULTILINE,
        )
        assert count
        bank.write_text(spoilt, encoding="utf-8")

    def commit(self) -> subprocess.CompletedProcess[str]:
        self.run("git", "add", "--all")
        return self.run("git", "commit", "--message", "Change banks")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "school")


def hook_of_docs() -> dict[str, Any]:
    hook: dict[str, Any] = yaml.safe_load(BLOCKS[0])["repos"][0]["hooks"][0]
    return hook


def install_hook(repository: Repository) -> None:
    """The hook as the docs have it, from this environment: a fresh one would ask the network."""
    assert hook_of_docs()["id"] == HOOK["id"]
    hook = {**HOOK, **hook_of_docs(), "language": "system"}
    config = {"repos": [{"repo": "local", "hooks": [hook]}]}
    (repository.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    done = repository.run("pre-commit", "install")
    assert done.returncode == 0, done.stderr


def ci_lines() -> list[str]:
    """What the docs let servers run of Quizapp."""
    steps = yaml.safe_load(BLOCKS[2])["jobs"]["check"]["steps"] + yaml.safe_load(BLOCKS[3])
    lines = [step["run"] for step in steps if "run" in step]
    return [
        line
        for line in [*lines, *yaml.safe_load(BLOCKS[4])["banks"]["script"]]
        if line.startswith("quizapp")
    ]


def test_the_image_for_gitlab_has_the_git_that_pip_asks_for() -> None:
    job = yaml.safe_load(BLOCKS[4])["banks"]

    assert "git+https" in job["script"][0]
    assert "slim" not in job["image"]  # which has no git


def test_good_banks_are_committed(repository: Repository) -> None:
    install_hook(repository)

    done = repository.commit()

    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"quizapp check\.+Passed", done.stderr)


def test_a_bank_with_an_error_is_not_committed_and_its_place_is_told(
    repository: Repository,
) -> None:
    install_hook(repository)
    repository.spoil()

    done = repository.commit()

    assert done.returncode == 1
    assert re.search(r"banks/tides\.yaml:\d+:\d+", done.stderr)
    assert "no such words at all" in done.stderr
    assert repository.run("git", "log").returncode != 0


def test_other_files_of_the_repository_are_none_of_the_hooks_business() -> None:
    meant = re.compile(HOOK["files"])

    for path in (
        "questions.yaml",
        "banks/a.yml",
        "translations/fr.yaml",
        "banks/translations/a/fr.yaml",
    ):
        assert meant.search(path), path
    for path in (
        ".github/workflows/banks.yml",
        ".pre-commit-config.yaml",
        "banks/notes.md",
        "mkdocs.yml",
    ):
        assert not meant.search(path), path


def test_the_lines_of_the_docs_pass_good_banks_and_stop_bad_ones(repository: Repository) -> None:
    lines = ci_lines()
    assert len(lines) == 3

    assert [repository.run("sh", "-c", line).returncode for line in lines] == [0, 0, 0]
    repository.spoil()
    done = {line: repository.run("sh", "-c", line) for line in lines}

    stopping = {line for line in lines if not line.endswith("|| true")}
    assert {line for line, each in done.items() if each.returncode == 1} == stopping
    (marked,) = (each.stdout for line, each in done.items() if "--format github" in line)
    assert re.search(r"^::error file=banks/tides\.yaml,line=\d+,endLine=", marked, re.MULTILINE)


def test_what_scanners_are_told_has_all_that_its_schema_asks_for(repository: Repository) -> None:
    """SARIF 2.1.0 (OASIS): what is required, and what a log of ours refers to."""
    repository.spoil("mosul")
    log = json.loads(repository.run("quizapp", "check", "--format", "sarif", "banks").stdout)

    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert run["tool"]["driver"]["name"] == "quizapp"
    assert run["results"]
    for result in run["results"]:
        assert result["message"]["text"]
        assert result["ruleId"] in rules
        assert result["level"] in {"none", "note", "warning", "error"}
        for location in result["locations"]:
            place = location["physicalLocation"]
            file = place["artifactLocation"]["uri"]
            region = place["region"]
            assert (repository.folder / file).is_file()
            lines = (repository.folder / file).read_text("utf-8").splitlines()
            assert 1 <= region["startLine"] <= region["endLine"] <= len(lines)
            assert region["startColumn"] >= 1
            assert region["endColumn"] <= len(lines[region["endLine"] - 1]) + 1
