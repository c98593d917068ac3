"""From bytes to nodes: size, UTF-8 and characters first, then YAML events, then nodes.

No YAML constructor ever runs, and libyaml's own composer, which crashes on deep nesting, is not
used: nodes are composed here, from events, within limits.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from quizapp.domain.bank.composer import Composer, NoBankError
from quizapp.domain.bank.diagnostics import Findings
from quizapp.domain.bank.limits import Limits
from quizapp.domain.bank.nodes import Node, Scalar
from quizapp.domain.bank.other_files import NOT_A_BANK, is_like_bank
from quizapp.domain.bank.syntax import syntax_fault

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_TAB_INDENT = re.compile(r"(?m)^ *(\t[ \t]*)(?=[^ \t\r\n])")
_FALSE_BREAKS = ("\x85", "\u2028", "\u2029")
"""PyYAML breaks lines here; YAML 1.2 and editors do not. A space keeps their positions."""


def decoded(data: bytes) -> tuple[str, int | None]:
    """Return the text, and the offset of the first byte that is not UTF-8, if there is one.

    A byte order mark is left out: no editor shows it.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode(), None
    except UnicodeDecodeError as error:
        return data.decode(errors="replace"), len(data[: error.start].decode())


def root_node(findings: Findings, limits: Limits, *, is_bank: bool = False) -> Node | None:
    """Read the text of `findings` as one YAML document; None where it is not one.

    Of a text that should be a bank and has nothing of one, no more is said than that.
    """
    text = findings.lines.text
    if _has_bad_characters(text, findings):
        return None
    for character in _FALSE_BREAKS:
        text = text.replace(character, " ")
    try:
        root = Composer(_events(text), findings, limits).root()
        if root is None or (isinstance(root, Scalar) and root.data is None):
            findings.add("Y104", "Nothing is written in this file.", 0, 0)
            return None
        return root
    except NoBankError:
        return None
    except yaml.MarkedYAMLError as error:
        if is_bank and not is_like_bank(text):
            findings.add("Y127", NOT_A_BANK, 0, 0)
        else:
            fault = syntax_fault(error, findings.lines)
            findings.forget_line(findings.lines.number(fault.start))
            findings.add(*fault)
    except (yaml.YAMLError, ValueError, LookupError, ArithmeticError, RecursionError) as error:
        # PyYAML lets these through on input made to break it, without a place.
        message = f"The YAML reader gave up on this file ({type(error).__name__})."
        findings.add("Y112", message, 0, 0)
    return None


def _events(text: str) -> Callable[[], yaml.Event | None]:
    """Return a function that gives the next event of the text; None after the last."""
    next_event: Callable[[], yaml.Event | None] = LOADER(text).get_event
    return next_event


def _has_bad_characters(text: str, findings: Findings) -> bool:
    bad = False
    for character in _UNSEEN.finditer(text):
        bad = True
        message = f"An invisible control character, U+{ord(character.group()):04X}, stands here."
        findings.add("Y103", message, character.start(), character.end())
    for tab in _TAB_INDENT.finditer(text):
        bad = True
        findings.add("Y106", "This line is indented with a tab.", tab.start(1), tab.end(1))
    return bad
