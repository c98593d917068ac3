"""Pages about a regrade of one item, and a quiz taken before it."""

from __future__ import annotations

import re

from flask import Flask

from tests.support.people import Visitor
from tests.support.records import (
    key_numbers,
)

BY_BANK = "/teach/regrades/new?item=what-pulls&rule=bank"
FULL_MARKS = "/teach/regrades/new?item=what-pulls&rule=full-marks"


def take(app: Flask, visitor: Visitor, choice: str) -> str:
    """Take the whole quiz: this option of `what-pulls`, and right answers to the rest."""
    address = visitor.start("all")
    page = visitor.get(f"{address}/items/1").text
    shown = re.findall(
        r'for="choice-(\d+)".*?<span dir="auto">\s*(?:<span [^>]*>)?\s*([^<]*?)\s*<',
        page,
        re.DOTALL,
    )
    numbers = {text: int(number) for number, text in shown}
    assert choice in numbers, page
    visitor.respond(address, 1, numbers[choice])
    for position in range(2, 6):
        visitor.respond(address, position, *key_numbers(app, address, position))
    return address
