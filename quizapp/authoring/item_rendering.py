"""The pages about single questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import render_template
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from flask_wtf import FlaskForm

from quizapp.authoring import bank_rendering
from quizapp.authoring.bank_rendering import Page
from quizapp.authoring.item_forms import ItemFields
from quizapp.authoring.item_told import told_by_field
from quizapp.banks.places import BankPlace
from quizapp.domain.bank import Article
from quizapp.domain.bank.citations import Places, quote
from quizapp.domain.bank.item_findings import ItemFindings
from quizapp.domain.bank.item_source import Removal, SourceItem, source_topics
from quizapp.domain.items.content import Quote

NEARBY = 60
"""Characters of the passage that are shown on each side of a quote."""

TYPE_NAMES: dict[str, LazyString] = {
    "choice": _l("One right answer"),
    "multiple": _l("Several right answers"),
    "true-false": _l("True or false"),
    "cloze": _l("Text with gaps"),
    "term": _l("Term and definition"),
}


def list_page(
    place: BankPlace,
    text: str,
    items: Sequence[SourceItem],
    found_count: int,
    item_count: int,
    wanted: Mapping[str, str],
) -> str:
    """Questions to choose from."""
    bank = place.published.bank if place.published else None
    return render_template(
        "authoring/list_items.html",
        **around(place),
        items=items,
        found_count=found_count,
        item_count=item_count,
        wanted=wanted,
        topics=source_topics(text),
        held=bank.held_item_ids if bank else frozenset(),
    )


def types_page(place: BankPlace) -> str:
    """The kinds of question that there are."""
    return render_template("authoring/choose_type.html", **around(place))


def item_page(
    place: BankPlace,
    form: ItemFields,
    item: SourceItem | None = None,
    findings: ItemFindings | None = None,
    *,
    new_row: str = "",
    was_checked: bool = False,
    is_conflict: bool = False,
) -> str:
    """The form of a question.

    Args:
        place: Where the bank is kept.
        form: The form, filled in as it is to be shown.
        item: The question as it is in the file; None for a new one.
        findings: What is to be said about it.
        new_row: The list that has just got another row.
        was_checked: Whether somebody asked for the findings, and wants to be told of none.
        is_conflict: Whether somebody else has changed the question meanwhile.
    """
    article = _article(place)
    return render_template(
        "authoring/item_form.html",
        **around(place),
        form=form,
        item=item,
        told=told_by_field(form, findings) if findings else {},
        elsewhere=findings.elsewhere if findings else (),
        new_row=new_row,
        was_checked=was_checked,
        is_conflict=is_conflict,
        article=article,
        quotes=_quotes(form, article) if article else {},
    )


def removal_page(place: BankPlace, item: SourceItem, removal: Removal, form: FlaskForm) -> str:
    """What taking out a question means."""
    return render_template(
        "authoring/remove_item.html",
        **around(place),
        item=item,
        quiz_ids=removal.quiz_ids,
        form=form,
    )


def no_form_page(place: BankPlace, reason: str) -> Page:
    """Why there is no form for a file as it is written, and where to go instead."""
    return render_template("authoring/no_form.html", **around(place), reason=reason), 409


def _article(place: BankPlace) -> Article | None:
    return place.published.bank.article if place.published else None


def _quotes(form: ItemFields, article: Article) -> dict[str, Quote]:
    """Where in the article the quotes of a form were found, by the name of their field."""
    places = Places.of(article.passages)
    found: dict[str, Quote] = {}
    for row in form.cites:
        phrase = row.data or ""
        passages = places.citing(phrase) if phrase else []
        if len(passages) == 1:
            found[row.name] = _shortened(quote(article, passages[0], phrase))
    return found


def _shortened(found: Quote) -> Quote:
    """A quote with a few words round it."""
    before, after = found.before, found.after
    if len(before) > NEARBY:
        before = f"… {before[-NEARBY:].partition(' ')[2]}"
    if len(after) > NEARBY:
        after = f"{after[:NEARBY].rpartition(' ')[0]} …"
    return replace(found, before=before, after=after)


def around(place: BankPlace) -> dict[str, Any]:
    """What every page about a bank's questions needs."""
    return {**bank_rendering.around(place), "type_names": TYPE_NAMES}
