"""Quizapp as a package: built from the checkout, and used in a folder that knows nothing of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.served import free_port

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
START_SECONDS = 120
NOT_PACKED = (".pyc",)


def plain_environment() -> dict[str, str]:
    """What a stranger's machine has: no setting of ours, and no way to the checkout."""
    ours = ("QUIZAPP_", "PYTHON", "VIRTUAL_ENV")
    return {name: text for name, text in os.environ.items() if not name.startswith(ours)}


def run(*command: object, folder: Path) -> str:
    """What a command says, which has to go well."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=plain_environment(),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, folder=ROOT)
    (built,) = folder.glob("quizapp-*.whl")
    return built


@dataclass(frozen=True)
class Installed:
    """An environment with the package, and an empty folder."""

    programs: Path
    folder: Path

    def quizapp(self, *words: object) -> str:
        return run(self.programs / "quizapp", *words, folder=self.folder)


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package in an environment of its own, which borrows the locked dependencies.

    A line of a .pth file leads to them; the file that leads to the checkout is not read from there.
    """
    place = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(place, with_pip=False)
    python = place / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet"]
    run(*pip, "--no-index", "--no-deps", "--disable-pip-version-check", wheel, folder=place)
    (packages,) = place.glob("lib/python3*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return place / "bin"


@pytest.fixture
def installed(programs: Path, tmp_path: Path) -> Installed:
    return Installed(programs, tmp_path)


@pytest.fixture
def served(installed: Installed) -> Iterator[str]:
    port = free_port()
    command = [str(installed.programs / "quizapp"), "serve", "--port", str(port)]
    with (
        (installed.folder / "said.txt").open("w") as said,
        subprocess.Popen(
            command,
            cwd=installed.folder,
            env=plain_environment(),
            stdout=said,
            stderr=subprocess.STDOUT,
        ) as server,
    ):
        try:
            _wait(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait(address: str) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            fetched(f"{address}/readyz")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError


def fetched(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310  our own server
        return bytes(answer.read())


def test_the_wheel_has_every_file_of_the_package_and_what_it_carries_along(wheel: Path) -> None:
    listed = run("git", "ls-files", "quizapp", "migrations", "translations", folder=ROOT)
    tracked = {line for line in listed.splitlines() if not line.endswith(NOT_PACKED)}
    wanted = {
        name if name.startswith("quizapp/") else f"quizapp/_bundled/{name}"
        for name in {*tracked, "questions.yaml"}
    }

    packed = set(zipfile.ZipFile(wheel).namelist())

    assert wanted - packed == set()
    assert {name for name in packed if not name.startswith("quizapp")} == set()


def test_an_empty_folder_is_served_with_pages_styles_and_a_bank_of_its_own(
    installed: Installed, served: str
) -> None:
    home = fetched(served).decode()

    named = re.findall(r'(?:href|src)="(/static/[^"#]+)', home)
    assert named
    for address in named:
        assert fetched(served + address)
    assert "Victory in Mosul" in home
    said = (installed.folder / "said.txt").read_text()
    assert "There was no bank here." in said
    assert "/setup/" in said
    assert (installed.folder / "questions.yaml").read_bytes() == (
        ROOT / "questions.yaml"
    ).read_bytes()
    assert (installed.folder / "translations" / "fr.yaml").exists()
    assert (installed.folder / "instance" / "quizapp.sqlite3").exists()


def test_the_commands_work_where_no_checkout_is(installed: Installed) -> None:
    where = run(
        installed.programs / "python",
        "-c",
        "import quizapp; print(quizapp.__file__)",
        folder=installed.folder,
    )
    assert Path(where.strip()).is_relative_to(installed.programs.parent)

    installed.quizapp("db", "upgrade")
    installed.quizapp("db", "check")
    installed.quizapp("new", "rivers")

    assert (
        "0 errors" in (said := installed.quizapp("check", "rivers.yaml")) or "no findings" in said
    )
    assert "quizapp.sqlite3" in installed.quizapp("backup") or list(
        installed.folder.glob("instance/backups/*.zip")
    )
