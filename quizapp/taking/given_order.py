"""The places that a learner gives to the entries of an order, as a form sends them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from wtforms import Field

_PLACE = re.compile(r"[1-9][0-9]?")

PLACE_MISSING = _l("Give each of them a place, or say that you don’t know.")
PLACE_TWICE = _l(
    "Two of them have the same place. Give each a place of its own, or say that you don’t know."
)


class PlacesField(Field):
    """The place of each option by its number on the page: `place-3=1` puts the third first."""

    NAME = re.compile(r"place-([1-9][0-9]?)")

    def process(self, formdata: Any, *_args: Any, **_kwargs: Any) -> None:
        """Read all fields of such a name; one without a place is left out."""
        self.process_errors = []
        named = ((self.NAME.fullmatch(name), name) for name in formdata or ())
        self.data = {
            int(found[1]): int(formdata[name])
            for found, name in named
            if found and _PLACE.fullmatch(formdata[name])
        }


def numbers_by_place(places: Mapping[int, int]) -> tuple[int, ...]:
    """The numbers of the options in the order of their places; none if two share a place."""
    if len(set(places.values())) < len(places):
        return ()
    return tuple(sorted(places, key=lambda number: places[number]))


def what_is_missing(places: Mapping[int, int]) -> LazyString:
    """Why these places make no order."""
    is_shared = any(count > 1 for count in Counter(places.values()).values())
    return PLACE_TWICE if is_shared else PLACE_MISSING
