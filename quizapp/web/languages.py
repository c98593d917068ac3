"""The language of the interface."""

from __future__ import annotations

from babel import Locale
from flask import has_request_context, request
from flask_babel import get_locale

from quizapp.web.extensions import babel

SOURCE_LANGUAGE = "en"


def chosen_language() -> str | None:
    """The best of the browser's languages among those the interface is translated into."""
    if not has_request_context():
        return SOURCE_LANGUAGE  # a command prints a page
    translated = {str(locale) for locale in babel.list_translations()} | {SOURCE_LANGUAGE}
    return request.accept_languages.best_match(sorted(translated))


def page_language() -> str:
    """The language that a page says it is in."""
    return str(get_locale() or SOURCE_LANGUAGE).replace("_", "-")


def page_direction() -> str:
    """Which way the page's language runs: `ltr` or `rtl`."""
    locale = get_locale() or Locale.parse(SOURCE_LANGUAGE)
    return str(locale.text_direction)
