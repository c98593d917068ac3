"""Users, their signed-in browsers, and the link that makes the first teacher."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Select,
    String,
    exists,
    false,
    select,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.domain.devices import LONGEST_NAME
from quizapp.models.base import Base, BigKey, PublicId


class Role(StrEnum):
    """What a user may do."""

    LEARNER = "learner"
    TEACHER = "teacher"


class Access(StrEnum):
    """How somebody gets in."""

    ACCOUNT = "account"
    GUEST = "guest"
    CODE = "code"


class TextSize(StrEnum):
    """How large somebody wants to read."""

    NORMAL = "normal"
    LARGE = "large"
    LARGEST = "largest"


class Appearance(StrEnum):
    """Whether pages are light or dark. AUTO leaves it to the device."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


LEAST_MINUTES, MOST_MINUTES = 1, 60
LONGEST_EMAIL = 254
USUAL_MINUTES = 5


class User(Base):
    """A learner or teacher. Without a user name it is a guest, known only to one browser.

    A managed learner was put on a class's roster and gets in by one-time codes; there may be a user
    name for when they set a password. Without `uses_keys`, single keys choose and rate nothing.
    `minutes_a_day` is how long a day's practice may take, as the learner chose, and `versions` in
    which words to read each bank, by the bank's key; "" are its own.
    `email` is where reminders may be sent, if its owner wants them; nobody else sees it.
    Once `erased_at` is set, nothing says who it was, and what they answered goes on counting.
    """

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint(
            f"minutes_a_day >= {LEAST_MINUTES} AND minutes_a_day <= {MOST_MINUTES}",
            name="minutes_in_range",
        ),
    )

    id: Mapped[BigKey]
    public_id: Mapped[PublicId]
    user_name: Mapped[str | None] = mapped_column(String(64), unique=True)
    display_name: Mapped[str] = mapped_column(String(80))
    password_hash: Mapped[str | None] = mapped_column(String(255))
    email: Mapped[str | None] = mapped_column(String(LONGEST_EMAIL))
    role: Mapped[str] = mapped_column(String(16), default=Role.LEARNER)
    is_managed: Mapped[bool] = mapped_column(default=False, server_default=false())
    uses_keys: Mapped[bool] = mapped_column(default=True, server_default=true())
    minutes_a_day: Mapped[int] = mapped_column(
        default=USUAL_MINUTES, server_default=str(USUAL_MINUTES)
    )
    text_size: Mapped[str] = mapped_column(
        String(8), default=TextSize.NORMAL, server_default=TextSize.NORMAL
    )
    appearance: Mapped[str] = mapped_column(
        String(8), default=Appearance.AUTO, server_default=Appearance.AUTO
    )
    versions: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, server_default="{}")
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]

    @property
    def is_guest(self) -> bool:
        """Whether the user has not signed up, nor is looked after by a class."""
        return self.user_name is None and not self.is_managed

    @property
    def has_account(self) -> bool:
        """Whether the user gets in by a user name and a password."""
        return self.password_hash is not None

    @property
    def access(self) -> Access:
        """How the user gets in: by a password, by one browser, or by codes of a class."""
        if self.has_account:
            return Access.ACCOUNT
        return Access.CODE if self.is_managed else Access.GUEST

    @property
    def is_teacher(self) -> bool:
        """Whether the user may look at everybody's scores."""
        return self.role == Role.TEACHER


class DeletionRequest(Base):
    """A user's wish that all that is kept on them be deleted, open until somebody sees to it."""

    __tablename__ = "deletion_requests"

    id: Mapped[BigKey]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), unique=True)
    asked_at: Mapped[datetime]
    words: Mapped[str] = mapped_column(String(500), default="")

    user: Mapped[User] = relationship()


class LoginSession(Base):
    """One signed-in browser. The token itself is only in the browser's cookie.

    `browser` and `system` are plain words for the device (`quizapp/domain/devices.py`), so that its
    owner knows it again. No address is kept. `stays` is whether it outlasts twelve hours without a
    visit. `last_used_at` is right to ten minutes, None on those that an older version opened.
    """

    __tablename__ = "login_sessions"

    id: Mapped[BigKey]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    browser: Mapped[str] = mapped_column(String(LONGEST_NAME), default="", server_default="")
    system: Mapped[str] = mapped_column(String(LONGEST_NAME), default="", server_default="")
    stays: Mapped[bool] = mapped_column(default=True, server_default=true())
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]

    user: Mapped[User] = relationship()


class SetupToken(Base):
    """A one-time link to create the first teacher, stored as a hash."""

    __tablename__ = "setup_tokens"

    id: Mapped[BigKey]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


def user_of_session(token_hash: str, now: datetime) -> Select[User]:
    """The user signed in with the session token of this hash."""
    return (
        select(User)
        .join(LoginSession, LoginSession.user_id == User.id)
        .where(LoginSession.token_hash == token_hash, LoginSession.expires_at > now)
    )


def user_named(user_name: str) -> Select[User]:
    """The user with this (normalised) user name."""
    return select(User).where(User.user_name == user_name)


def any_teacher() -> Select[bool]:
    """Whether a teacher exists."""
    return select(exists().where(User.role == Role.TEACHER))
