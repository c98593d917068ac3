"""Pictures within texts as HTML. Nothing but this writes an `img`: no text of a bank can."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from flask import url_for
from markupsafe import Markup, escape

from quizapp.domain.bank.pictures import PictureFacts, StandingPicture, pieces
from quizapp.models.pictures import picture_content
from quizapp.web.extensions import db

Address = Callable[[PictureFacts], str | None]
Content = Callable[[str], bytes | None]

_OPEN, _CLOSE = "\ue002", "\ue003"  # of the area for private use: no text of a bank has them
_SIGN = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")


def with_pictures(
    text: str, rendered: Callable[[str], Markup], *, has_link: bool = False
) -> Markup:
    """Render a text with a sign for each picture, and put the pictures in place of the signs.

    Args:
        text: A text that stands alone.
        rendered: Makes safe HTML of it.
        has_link: Whether each picture leads to itself alone. Not within a link or a choice.
    """
    if "![" not in text:
        return rendered(text)
    parts = list(pieces(text))
    pictures = [each for each in parts if isinstance(each, StandingPicture)]
    signs = (f"{_OPEN}{number}{_CLOSE}" for number in range(len(pictures)))
    html = rendered("".join(each if isinstance(each, str) else next(signs) for each in parts))
    shown = {str(at): picture_html(each, has_link=has_link) for at, each in enumerate(pictures)}
    return Markup(_SIGN.sub(lambda sign: shown.get(sign[1], sign[0]), html))  # noqa: S704  both are safe


def picture_html(picture: StandingPicture, *, has_link: bool) -> Markup:
    """A picture with its words and credit; the words alone where there is no picture to show."""
    facts = picture.facts
    address = _address_of.get()(facts) if facts else None
    has_link = has_link and not (address or "").startswith("data:")
    if facts is None or address is None:
        return Markup('<span class="picture-words">[{}]</span>').format(picture.alt)
    image = Markup('<img src="{}" alt="{}" width="{}" height="{}" decoding="async">').format(
        address, picture.alt, facts.width, facts.height
    )
    shown = Markup('<a class="picture-link" href="{}">{}</a>').format(address, image)
    credit = Markup('<small class="picture-credit">{}</small>').format(picture.credit)
    return Markup('<span class="picture">{}{}</span>').format(
        shown if has_link else image, credit if picture.credit else ""
    )


def kept_content(sha256: str) -> bytes | None:
    """The content of a picture that is or was shown; None if none was."""
    return db.session.scalar(picture_content(sha256))


def data_address(facts: PictureFacts, content: Content) -> str | None:
    """The picture itself as an address; None if it is not to be had any more."""
    data = content(facts.sha256)
    if data is None:
        return None
    return f"data:image/{facts.kind};base64,{base64.b64encode(data).decode()}"


@contextmanager
def pictures_within(address: Address) -> Iterator[None]:
    """Give pictures other addresses, for a page that has to stand without the server."""
    token = _address_of.set(address)
    try:
        yield
    finally:
        _address_of.reset(token)


def pictured(text: str) -> Markup:
    """A text as it is, without Markdown, with its pictures."""
    return with_pictures(text, escape, has_link=True)


def _on_server(facts: PictureFacts) -> str:
    return url_for("banks.show_picture", sha256=facts.sha256, kind=facts.kind)


_address_of: ContextVar[Address] = ContextVar("picture addresses", default=_on_server)
