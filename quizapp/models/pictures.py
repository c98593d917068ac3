"""The content of pictures that were once shown, each once, found by its hash."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import LargeBinary, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.models.base import Base, BigKey


class KeptPicture(Base):
    """A picture that a revision shows or has shown. It stays, as the revisions do.

    So an old attempt shows what it showed, and a backup of the database has all of it.
    """

    __tablename__ = "pictures"

    id: Mapped[BigKey]
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(8))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    recorded_at: Mapped[datetime]


def picture(sha256: str) -> Select[KeptPicture]:
    """The picture of this hash, without its content."""
    return select(KeptPicture).where(KeptPicture.sha256 == sha256)


def picture_content(sha256: str) -> Select[bytes]:
    """The content of a picture."""
    return select(KeptPicture.content).where(KeptPicture.sha256 == sha256)


def kept_hashes(hashes: Collection[str]) -> Select[str]:
    """Which of these pictures are kept."""
    return select(KeptPicture.sha256).where(KeptPicture.sha256.in_(hashes))
