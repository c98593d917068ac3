"""The templates as a tree: nothing unused, nothing missing, nothing inline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from quizapp.domain.items import ITEM_TYPES

PACKAGE = Path(__file__).parents[1] / "quizapp"
TEMPLATES = {
    str(path.relative_to(folder)): path
    for folder in PACKAGE.rglob("templates")
    for path in folder.rglob("*.html")
}
STATIC = PACKAGE / "web" / "static"
PATTERNS = "home/patterns.html"

QUOTED = re.compile(r'"([\w/.-]+\.html)"')

each_template = pytest.mark.parametrize("name", sorted(TEMPLATES))


def feature_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


@cache
def parsed(name: str) -> nodes.Template:
    return Environment(autoescape=True).parse(TEMPLATES[name].read_text(encoding="utf-8"))


def rendered_by_views() -> set[str]:
    code = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    return set(re.findall(r'(?:render_template|kept_file)\(\s*"([^"]+)"', code))


def referred_to() -> set[str]:
    """The templates that others extend, include or import; those of item types by their type."""
    found = {f"taking/items/{kind.replace('-', '_')}.html" for kind in ITEM_TYPES}
    for name in TEMPLATES:
        page = parsed(name)
        within = [node.template for node in page.find_all(nodes.Extends)]
        within += [node.template for node in page.find_all(nodes.Include)]
        within += [node.template for node in page.find_all(nodes.FromImport)]
        within += [node.args[0] for node in page.find_all(nodes.Call) if is_kept_piece(node)]
        found |= {meant for each in within for meant in choices(each)}
    return found


def is_kept_piece(call: nodes.Call) -> bool:
    return isinstance(call.node, nodes.Name) and call.node.name == "kept_piece"


def choices(named: nodes.Expr) -> set[str]:
    """The templates that may be meant: the one, or either of two."""
    if isinstance(named, nodes.CondExpr):
        return choices(named.expr1) | choices(named.expr2 or named.expr1)
    return {named.value} if isinstance(named, nodes.Const) else set()


def macros() -> Iterator[tuple[str, str]]:
    for name in TEMPLATES:
        for macro in parsed(name).find_all(nodes.Macro):
            yield name, macro.name


def imported(name: str) -> set[tuple[str, str]]:
    return {
        (node.template.value, item if isinstance(item, str) else item[0])
        for node in parsed(name).find_all(nodes.FromImport)
        if isinstance(node.template, nodes.Const)
        for item in node.names
    }


def called_in(name: str) -> set[str]:
    calls = parsed(name).find_all(nodes.Call)
    return {call.node.name for call in calls if isinstance(call.node, nodes.Name)}


def test_every_template_is_used_and_every_one_that_is_used_is_there() -> None:
    assert rendered_by_views() | referred_to() == set(TEMPLATES)


def test_pages_fill_no_block_that_what_they_extend_does_not_have() -> None:
    """What stands in such a block is shown nowhere, and no error says so."""
    strays = [
        (name, block.name)
        for name in sorted(TEMPLATES)
        for extended in parsed(name).find_all(nodes.Extends)
        for parent in choices(extended.template)
        for block in parsed(name).find_all(nodes.Block)
        if block.name not in {each.name for each in parsed(parent).find_all(nodes.Block)}
    ]

    assert strays == []


@pytest.mark.parametrize(("kind", "folder"), [("sheets", "css"), ("modules", "js")])
def test_the_styles_and_scripts_that_pages_ask_for_are_there(kind: str, folder: str) -> None:
    wishes = "".join(
        wish
        for path in TEMPLATES.values()
        for wish in re.findall(f"{{% set {kind} = (.*) %}}", path.read_text(encoding="utf-8"))
    )
    asked = set(re.findall(r'"([a-z-]+)"', wishes))

    assert asked
    assert asked <= {path.stem for path in (STATIC / folder).iterdir()}


def test_no_feature_uses_the_templates_of_another() -> None:
    strays = [
        (str(user.relative_to(PACKAGE)), name)
        for user in sorted({*PACKAGE.rglob("*.py"), *TEMPLATES.values()})
        for name in QUOTED.findall(user.read_text(encoding="utf-8"))
        if name in TEMPLATES and feature_of(TEMPLATES[name]) not in {"web", feature_of(user)}
    ]

    assert strays == []


@pytest.mark.slow
def test_every_macro_is_called_by_a_page_and_not_by_the_patterns_alone() -> None:
    used = {pair for name in TEMPLATES if name != PATTERNS for pair in imported(name)}
    used |= {(name, macro) for name in TEMPLATES for macro in called_in(name)}

    assert set(macros()) - used == set()


def test_the_page_of_patterns_shows_every_shared_macro() -> None:
    shared = {(name, macro) for name, macro in macros() if name.startswith("macros/")}
    within = {(name, macro) for name in TEMPLATES for macro in called_in(name)}

    shown = imported(PATTERNS) | imported("home/_patterns_in_parts.html")
    assert shared - within - shown == set()


@each_template
def test_whatever_is_imported_is_called(name: str) -> None:
    names = {macro for _, macro in imported(name)}

    assert names - called_in(name) == set()


@each_template
def test_no_style_or_script_stands_in_a_template(name: str) -> None:
    source = TEMPLATES[name].read_text(encoding="utf-8")

    assert not re.search(r"\sstyle\s*=", source)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", source)
    assert "<style" not in source
    assert not re.search(r"<script(?![^>]*\ssrc=)", source)
    assert "javascript:" not in source
    assert "| safe" not in source.replace("|safe", "| safe")


@each_template
def test_a_template_fits_a_screen_or_two(name: str) -> None:
    assert TEMPLATES[name].read_text(encoding="utf-8").count("\n") <= 120
