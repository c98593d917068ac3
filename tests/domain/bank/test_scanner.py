"""The short way to the nodes gives what the long way through libyaml gives, places and all."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from random import Random

import pytest
import yaml

from quizapp.domain.bank import reader
from quizapp.domain.bank.diagnostics import Findings
from quizapp.domain.bank.limits import LIMITS
from quizapp.domain.bank.reader import decoded
from quizapp.domain.bank.scanner import scanned_root
from tests.support.mutations import GOOD, SHIPPED, SMALL, excerpt, spoilt

ITEM = "items:\n  - id: a\n    stem: {}\n    key: b\nquizzes: []\n"

VALUES = [
    # Values as they stand behind `stem: `, in an item whose keys begin in column 5.
    *("plain", "two words", "with 'quotes' in it", "a, b [c] {d}", "http://x.org/a", "-1", "~"),
    *('"quoted"', "'quoted'", '""', "'it''s'", '"a \\n b"', '"a: b"', "'a #b'", '"a" b', "a: b"),
    *("a #b", "a#b", "#a", "&a b", "*a", "!a b", "[a, b]", "{a: b}", "@a", "`a`", "%a", "|", ">"),
    *(
        "a\n      b",
        "a\n      b\n      c",
        "a\n\n      b",
        "a\n     #b",
        "a\n      - b",
        "a\n    b",
    ),
    *("a\n      b: c", "a\n      b:", '"a\n      b"', "\n      a\n      b", "\n    - a\n    - b"),
    *(">-\n      a\n      b", ">-\n      a\n       b", ">-\n      a\n\n      b", ">-\n\n      a"),
    *(">-\n      a\n\n", "|\n      a\n      b", ">-\n      # a", ">-\n      a\n     b", ">-"),
    *(
        "\n      - a\n      - b: c\n      - d:\n          e\n          f",
        "\n      - a:",
        "\n      -",
    ),
    *("\n      - a\n        b", "\n      - - a", "\n      - a: b\n        c: d", "\n      -  a"),
    *(
        "\n      - a: b\n      - a: >-\n          b\n          c",
        "\n      - 'a': b",
        "\n      - a::b",
    ),
    *(
        "\n      a:\n        - b\n        - c: d\n      e:\n      - f",
        "\n      a b:\n        - c:\n            d\n            e\n",
        "\n      a:\n        b\n        c",
        "\n      a:\n        b:\n          - c",
        "\n      a:\n        - b\n      a:\n        - c",
        "\n      a:\n        - b\n     c:\n        - d",
        "\n      a:\n      b: c",
        "\n      a:",
    ),
    *("\n      a: b\n      c: d", "a:: b", "a:b", "?a", "? a", "a\u2028b", "a\xa0b", "\xa0a", ""),
]


def nodes_both_ways(text: str):
    for character in ("\x85", "\u2028", "\u2029"):
        text = text.replace(character, " ")
    short = scanned_root(text, reader._events, LIMITS)
    if short is None:
        return None, None
    findings = Findings(text, LIMITS.errors)
    long = reader._composed_root(text, findings, LIMITS)
    assert findings.in_order() == ()
    return short, long


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("indent", [0, 2])
def test_short_way_reads_a_value_as_libyaml_does(value, indent):
    text = ITEM.format(value)
    text = text if indent else text.replace("\n  ", "\n")

    for variant in (text, text.replace("quizzes: []\n", ""), text.rstrip("\n"), text + "\n\n# end"):
        short, long = nodes_both_ways(variant)
        assert short == long


def test_short_way_is_taken_for_the_banks_at_hand():
    for text in (SHIPPED, SMALL, GOOD, excerpt(Random(1))):
        short, long = nodes_both_ways(text)

        assert short is not None
        assert short == long


@pytest.mark.parametrize("options", [{}, {"allow_unicode": True}, {"width": 40}, {"indent": 4}])
def test_short_way_reads_what_other_programs_write(options):
    text = yaml.safe_dump(yaml.safe_load(SHIPPED), sort_keys=False, **options)

    short, long = nodes_both_ways(text)

    assert short is not None
    assert short == long


@pytest.mark.parametrize("text", [SHIPPED, SMALL, GOOD], ids=["shipped", "small", "good"])
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_short_way_holds_exactly_as_many_nodes_as_the_long_way(text, more):
    def long_way(limit: int) -> object:
        findings = Findings(text, LIMITS.errors)
        return reader._composed_root(text, findings, replace(LIMITS, nodes=limit))

    least = bisect_left(range(20_000), True, key=lambda limit: long_way(limit) is not None)

    limits = replace(LIMITS, nodes=least + more)

    assert (scanned_root(text, reader._events, limits) is None) == (more < 0)


def test_short_way_is_not_taken_where_less_depth_is_allowed_than_it_goes():
    findings = Findings(SHIPPED, LIMITS.errors)
    limits = replace(LIMITS, depth=5)

    assert reader.root_node(findings, limits) is None
    assert [finding.code for finding in findings.in_order()] == ["Y115"]


@pytest.mark.slow
def test_short_way_agrees_with_the_long_way_on_spoilt_banks():
    taken = 0
    for seed in range(10_000, 12_000):
        text, fault = decoded(spoilt(seed))
        if fault is None and not reader._UNSEEN.search(text):
            short, long = nodes_both_ways(text)
            assert short == long, f"spoilt({seed})"
            taken += short is not None

    assert taken > 200
