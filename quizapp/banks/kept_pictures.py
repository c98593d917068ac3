"""Pictures in the database, where they outlive their files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from quizapp.domain.bank import Bank
from quizapp.domain.bank.pictures import PictureFacts
from quizapp.models.pictures import KeptPicture, kept_hashes, picture
from quizapp.web.database import Transaction, added_or_found
from quizapp.web.extensions import db


@dataclass(frozen=True)
class PictureContent:
    """A picture as it is sent."""

    facts: PictureFacts
    content: bytes


def contents_to_keep(
    bank: Bank, content: Callable[[str], bytes | None]
) -> list[PictureContent] | None:
    """Those pictures of a bank that are not kept yet; None if one of them is another one now."""
    facts = {each.facts.sha256: each.facts for each in bank.pictures.values() if each.facts}
    if not facts:
        return []
    try:
        known = set(db.session.scalars(kept_hashes(facts)))
    finally:
        db.session.rollback()
    new = [(each, content(sha256)) for sha256, each in facts.items() if sha256 not in known]
    found = [PictureContent(each, data) for each, data in new if data is not None]
    return found if len(found) == len(new) else None


def keep_pictures(tx: Transaction, pictures: list[PictureContent], now: datetime) -> None:
    """Keep pictures with the revision that shows them; sorted, so that no two wait in a ring."""
    for each in sorted(pictures, key=lambda each: each.facts.sha256):
        facts = each.facts
        row = KeptPicture(
            sha256=facts.sha256, kind=facts.kind, content=each.content, recorded_at=now
        )
        added_or_found(tx, row, picture(facts.sha256))
