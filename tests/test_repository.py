"""The repository as a whole: what its files may name, and what belongs together."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))

ALLOWED_HOSTS = {
    "127.0.0.1",  # where the server answers by default
    "localhost",
    "quizapp",  # what nginx calls our servers, in deploy/
    "www.w3.org",  # names of XML languages; nothing is fetched
    "json-schema.org",  # the name of a schema language; nothing is fetched
    "json.schemastore.org",
    "www.imsglobal.org",  # names of XML languages; nothing is fetched
    "raw.githubusercontent.com",  # the name of SARIF's schema
}
# Where a page or comment sends people to read on, or a vendored file names its home.
READ_ON = ("docs/", "README.md", "CONTRIBUTING.md", "quizapp/web/static/vendor/", "tests/")


def tracked() -> list[Path]:
    """The files that a clone has, and those about to be added."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return [ROOT / name for name in listing.split("\0") if name and (ROOT / name).is_file()]


def text_in(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_lock_files_pin_every_package_by_hash_and_name_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")

    pins = re.findall(r"^([a-zA-Z0-9._-]+)(?:\[[^\]]+\])?==\S+(.*(?:\n .*)*)", text, re.MULTILINE)

    assert "://" not in text
    assert len(pins) > 20
    assert [name for name, rest in pins if "--hash=sha256:" not in rest] == []


def test_all_lock_files_pin_the_same_versions() -> None:
    pinned = [
        dict(re.findall(r"^([a-z0-9._-]+)(?:\[[^\]]+\])?==(\S+)", lock.read_text(), re.MULTILINE))
        for lock in (
            ROOT / "requirements" / f"{name}.txt" for name in ("runtime", "servers", "dev")
        )
    ]
    runtime, servers, dev = pinned

    assert {name: servers.get(name) for name in runtime} == runtime
    assert {name: dev.get(name) for name in servers} == servers


def test_every_direct_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = {re.split(r"[><=\[; ]", wanted)[0] for wanted in project["dependencies"]}

    locked = (ROOT / "requirements" / "runtime.txt").read_text()

    assert {name for name in names if f"\n{name}==" not in f"\n{locked}"} == set()


def test_the_app_names_no_outside_host() -> None:
    strays = {}
    for path in tracked():
        name = str(path.relative_to(ROOT))
        if name.startswith(READ_ON) or path in LOCKS:
            continue
        hosts = set(re.findall(r"\bhttps?://([A-Za-z0-9.-]+[A-Za-z0-9])", text_in(path)))
        strays.update({name: hosts - ALLOWED_HOSTS} if hosts - ALLOWED_HOSTS else {})

    assert strays == {}


def test_styles_and_scripts_ask_for_nothing_outside() -> None:
    static = ROOT / "quizapp" / "web" / "static"
    own = [path for path in static.rglob("*") if path.suffix in {".css", ".js"}]

    strays = [
        path.name
        for path in own
        if re.search(r"""(?:url\(|import\s*\(?|fetch\()\s*["']?(?:https?:)?//""", text_in(path))
    ]

    assert own
    assert strays == []


UNEXPLAINED = re.compile(
    r"#\s*noqa(?!: [A-Z]+\d+(?:, ?[A-Z]+\d+)*  \S)"
    r"|#\s*type: ignore(?!\[[a-z-]+(?:, ?[a-z-]+)*\]  # \S)"
    r"|#\s*pragma: no cover(?!  # \S)"
    r"|#\s*fmt: skip(?!  # \S)"
)
"""What lets a check pass by, without the reason beside it."""
LEFT_OUT = re.compile(r"\b(?:mark\.(?:skipif|skip|xfail)|importorskip)\b")


def passed_by(path: Path) -> Iterator[str]:
    """Each place at which a check passes by, and nothing says why."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        above, below = lines[number - 2], " ".join(lines[number - 1 : number + 3])
        is_off = line.strip() == "# fmt: off" and not above.startswith("# ")
        is_left_out = LEFT_OUT.search(line) and "reason=" not in below
        if UNEXPLAINED.search(line) or is_off or is_left_out:
            yield f"{path.name}:{number}: {line.strip()}"


def test_whatever_lets_a_check_pass_by_says_why() -> None:
    files = [path for path in tracked() if path.suffix == ".py" and path != Path(__file__)]

    assert [place for path in files for place in passed_by(path)] == []


@pytest.mark.parametrize(
    "line",
    [
        "import this  # noqa",
        "import this  # noqa: F401",
        "number: int = text  # type: ignore",
        "number: int = text  # type: ignore[assignment]",
        "raise  # pragma: no cover",
        "ROWS = (1,  2)  # fmt: skip",
        "# fmt: off",
        "@pytest.mark.skip",
        "@pytest.mark.xfail",
        'pytest.importorskip("resource")',
    ],
)
def test_a_check_that_passes_by_in_silence_would_be_found(line: str, tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(f"\n{line}\n", encoding="utf-8")

    assert len(list(passed_by(path))) == 1


def test_no_file_names_the_machine_it_was_written_on() -> None:
    pattern = re.compile(r"/(?:root|home/[a-z]+|Users/[A-Za-z]+)/")

    strays = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if path != Path(__file__) and pattern.search(text_in(path))
    ]

    assert strays == []


OTHER_FILES = (
    "quizapp/web/sqlite_library.py",
    "quizapp/exchange/anki/",
    "tests/exchange/",
    "tests/mutants/recording.py",
)
"""What chooses the library, and what opens databases that are no class's."""


def test_whatever_opens_the_database_takes_the_one_library() -> None:
    imports = re.compile(r"^\s*(?:import|from) (?:py)?sqlite3\b", re.MULTILINE)

    strays = [
        name
        for path in tracked()
        if path.suffix == ".py" and imports.search(text_in(path))
        if not (name := str(path.relative_to(ROOT))).startswith(OTHER_FILES)
    ]

    assert strays == []


def test_modules_stay_short() -> None:
    long = {
        str(path.relative_to(ROOT)): text_in(path).count("\n")
        for path in (ROOT / "quizapp").rglob("*.py")
        if text_in(path).count("\n") > 310
    }

    assert long == {}


def test_style_sheets_stay_short() -> None:
    long = {
        path.name: text_in(path).count("\n")
        for path in (ROOT / "quizapp" / "web" / "static" / "css").glob("*.css")
        if text_in(path).count("\n") > 300
    }

    assert long == {}


def test_the_version_is_in_the_changelog() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]

    changelog = (ROOT / "CHANGELOG.md").read_text()

    newest = re.findall(r"^## (.+)$", changelog, re.MULTILINE)[0]
    assert newest == "Unreleased" or version in newest
