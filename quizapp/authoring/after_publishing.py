"""What comes after publishing: which marks differ by what was corrected."""

from __future__ import annotations

from collections.abc import Sequence

from flask import redirect, url_for
from werkzeug.wrappers import Response

from quizapp.authoring.edit_effects import effects
from quizapp.authoring.history import latest_publication
from quizapp.banks.places import BankPlace
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.regrading import RegradeRule


def to_marks(place: BankPlace, item_ids: Sequence[str], *, is_new: bool = True) -> Response | None:
    """The way to the marks that differ by these items' keys; None where nothing is recorded.

    Only what was published just now (`is_new`) can be taken back there: the last publication may
    be somebody else's, about other questions.
    """
    latest = latest_publication(place.bank_id)
    if latest is None or not item_ids:
        return None
    address = url_for(
        "regrades.plan_regrade",
        bank_id=place.bank_id,
        item=item_ids[0] if len(item_ids) == 1 else None,
        rule=RegradeRule.NOBODY_LOSES.value,
        published=latest.revision_id if is_new else None,
    )
    return redirect(address, code=303)


def to_marks_that_differ(before: PublishedBank | None, place: BankPlace) -> Response | None:
    """The way to the marks that differ by what has just been published, None where none does."""
    return to_marks(place, items_marked_otherwise(before, place.published))


def items_marked_otherwise(before: PublishedBank | None, after: PublishedBank | None) -> list[str]:
    """The items whose recorded marks would be others by what has just been published."""
    if before is None or after is None or before.bank.id != after.bank.id:
        return []
    effected = effects(before.bank, after.bank)
    return [each.edit.item_id for each in effected if each.gains or each.losses]
