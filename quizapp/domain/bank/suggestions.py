"""What a teacher probably meant to write."""

from __future__ import annotations

from collections.abc import Collection

_CUTOFF = 65


def nearest_name(written: object, names: Collection[str]) -> str | None:
    """Return the name that comes nearest to what was written, if one comes near."""
    if not isinstance(written, str) or len(written) > 100:
        return None
    # Loaded on demand: a bank without a fault needs no likeness of texts.
    from rapidfuzz import fuzz, process

    nearest = process.extractOne(
        written.lower(), list(names), scorer=fuzz.ratio, score_cutoff=_CUTOFF
    )
    return nearest[0] if nearest else None


def did_you_mean(written: object, names: Collection[str], meant: str | None = None) -> str | None:
    """Return a hint that names what was meant, or the nearest name, or all if they are few."""
    nearest = meant or nearest_name(written, names)
    if nearest is not None:
        return f"Did you mean `{nearest}`?"
    if 0 < len(names) <= 12:
        return "Possible here: " + ", ".join(f"`{name}`" for name in names) + "."
    return None
