"""Banks spoilt at random, each by a seed: what slips of the hand and worse do to a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.support.hostile import SMALL_HOSTILE

ROOT = Path(__file__).parents[2]
SHIPPED = (ROOT / "questions.yaml").read_text(encoding="utf-8")
GOOD = (ROOT / "tests/domain/bank/good.yaml").read_text(encoding="utf-8")
SMALL = (ROOT / "tests/banks/small.yaml").read_text(encoding="utf-8")

_HEAD, _, _REST = SHIPPED.partition("\nitems:\n")
_LISTED, _, _ = _REST.partition("\nquizzes:\n")
_ITEMS = re.split(r"(?m)^(?=  - id: )", re.sub(r"(?m)^  #.*\n\n?", "", _LISTED))[1:]

SPECIALS = [
    *"[]{}&*!|>'\"%@`-?:#,\\~",
    *(
        ": ",
        " #",
        "- ",
        "? ",
        "\n",
        "\r",
        "\r\n",
        "\t",
        "  ",
        "\n\n",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
    ),
    *("|2", ">-\n", "|+\n", "<<: ", "&a ", "*a ", "!!str ", "!x ", "''", '""', "{{", "}}"),
]
STRANGE = [
    *("\x00", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "\uffff", "\u200b"),
    *("\u202e", "\u0301", "é", "漢", "😀", "𝔘", "\xa0", "\u3000", "ß", "İ", "ﬃ", "٣", "²", "½"),
]
VALUES = [
    *("~", "null", "true", "no", "1:30", "1e999", "-1", "0x1F", "9" * 5000, "2017-02-30", ".inf"),
    *("[]", "{}", "[[[[", "{{{{", "[a, [b, [c]]]", "{a: {b: {c: d}}}", "[a, a, a]", "{a: b, a: c}"),
    *("&a", "*a", "!!python/name:os.system", "!!binary x", '"\\x00"', '"\\ud800"', '"\\', "'"),
    *(
        "|",
        ">",
        "|9",
        "|-\n      a\n     b",
        "? a",
        "- a\n    - b",
        "a: b: c",
        "a #b",
        "x" * 20_000,
    ),
    *(
        "W505: so",
        "{W505: so}",
        "choice",
        "cloze",
        "term",
        "multiple",
        "true-false",
        "quiz",
        "card",
    ),
]


def spoilt(seed: int) -> bytes:
    """Return a bank with a few things gone wrong; the same for the same seed."""
    dice = Random(seed)
    return spoilt_text(_source(dice), dice)


def spoilt_text(text: str, dice: Random) -> bytes:
    """Return a text with a few things gone wrong, as the dice say."""
    for _ in range(dice.choice((1, 1, 1, 2, 3, 6))):
        text = dice.choice(_MUTATIONS)(text, dice)
    data = text.encode("utf-8", "surrogatepass")
    for _ in range(dice.choice((0, 0, 0, 1, 4))):
        at = dice.randrange(len(data) + 1)
        data = data[:at] + bytes([dice.randrange(256)]) + data[at + dice.randrange(2) :]
    return data


def excerpt(dice: Random) -> str:
    """Return the shipped bank with few of its items, and one quiz over those."""
    items = dice.sample(_ITEMS, dice.randint(1, 8))
    quiz = "  - id: all\n    title: All\n    pick: 1\n"
    return f"{_HEAD}\nitems:\n{''.join(items)}\nquizzes:\n{quiz}"


def _source(dice: Random) -> str:
    chance = dice.random()
    if chance < 0.06:
        return SHIPPED
    if chance < 0.66:
        return excerpt(dice)
    if chance < 0.82:
        return SMALL
    return GOOD if chance < 0.92 else dice.choice(SMALL_HOSTILE).decode("utf-8", "replace")


def _on_lines(change: Callable[[list[str], int, Random], None]) -> Callable[[str, Random], str]:
    def changed(text: str, dice: Random) -> str:
        lines = text.splitlines(keepends=True) or [""]
        change(lines, dice.randrange(len(lines)), dice)
        return "".join(lines)

    return changed


def _delete(lines: list[str], at: int, dice: Random) -> None:
    del lines[at : at + dice.choice((1, 1, 2, 5))]


def _repeat(lines: list[str], at: int, dice: Random) -> None:
    lines[at:at] = lines[at : at + dice.choice((1, 1, 4, 15))]


def _swap(lines: list[str], at: int, dice: Random) -> None:
    other = dice.choice((at - 1, dice.randrange(len(lines))))
    lines[at], lines[other] = lines[other], lines[at]


def _indent(lines: list[str], at: int, dice: Random) -> None:
    by = dice.choice((-4, -2, -1, 1, 2, 4))
    for number in range(at, min(len(lines), at + dice.choice((1, 1, 3)))):
        line = lines[number]
        lines[number] = (
            " " * by + line if by > 0 else line[min(-by, len(line) - len(line.lstrip())) :]
        )


def _revalue(lines: list[str], at: int, dice: Random) -> None:
    """Write something else behind the key or dash of a line."""
    found = re.match(r" *(?:- )?(?:[\w-]+:)? ?", lines[at])
    lines[at] = (found[0] if found else "") + dice.choice(VALUES) + "\n"


def _splice(lines: list[str], at: int, dice: Random) -> None:
    hostile = dice.choice(SMALL_HOSTILE).decode("utf-8", "replace")[:2000]
    lines.insert(at, " " * dice.choice((0, 2, 4, 6)) + hostile + "\n")


def _transplant(lines: list[str], at: int, dice: Random) -> None:
    start = dice.randrange(len(lines))
    lines[at:at] = lines[start : start + dice.randint(1, 12)]


def _insert(among: list[str]) -> Callable[[str, Random], str]:
    def inserted(text: str, dice: Random) -> str:
        at = dice.randrange(len(text) + 1)
        return text[:at] + dice.choice(among) + text[at + dice.choice((0, 0, 1)) :]

    return inserted


def _truncated(text: str, dice: Random) -> str:
    return text[: dice.randrange(len(text) + 1)]


def _other_breaks(text: str, dice: Random) -> str:
    return text.replace("\n", dice.choice(("\r\n", "\r", "\x85", "\n\n")))


_MUTATIONS: tuple[Callable[[str, Random], str], ...] = (
    *map(_on_lines, (_delete, _repeat, _swap, _indent, _indent, _revalue, _splice, _transplant)),
    *(_insert(SPECIALS), _insert(SPECIALS), _insert(STRANGE), _truncated, _other_breaks),
)
