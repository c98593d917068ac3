"""An item of a text that is being edited, for the editor to show beside it."""

from __future__ import annotations

from flask import abort, render_template

from quizapp.accounts.guards import teachers_only
from quizapp.analysis.item_statistics import item_statistics
from quizapp.authoring.blueprint import bp
from quizapp.authoring.forms import PreviewForm
from quizapp.authoring.place_addresses import place_url
from quizapp.authoring.places import current_place
from quizapp.authoring.previewing import NoPreview, Preview, preview
from quizapp.banks.picture_files import pictures_beside
from quizapp.banks.places import BankPlace


@bp.post("/teach/bank/preview")
@bp.post("/teach/banks/<bank_key:bank_id>/preview")
@teachers_only
def preview_item() -> str:
    """Show the item at the cursor as learners would meet it, with what they made of it."""
    place, form = current_place(), PreviewForm()
    if not form.validate():
        abort(422)
    bank = place.published.bank if place.published else None
    shown = preview(form.text.data or "", form.line.data or 1, bank, pictures_beside(place.path))
    item = shown if isinstance(shown, Preview) else None
    return render_template(
        "authoring/preview.html",
        item=item,
        messages=shown.messages if isinstance(shown, NoPreview) else (),
        statistics=item_statistics(bank.id, item.content) if bank and item else None,
        form_url=_form_url(place, item.content.item_id) if item else None,
    )


def _form_url(place: BankPlace, item_id: str) -> str | None:
    """The form of an item that the bank in use has; one just begun is in no file yet."""
    if place.published is None or item_id not in place.published.bank.items:
        return None
    return place_url(place, "authoring.edit_item", item_id=item_id)
