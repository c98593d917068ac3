"""The words of templates: looked up once for each language, and for no other."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from flask import Flask, g, render_template_string
from flask_babel import force_locale, get_domain, get_translations


@pytest.fixture
def translated(own_app: Flask, tmp_path: Path) -> Flask:
    """An app whose interface is there in German too, for one sentence or two."""
    catalogue = Catalog(locale="de")
    catalogue.add("Today", "Heute <b>")
    catalogue.add("Keys", "Tasten")
    catalogue.add("100 % of %(whole)s", "100 %% von %(whole)s")
    catalogue.add(("%(num)s card", "%(num)s cards"), ("%(num)s Karte", "%(num)s Karten"))
    folder = tmp_path / "translations" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "messages.mo").open("wb") as file:
        write_mo(file, catalogue)
    own_app.extensions["babel"].translation_directories = [str(folder.parent.parent)]
    return own_app


def shown(app: Flask, template: str, languages: str = "en", **values: object) -> str:
    with app.test_request_context("/", headers={"Accept-Language": languages}):
        return render_template_string(template, **values)


def test_each_page_has_the_words_of_its_language(translated: Flask) -> None:
    page = '{{ _("Today") }}'

    found = [shown(translated, page, languages) for languages in ("en", "de", "en", "de")]

    assert found == ["Today", "Heute <b>", "Today", "Heute <b>"]


def test_a_kept_piece_has_the_words_of_the_page_s_language(translated: Flask) -> None:
    page = '{{ kept_piece("_keys.html", are_on=true, account="") }}'

    found = [shown(translated, page, languages) for languages in ("en", "de", "en", "de")]

    assert ["Tasten" in piece for piece in found] == [False, True, False, True]


def test_what_is_filled_in_is_escaped_and_the_words_are_not(translated: Flask) -> None:
    page = '{{ _("<i>%(name)s</i>", name=name) }}'

    assert [shown(translated, page, name=name) for name in ("a", "<b>")] == [
        "<i>a</i>",
        "<i>&lt;b&gt;</i>",
    ]


def test_numbers_beside_it_leave_it_escaped(translated: Flask) -> None:
    page = '{{ _("<i>%(num)s</i>", num=2) }} {{ _("<i>%(num)s %(name)s</i>", num=2, name="<b>") }}'

    assert shown(translated, page) == "<i>2</i> <i>2 &lt;b&gt;</i>"


def test_a_per_cent_sign_is_written_twice_with_and_without_values(translated: Flask) -> None:
    assert shown(translated, '{{ _("100 %%") }}{{ _("100 %%") }}') == "100 %100 %"
    assert shown(translated, '{{ _("100 %% of %(whole)s", whole=2) }}') == "100 % of 2"


def test_numbers_choose_their_form(translated: Flask) -> None:
    page = '{{ ngettext("%(num)s card", "%(num)s cards", num) }}'

    assert [shown(translated, page, "de", num=num) for num in (1, 2)] == ["1 Karte", "2 Karten"]


def test_words_outside_of_markup_are_plain_text(translated: Flask) -> None:
    page = '{% autoescape false %}{{ _("Today") ~ "<" }}{% endautoescape %}{{ _("Today") ~ "<" }}'

    assert shown(translated, page) == "Today<Today&lt;"


def test_a_language_that_is_forced_has_its_own_words(translated: Flask) -> None:
    page = '{{ _("Today") }}'
    found = []
    for language in ("de", "en"):
        with translated.test_request_context("/"), force_locale(language):
            assert "words" not in g
            found.append(render_template_string(page))

    assert found == ["Heute <b>", "Today"]


def test_the_words_of_a_language_go_with_its_catalogue(translated: Flask) -> None:
    with translated.test_request_context("/"):
        get_domain().cache.clear()  # what a request before had may be kept from the search
        render_template_string('{{ _("Today") }}')
        catalogue = weakref.ref(get_translations())
        get_domain().cache.clear()
    gc.collect()

    assert catalogue() is None
