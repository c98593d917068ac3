"""The language of the interface."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from babel import Locale, UnknownLocaleError
from babel.support import NullTranslations, Translations
from flask import Flask, g, has_request_context, request
from flask_babel import get_babel, get_locale, get_translations
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup
from wtforms.i18n import messages_path

from quizapp.web.extensions import babel

SOURCE_LANGUAGE = "en"
MOST_KEPT = 5000
"""So many words of a language are kept: there are fewer, unless a page translates what is not ours.
"""

_NUMBERS = frozenset({int, float})

_kept_words: WeakKeyDictionary[NullTranslations, dict[str, Markup]] = WeakKeyDictionary()


def chosen_language() -> str | None:
    """The best of the browser's languages among those the interface is translated into."""
    if not has_request_context():
        return SOURCE_LANGUAGE  # a command prints a page
    return request.accept_languages.best_match(
        _translated(tuple(get_babel().translation_directories))
    )


@lru_cache  # the extension looks into the folders at each request
def _translated(_folders: tuple[str, ...]) -> list[str]:
    """The languages that there are words of in these folders of the app, and our own."""
    return sorted({str(locale) for locale in babel.list_translations()} | {SOURCE_LANGUAGE})


def page_locale() -> Locale | None:
    """The page's locale, asked of Flask-Babel once: a calendar writes forty days."""
    if "locale" not in g:
        g.locale = get_locale()
    found: Locale | None = g.locale
    return found


def page_language() -> str:
    """The language that a page says it is in."""
    return _tag(get_locale() or Locale.parse(SOURCE_LANGUAGE))


@lru_cache  # a locale is written out of its parts
def _tag(locale: Locale) -> str:
    return str(locale).replace("_", "-")


def page_direction() -> str:
    """Which way the page's language runs: `ltr` or `rtl`."""
    locale = get_locale() or Locale.parse(SOURCE_LANGUAGE)
    return str(locale.text_direction)


def tell_templates_words(app: Flask) -> None:
    """Let templates translate at a third of the cost: a page has dozens of words to ask for.

    What the extension installs goes through three calls for each, and looks the catalogue up anew.
    """
    app.jinja_env.globals.update(_=_gettext, gettext=_gettext, ngettext=_ngettext)


class _Words:
    """The words of one language, each looked up once where nothing is filled in."""

    def __init__(self, catalogue: NullTranslations) -> None:
        self.catalogue = catalogue
        self._kept = _kept_words.setdefault(catalogue, {})

    def plain(self, text: str) -> Markup:
        """A text as it stands in a page."""
        found = self._kept.get(text)
        if found is None:
            found = Markup(self.catalogue.ugettext(text)) % {}  # noqa: S704  our own words
            if len(self._kept) < MOST_KEPT:
                self._kept[text] = found
        return found


@pass_eval_context
def _gettext(context: EvalContext, text: str, /, **values: Any) -> str:
    words = _words()
    if not values and context.autoescape:
        return words.plain(text)
    return _filled(context, words.catalogue.ugettext(text), values)


@pass_eval_context
def _ngettext(context: EvalContext, singular: str, plural: str, num: int, /, **values: Any) -> str:
    told = _words().catalogue.ungettext(singular, plural, num)
    return _filled(context, told, {"num": num, **values})


def _filled(context: EvalContext, told: str, values: dict[str, Any]) -> str:
    """Return words with their values filled in; these are escaped, the words are not.

    Numbers have nothing to escape, and are most of what is filled in.
    """
    if not context.autoescape:
        return told % values
    if _NUMBERS.issuperset(map(type, values.values())):
        return Markup(told % values)  # noqa: S704  our own words
    return Markup(told) % values  # noqa: S704  our own words


def _words() -> _Words:
    """The words of the page's language, which is asked once for each page."""
    words: _Words | None = g.get("words")
    if words is None:
        words = g.words = _Words(get_translations())
    return words


def page_catalogue() -> NullTranslations:
    """The catalogue of the page's language."""
    return _words().catalogue


@lru_cache  # for each language one, among those that pages are shown in
def words_of_forms(language: str) -> NullTranslations:
    """What WTForms says, in a language; read once."""
    return Translations.load(messages_path(), [language], domain="wtforms")


def language_name(code: str, told_in: str | None = None) -> str:
    """What a language is called, in the page's language or in another; its code if unknown."""
    try:
        shown = Locale.parse(told_in, sep="-") if told_in else get_locale()
        name = Locale.parse(code, sep="-").get_display_name(shown)
    except (UnknownLocaleError, ValueError):
        return code
    return name[:1].upper() + name[1:] if name else code
