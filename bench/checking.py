"""How long `quizapp check` takes beside PyYAML: `python -m bench.checking [ITEMS ...]`.

Makes a bank of each size (1,000 and 10,000 items unless told otherwise) from the items of
questions.yaml, in which half of the longer words are exchanged for made-up ones, so that no two
items are copies. Each size is read, read and linted, and checked as the command does it, in turn
with `yaml.load(..., CSafeLoader)`; what counts is the median of the ratios. The command itself is
run apart: the processor's time beyond its start, and its peak of memory beside that of a Python
which only loads the file.
"""

from __future__ import annotations

import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from quizapp.domain.bank import read_bank
from quizapp.domain.bank.report import as_text

SOURCE = Path(__file__).parent.parent / "questions.yaml"
SYLLABLES = re.findall(
    r"\w+", "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bar cen dil fon gur"
)
FIXED = re.compile(
    r"(?:  - |    )(?:id|topic|type|level|key: true|key: false|drills|credit|allow|kind|order|pin"
    r"|not_beside)\b"
)
LINE_HEAD = re.compile(r" *(?:- )?(?:[a-z_]+:(?: |$))?")
LONG_WORD = re.compile(r"(?<!\d )\b[A-Za-z]?[a-z]{4,}\b")  # not the “million” of a number
KEYS = frozenset(("distractors", "keys", "explanation", "definition", "feedback", "allow", "cites"))


class Vocabulary:
    """Made-up words, a few of them common and most of them rare, as in any language."""

    def __init__(self, size: int, dice: random.Random) -> None:
        self.dice = dice
        self.words = [
            "".join(dice.choices(SYLLABLES, k=dice.choice((2, 3, 4)))) for _ in range(size)
        ]

    def exchange(self) -> Callable[[re.Match[str]], str]:
        """Return a way to exchange words, each word for the same one throughout an item."""
        chosen: dict[str, str] = {}

        def exchanged(found: re.Match[str]) -> str:
            word = found[0]
            if word not in chosen:
                other = self.words[int(len(self.words) ** self.dice.random()) - 1]
                other = other.capitalize() if word[0].isupper() else other
                is_taken = word in KEYS or other in chosen.values() or self.dice.random() < 0.5
                chosen[word] = word if is_taken else other
            return chosen[word]

        return exchanged


def bank(count: int) -> str:
    """A bank of so many items about the article of questions.yaml."""
    head, _, rest = SOURCE.read_text(encoding="utf-8").partition("\nitems:\n")
    listed, _, quizzes = rest.partition("\nquizzes:\n")
    originals = re.split(r"(?m)^(?=  - id: )", re.sub(r"(?m)^  #.*\n\n?", "", listed))[1:]
    vocabulary = Vocabulary(50_000, random.Random(1))
    items = [*originals[:count]]
    while len(items) < count:
        original = originals[len(items) % len(originals)]
        items.append(_varied(original, len(items), vocabulary))
    return f"{head}\nitems:\n{''.join(items)}\nquizzes:\n{quizzes}"


def _varied(item: str, number: int, vocabulary: Vocabulary) -> str:
    exchange, varied, is_citing = vocabulary.exchange(), [], False
    for line in item.splitlines():
        is_citing = line.startswith("    cites:") or (is_citing and line.startswith("      "))
        if line.startswith("  - id: "):
            varied.append(f"{line}-{number}")
        elif is_citing or FIXED.match(line):
            varied.append(line)
        else:
            found = LINE_HEAD.match(line)
            end = found.end() if found else 0
            varied.append(line[:end] + LONG_WORD.sub(exchange, line[end:]))
    return "\n".join(varied) + "\n"


def seconds(deed: Callable[[], object]) -> float:
    """CPU seconds that a deed takes."""
    began = time.process_time()
    deed()
    return time.process_time() - began


def compare(count: int) -> None:
    """Print how reading, linting and the whole check of so many items compare with loading."""
    text = bank(count)
    data = text.encode()
    loading = lambda: yaml.load(text, Loader=yaml.CSafeLoader)  # noqa: E731  named like the others
    deeds: dict[str, Callable[[], object]] = {
        "read": lambda: read_bank(data),
        "read + lint": lambda: read_bank(data, lint=True),
        "read + lint + print": lambda: _printed(data),
    }
    rounds = max(3, min(9, 30_000 // count))
    ratios: dict[str, list[float]] = {name: [] for name in deeds}
    times: list[float] = []
    for _ in range(rounds):
        for name, deed in deeds.items():
            times.append(seconds(loading))
            ratios[name].append(seconds(deed) / times[-1])
    loaded = statistics.median(times)
    print(f"{count:,} items, {len(data):,} bytes: CSafeLoader {loaded:.2f} s")
    for name, found in ratios.items():
        print(f"    {name:20} {statistics.median(found):5.2f} times that")
    command, start, plain = _run_apart(data)
    print(
        f"    {'the command':20} {command.seconds - start.seconds:5.2f} s beyond its start of"
        f" {start.seconds:.2f} s; at its peak {command.peak / 1e6:.0f} MB,"
        f" {command.peak / plain.peak:.2f} times that of CSafeLoader"
    )


TELLING = """
import atexit, re, sys, time
def told():
    peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]
    sys.stderr.write(f" {time.process_time()} {peak}")
atexit.register(told)
"""
"""Has a process say at its end what it took; on Linux."""


@dataclass(frozen=True)
class Run:
    """What a process took: seconds of the processor, and bytes at its peak."""

    seconds: float
    peak: int


def _printed(data: bytes) -> str:
    reading = read_bank(data, lint=True)
    return as_text(reading.findings, reading.text, "bank.yaml")


def _run_apart(data: bytes) -> tuple[Run, Run, Run]:
    """The whole command; its start alone; and a new Python that only loads the file."""
    loading = TELLING + "import sys, yaml; yaml.load(open(sys.argv[1], 'rb'), yaml.CSafeLoader)"
    checking = TELLING + "from quizapp.cli import main; main()"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bank.yaml"
        file.write_bytes(data)
        command = _best_run(["-c", checking, "check", str(file)])
        start = _best_run(["-c", checking, "--version"])
        return command, start, _best_run(["-c", loading, str(file)])


def _best_run(arguments: list[str]) -> Run:
    runs = [_run([sys.executable, *arguments]) for _ in range(3)]
    return Run(min(each.seconds for each in runs), min(each.peak for each in runs))


def _run(command: list[str]) -> Run:
    """Told by the process itself: a parent is told its own peak, where that is higher."""
    ran = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  our own
    if ran.returncode not in {0, 1}:
        raise SystemExit(ran.stderr)
    seconds_taken, peak = ran.stderr.split()[-2:]
    return Run(float(seconds_taken), int(peak) * 1024)


if __name__ == "__main__":
    for wanted in map(int, sys.argv[1:] or ("1000", "10000")):
        compare(wanted)
