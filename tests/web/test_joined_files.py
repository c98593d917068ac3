"""One file out of several: styles, and modules that import one another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizapp.web.joined_files import (
    SCRIPT_EXPORT,
    SCRIPT_IMPORT,
    STYLE_IMPORT,
    joined_script,
    joined_style,
)

STATIC = Path(__file__).parents[2] / "quizapp" / "web" / "static"
SHEETS = sorted((STATIC / "css").glob("*.css"))
SCRIPTS = sorted((STATIC / "js").rglob("*.js"))

each_sheet = pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
each_script = pytest.mark.parametrize(
    "path", SCRIPTS, ids=lambda path: path.relative_to(STATIC / "js").as_posix()
)


@pytest.fixture
def written(tmp_path: Path):
    """Writes files and gives the path of the last one."""

    def write(**files: str) -> Path:
        for name, text in files.items():
            path = tmp_path / name.replace("_", ".")
            path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_sheet_that_is_imported_stands_where_it_was_asked_for(written) -> None:
    path = written(
        a_css="a {}\n", b_css='@import "a.css";\nb {}\n', c_css='@import "b.css";\nc {}\n'
    )

    assert joined_style(path) == "a {}\nb {}\nc {}\n"


def test_a_sheet_for_some_devices_alone_stays_for_these(written) -> None:
    path = written(a_css="a {}\n", b_css='@import "a.css" print and (color);\nb {}\n')

    assert joined_style(path) == "@media print and (color) {\na {}\n}\nb {}\n"


def test_a_module_comes_after_what_it_imports_and_shares_no_name_with_it(written) -> None:
    path = written(
        a_js="const own = 1;\nexport const first = () => own;\nexport async function second() {}\n",
        b_js='import * as a from "./a.js";\nimport { first } from "./a.js";\nconst own = a;\n',
    )

    assert joined_script(path) == (
        "const $room0 = (() => {\nconst own = 1;\nconst first = () => own;\n"
        "async function second() {}\nreturn { first, second };\n})();\n"
        "const a = $room0;\nconst { first } = $room0;\nconst own = a;\n"
    )


def test_a_module_that_several_import_runs_once(written) -> None:
    path = written(
        a_js="globalThis.count += 1;\n",
        b_js='import "./a.js";\n',
        c_js='import "./a.js";\nimport "./b.js";\ndone();\n',
    )

    assert joined_script(path).count("count += 1") == 1


def test_a_name_that_is_imported_under_another_has_the_other(written) -> None:
    path = written(a_js="export const goTo = 1;\n", b_js='import { goTo as jump } from "./a.js";\n')

    assert "const { goTo: jump } = $room0;" in joined_script(path)


@each_script
def test_a_script_of_ours_imports_and_exports_only_as_can_be_joined(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    rest = SCRIPT_EXPORT.sub("", SCRIPT_IMPORT.sub("", text))

    assert not re.search(r"^\s*(?:import|export)\b(?!\()", rest, re.MULTILINE)
    assert "import.meta" not in rest
    assert "\nexport let" not in text


@each_script
def test_a_script_of_ours_waits_for_nothing_while_it_is_put_together(path: Path) -> None:
    """A room is a plain function, so nothing in it can be awaited."""
    assert not re.search(r"^(?:const .*= |)await ", path.read_text(encoding="utf-8"), re.MULTILINE)


@each_script
def test_what_a_script_imports_as_it_runs_stands_beside_the_file_that_is_sent(path: Path) -> None:
    """Joined into a file of another folder, it would look for it in the wrong place."""
    wishes = re.findall(r'import\("([^"]+)"\)', path.read_text(encoding="utf-8"))

    assert all((path.parent / wish).exists() for wish in wishes)
    importers = [
        other
        for other in SCRIPTS
        for wish in SCRIPT_IMPORT.finditer(other.read_text(encoding="utf-8"))
        if (other.parent / wish["name"]).resolve() == path.resolve()
    ]
    assert not (wishes and importers)


@each_sheet
def test_a_sheet_of_ours_imports_only_as_can_be_joined(path: Path) -> None:
    assert "@import" not in STYLE_IMPORT.sub("", path.read_text(encoding="utf-8"))
    assert "@import" not in joined_style(path)
