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
from quizapp.domain.bank.pausing import collection_paused
from quizapp.domain.bank.scanner import scanned_root
from quizapp.domain.bank.syntax import syntax_fault

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_CONTROLS = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])
_LEADS = (b"\xc2", b"\xef\xbb\xbf", b"\xef\xbf")
"""How the others of them begin in UTF-8; to look for bytes takes a tenth of the time."""

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


@collection_paused()
def root_node(findings: Findings, limits: Limits) -> Node | None:
    """Read the text of `findings` as one YAML document; None where there is none to be had."""
    text = findings.lines.text
    if _has_bad_characters(text, findings):
        return None
    for character in _FALSE_BREAKS:
        text = text.replace(character, " ")
    return scanned_root(text, _events, limits) or _composed_root(text, findings, limits)


def _composed_root(text: str, findings: Findings, limits: Limits) -> Node | None:
    try:
        root = Composer(_events(text), findings, limits).root()
        if root is None or (isinstance(root, Scalar) and root.data is None):
            findings.add("Y104", "Nothing is written in this file.", 0, 0)
            return None
        return root
    except NoBankError:
        return None
    except yaml.MarkedYAMLError as error:
        findings.add(*syntax_fault(error, findings.lines))
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
    for found in _UNSEEN.finditer(text) if _may_hold_unseen(text) else ():
        bad = True
        message = f"An invisible control character, U+{ord(found.group()):04X}, stands here."
        findings.add("Y103", message, found.start(), found.end())
    for found in _TAB_INDENT.finditer(text) if "\t" in text else ():
        bad = True
        findings.add("Y106", "This line is indented with a tab.", found.start(1), found.end(1))
    return bad


def _may_hold_unseen(text: str) -> bool:
    """Whether `_UNSEEN` may find something: a quick look."""
    data = text.encode(errors="surrogatepass")
    return len(data.translate(None, _CONTROLS)) < len(data) or any(lead in data for lead in _LEADS)
