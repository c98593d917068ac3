"""What the pages and the app themselves say can be sent: forms, and the names that are read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, has_request_context, request
from lxml import html
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from quizapp.web.edges import FormRequest

Fields = list[tuple[str, bytes]]

MOST_FORMS = 12
"""Kept of each endpoint, the newest."""


@dataclass(frozen=True)
class StockedForm:
    """A form as a page had it."""

    address: str
    fields: tuple[tuple[str, bytes], ...]


@dataclass
class Stock:
    """Forms and names by endpoint; names stay, forms are of one world."""

    forms: dict[str, list[StockedForm]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    values: dict[str, set[bytes]] = field(default_factory=lambda: defaultdict(set))

    def take_page(self, adapter: MapAdapter, path: str, page: bytes) -> None:
        """Keep the forms of a page."""
        try:
            tree = html.document_fromstring(page)
        except (ValueError, html.etree.ParserError):
            return
        for form in tree.forms:
            self._take_form(adapter, path, form)

    def _take_form(self, adapter: MapAdapter, path: str, form: html.FormElement) -> None:
        address = form.get("action") or path
        method = (form.get("method") or "get").upper()
        try:
            endpoint, _ = adapter.match(address.partition("?")[0], method=method)
        except HTTPException:
            return
        fields = tuple(_fields_of(form))
        for name, value in fields:
            self.names[str(endpoint)].add(name)
            if len(value) < 100:
                self.values[name].add(value)
        kept = self.forms[str(endpoint)]
        kept.append(StockedForm(address, fields))
        del kept[:-MOST_FORMS]


def _fields_of(form: html.FormElement) -> Fields:
    """All that may be sent; what holds a mark is left out, for whoever sends it would spread it."""
    return [(name, value) for name, value in _all_fields_of(form) if b"zq" not in value.lower()]


def _all_fields_of(form: html.FormElement) -> Fields:
    """Whatever is ticked; of the buttons each, for the dice to drop."""
    found: Fields = []
    for element in form.xpath(".//input | .//select | .//textarea | .//button"):
        name = element.get("name")
        if not name:
            continue
        if element.tag == "select":
            options = [option.get("value") or "" for option in element.iter("option")]
            found += [(name, value.encode()) for value in options[:3]]
        elif element.tag == "textarea":
            found.append((name, (element.text or "").encode()))
        else:
            found.append((name, (element.get("value") or "").encode()))
    return found


def listen(app: Flask, stock: Stock) -> None:
    """Note each name that the app looks for in a form or an address."""

    class Heard(ImmutableMultiDict[str, str]):
        def __getitem__(self, key: str) -> str:
            _hear(key)
            return super().__getitem__(key)

        def __contains__(self, key: object) -> bool:
            _hear(key)
            return super().__contains__(key)

        def getlist(self, key: str, *args: Any, **kwargs: Any) -> list[Any]:
            _hear(key)
            return super().getlist(key, *args, **kwargs)

        def get(self, key: str, *args: Any, **kwargs: Any) -> Any:
            _hear(key)
            return super().get(key, *args, **kwargs)

    def _hear(name: object) -> None:
        if has_request_context() and isinstance(name, str) and len(name) < 100:
            stock.names[str(request.endpoint)].add(name)

    class HeardRequest(FormRequest):
        parameter_storage_class = Heard

    app.request_class = HeardRequest
