"""Styles and scripts without what only readers of the sources need."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.web.joined_files import joined_script
from quizapp.web.shortened_files import shortened_script, shortened_style

STATIC = Path(__file__).parents[2] / "quizapp" / "web" / "static"
SCRIPTS = sorted((STATIC / "js").rglob("*.js"))


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("a {\n  color: red;\n}\n", "a{color: red;}"),
        ("/* words; { } */\na { b: c; } /* more */\n", "a{b: c;}"),
        ("a::before { content: \"/* ; { 'x' */\"; }", "a::before{content: \"/* ; { 'x' */\";}"),
        (
            "a  :hover,\nb > c + d { e: calc(1px + 2px); }",
            "a :hover,b > c + d{e: calc(1px + 2px);}",
        ),
        ("@media (a) and (b) {\n  c { d: e; }\n}", "@media (a) and (b){c{d: e;}}"),
        ("a { b: c; /* between; */ d: e; }", "a{b: c;d: e;}"),
        ("a /* ( */ b { c: d; }", "a b{c: d;}"),
    ],
)
def test_a_style_sheet_says_the_same_in_fewer_letters(long: str, short: str) -> None:
    assert shortened_style(long) == short


def test_a_script_loses_lines_of_remarks_and_nothing_else() -> None:
    text = '// a remark\nconst a = "// no remark"; // beside code\n\n  // within\n  b(a / 2 / 3);\n'

    assert shortened_script(text) == 'const a = "// no remark"; // beside code\n  b(a / 2 / 3);\n'


@pytest.mark.parametrize(
    "path", SCRIPTS, ids=lambda path: path.relative_to(STATIC / "js").as_posix()
)
def test_no_text_in_a_script_of_ours_goes_over_several_lines(path: Path) -> None:
    """A line of it that looks like a remark would be lost."""
    lines = path.read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if line.count("`") % 2 or line.endswith("\\")] == []
    assert "/*" not in joined_script(path)
