"""What is to be known of the banks' files by whoever looks after the server."""

from __future__ import annotations

from quizapp.banks.places import BankPlace


def trouble(place: BankPlace) -> str | None:
    """What keeps a file, or a part of it, from being used, in a sentence; None if nothing does."""
    name = place.name
    if place.rival is not None:
        return (
            f"{name} has the same bank id as {place.rival}, which is served in its place."
            " Give one of them another id."
        )
    if place.path.is_dir():
        return f"{name} is a folder without a bank. To write one into it: quizapp new"
    if not place.is_readable:
        return f"{name} cannot be read. See why with: quizapp check"
    if place.error_count:
        return f"{name} has errors and is not used. See them with: quizapp check"
    if not place.is_in_use:
        return f"{name} says something older than what is in use. Save it again to have it used."
    if place.held_item_ids:
        held = ", ".join(sorted(place.held_item_ids))
        return (
            f"{name} is used without these items, whose citations the article has lost: {held}."
            " See where with: quizapp check"
        )
    return None


def health(place: BankPlace) -> dict[str, object]:
    """The state of a file and its bank, for a machine to read."""
    return {
        "file": place.name,
        "id": place.bank_id,
        "title": place.published.bank.title if place.published else None,
        "errors": place.error_count,
        "file_in_use": place.is_in_use,
        "held_items": len(place.held_item_ids),
        "trouble": trouble(place),
    }
