"""What comes in from outside, cleaned once: form texts and the ids in addresses."""

from __future__ import annotations

import re
import unicodedata

from flask import Flask
from werkzeug.routing import BaseConverter

# Control characters, lone surrogates, and marks that reorder the text around them.
_UNWANTED = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def cleaned(text: str | None) -> str:
    """One line of text without what cannot be stored or would disturb the page around it."""
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text or "")).strip()


class PublicIdConverter(BaseConverter):
    """A random id as `quizapp.models.base.new_public_id` makes them."""

    regex = r"[A-Za-z0-9_-]{1,32}"


class BankKeyConverter(BaseConverter):
    """The id of something in the bank."""

    regex = r"[a-z0-9][a-z0-9-]{0,63}"


def register_converters(app: Flask) -> None:
    """Let addresses hold ids of these shapes only; anything else is a 404 before any query."""
    app.url_map.converters["public_id"] = PublicIdConverter
    app.url_map.converters["bank_key"] = BankKeyConverter
