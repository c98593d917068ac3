"""Documentation as a checked contract: what the pages say is what the code does."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
import yaml

from quizapp.cli import main
from quizapp.domain.bank import read_bank
from quizapp.web.edges import LARGEST_BANK_BODY
from quizapp.web.settings import SETTINGS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
TOUR = DOCS / "tour-of-a-request.md"
HOSTING = DOCS / "hosting.md"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r'\]\(([^)\s]+)\)|\bsrc="([^"]+)"')
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_COMMAND = re.compile(r"(?:^|[\s/])quizapp ((?:[^`\n#>|]|\|\|)+)")
_MAKE = re.compile(r"^(?:\w+=\S+ )?make(?: ([a-z]+))?(?: |$)")
_TREE_PATH = re.compile(r"(?:quizapp|docs|tests|migrations|requirements|\.ci)/[\w./-]*")
_NAMED = re.compile(r"(_?[a-z][a-z_]*)\(\)|([A-Z][a-z]+(?:[A-Z][a-z]*)*|[A-Z]{4,})")


@dataclass(frozen=True)
class Example:
    """A fenced block of a page; its name leads to it."""

    page: Path
    line: int
    language: str
    text: str

    @property
    def name(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def examples(*languages: str) -> list[Example]:
    return [
        Example(page, text.count("\n", 0, found.start()) + 1, found[1], found[2])
        for page in PAGES
        for text in [page.read_text(encoding="utf-8")]
        for found in _FENCE.finditer(text)
        if found[1] in languages
    ]


def prose(page: Path) -> str:
    """The page without its fenced blocks."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def named(example: Example) -> str:
    return example.name


def page_name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def shell_lines(page: Path) -> Iterator[str]:
    """What the page tells people to type: code in its text, and the lines of its shell blocks."""
    yield from _CODE.findall(prose(page))
    for example in examples("sh", "ini"):
        if example.page == page:
            yield from example.text.splitlines()


def anchors(page: Path) -> set[str]:
    """The addresses of a page's headings, as forges make them."""
    headings = _HEADING.findall(prose(page))
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_proxy_of_the_example_lets_whole_banks_through():
    (megabytes,) = re.findall(r"^client_max_body_size (\d+)m;$", HOSTING.read_text(), re.MULTILINE)

    assert int(megabytes) * 1024**2 >= LARGEST_BANK_BODY


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_link_and_picture_leads_somewhere(page: Path):
    targets = [link or source for link, source in _LINK.findall(_CODE.sub("", prose(page)))]

    for target in targets:
        if target.startswith(("https://", "http://")):
            continue
        path, _, anchor = target.partition("#")
        linked = (page.parent / path).resolve() if path else page
        assert linked.exists(), target
        assert not anchor or anchor in anchors(linked), target


@pytest.mark.parametrize("index", sorted(DOCS.rglob("README.md")), ids=str)
def test_every_page_is_listed_in_the_index_of_its_folder(index: Path):
    listed = {(index.parent / found[0]).resolve() for found in _LINK.findall(prose(index))}

    assert {page for page in index.parent.glob("*.md") if page != index} <= listed


def test_every_decision_is_listed_in_the_first_index():
    listed = {(DOCS / found[0]).resolve() for found in _LINK.findall(prose(DOCS / "README.md"))}

    assert {*(DOCS / "decisions").glob("*.md")} <= listed


def test_every_folder_of_pages_is_listed_in_the_first_index():
    listed = {(DOCS / found[0]).resolve() for found in _LINK.findall(prose(DOCS / "README.md"))}

    folders = {page.parent for page in PAGES if DOCS in page.parents} - {DOCS}
    assert all(any(folder in page.parents for page in listed) for folder in folders)


def test_every_setting_stands_in_the_table_with_its_default_and_reason():
    page = HOSTING.read_text(encoding="utf-8")

    rows = [
        f"| `{setting.variable}` | {f'`{setting.default}`' if setting.default else '—'}"
        f" | {setting.reason} |"
        for setting in SETTINGS
    ]

    assert [row for row in rows if row not in page] == []
    assert re.findall(r"^\| `(QUIZAPP_\w+)`", page, re.MULTILINE) == [
        setting.variable for setting in SETTINGS
    ]


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_variable_that_is_named_is_a_setting(page: Path):
    variables = set(re.findall(r"QUIZAPP_[A-Z_]+", page.read_text(encoding="utf-8")))

    assert variables <= {setting.variable for setting in SETTINGS}


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_quizapp_command_exists_with_its_options(page: Path):
    lines = [found[1] for line in shell_lines(page) for found in _COMMAND.finditer(line)]

    for line in lines:
        command, rest = command_of(line.split())
        options = {name for parameter in command.params for name in parameter.opts}
        assert not isinstance(command, click.Group) or not rest, f"quizapp {line}"
        assert {word for word in rest if word.startswith("-")} <= options, f"quizapp {line}"


def command_of(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that the words lead to, and the words that it is given."""
    command: click.Command = main
    while isinstance(command, click.Group) and words:
        found = command.get_command(click.Context(command), words[0])
        if found is None:
            break
        command, words = found, words[1:]
    return command, words


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_everything_to_make_can_be_made(page: Path):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))

    asked = {found[1] for line in shell_lines(page) if (found := _MAKE.match(line)) and found[1]}

    assert asked <= targets


def bank_examples() -> list[Example]:
    """Whole question files, and the items and quizzes that are written for the shipped one.

    The parts on the page of the format belong to a bank of their own, and so does their test.
    """
    return [
        example
        for example in examples("yaml")
        if is_whole(example.text) or example.page.name != "bank-format.md"
    ]


def is_whole(text: str) -> bool:
    """Whether this is a whole bank and not a part of one."""
    return re.search(r"^format:", text, re.MULTILINE) is not None


@pytest.mark.parametrize("example", bank_examples(), ids=named)
def test_every_example_of_a_bank_is_clean(example: Example):
    reading = read_bank(as_bank(example.text).encode())

    assert [(finding.code, finding.message) for finding in reading.findings] == []


def as_bank(text: str) -> str:
    """A whole bank as it is; items and quizzes in the place of the shipped bank's own."""
    if is_whole(text):
        return text
    part = yaml.load(text, yaml.BaseLoader)  # noqa: S506  text only
    shipped = (ROOT / "questions.yaml").read_text(encoding="utf-8")
    bank = yaml.load(shipped, yaml.BaseLoader)  # noqa: S506  text only
    changes = {"items": part} if isinstance(part, list) else part
    if "items" in changes:
        ids = {item["id"] for item in changes["items"]}
        others = [item for item in bank["items"] if item["id"] not in ids]
        changes = {"quizzes": [], **changes, "items": changes["items"] + others}
    return yaml.safe_dump({**bank, **changes}, allow_unicode=True, sort_keys=False, width=math.inf)


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_file_that_is_named_exists(page: Path):
    paths = {code for code in _CODE.findall(prose(page)) if _TREE_PATH.fullmatch(code)}

    assert {path for path in paths if not (ROOT / path).exists()} == set()


def test_every_function_and_class_of_the_tour_is_in_a_file_of_its_section():
    sections = re.split(r"^## ", prose(TOUR), flags=re.MULTILINE)

    strays = {name for section in sections for name in names_in(section) - definitions_in(section)}

    assert strays == set()


def names_in(section: str) -> set[str]:
    found = (_NAMED.fullmatch(code) for code in _CODE.findall(section))
    return {match[1] or match[2] for match in found if match}


def definitions_in(section: str) -> set[str]:
    """What the Python files that a section names define, at any depth."""
    defined: set[str] = set()
    for path in set(_CODE.findall(section)):
        if path.endswith(".py"):
            for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef | ast.ClassDef):
                    defined.add(node.name)
                elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                    defined.add(node.target.id)
    return defined
