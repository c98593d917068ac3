"""What may be wrong with the order of options: not said, not asked for, or a pin that is loose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from quizapp.domain.items.content import option_id
from quizapp.domain.items.ordering import Arranged, parts_of
from quizapp.domain.items.problems import Problem


def order_problems(item: Arranged, key: Literal["key", "keys"]) -> Iterator[Problem]:
    """Find an order that is asked for and not said, or said and not asked for, and loose pins."""
    if not item.options:
        if item.order == "as-written":
            message = "Nothing says where what is right stands among the other options."
            yield Problem("B241", ("order",), message)
    elif _stands_twice(item, key):
        message = f"The options stand in `options`, and again in `{key}` or `distractors`."
        yield Problem("B241", ("options",), message, hint="Keep `options`, and take out the other.")
    elif item.order != "as-written":
        message = "All options are in one list, and still shuffled."
        yield Problem("B241", ("options",), message, hint="Add `order: as-written`.")
    elif key == "key" and sum(option.is_key for option in item.options) > 1:
        hint = "If several answers are right, write `type: multiple`; otherwise mark one of them."
        yield Problem("B242", ("options",), "More than one option is marked as the key.", hint=hint)
    yield from _pin_problems(item)


def _pin_problems(item: Arranged) -> Iterator[Problem]:
    if item.pin is None:
        return
    if item.options:
        message = "Where all options stand as written, nothing is left to pin."
        yield Problem("B243", ("pin",), message, hint="Take `pin` out.")
        return
    forms = (*item.right, *item.distractors)
    known = {option_id(form.text) for form in forms}
    pinned = list(map(option_id, item.pin.last))
    for at, text in enumerate(item.pin.last):
        if pinned[at] in pinned[:at]:
            message = f"“{text}” is pinned twice."
            yield Problem("B243", ("pin", "last", at), message, hint="Name it once.")
        elif pinned[at] not in known:
            hint = "The options are: " + ", ".join(f"`{form.text}`" for form in forms)
            yield Problem("B243", ("pin", "last"), f"There is no option “{text}”.", hint=hint)


def _stands_twice(item: Arranged, key: Literal["key", "keys"]) -> bool:
    """Whether keys or distractors are written beside the list, too."""
    right, others = parts_of(item.options, is_key=True), parts_of(item.options, is_key=False)
    return item.right != (right[:1] if key == "key" else right) or item.distractors != others
