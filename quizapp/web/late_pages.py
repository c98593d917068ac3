"""Pages whose modules no start loads: the first request for one of them does.

Most pages are for teachers alone, and to load them takes a sixth of a start, and 7 MB. Flask wants
all addresses before the first request, so those of late modules stand in `late_pages.json`.
`make addresses` writes them down as the decorators in the modules say them, and a test holds the
two together: an address is changed where it stands, above its view.

All late modules are loaded at once, since some of what one shows is told by others: kinds of deeds
in the audit trail. They hold pages alone; a filter for templates, which any page may want, stands
in an early module, and Flask refuses it in a late one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any, ClassVar, NamedTuple, TypeVar

from flask import Blueprint, Flask

from quizapp.web.loading import loading

TABLE = Path(__file__).with_suffix(".json")

View = TypeVar("View", bound=Callable[..., Any])


class Address(NamedTuple):
    """Where a view of a late module is found, and how it is asked for."""

    module: str
    view: str
    endpoint: str
    rule: str
    methods: tuple[str, ...]


def written_addresses() -> tuple[Address, ...]:
    """The addresses of late modules as they are written down."""
    rows = json.loads(TABLE.read_text(encoding="utf-8"))
    return tuple(
        Address(module, view, endpoint, rule, tuple(methods))
        for module, view, endpoint, rule, methods in rows
    )


_WRITTEN = written_addresses()
_said: list[Address] = []
_loading = Lock()


class PagesBlueprint(Blueprint):
    """A blueprint some of whose pages may be late: those are known, and only noted when said."""

    late_modules: ClassVar = {each.module for each in _WRITTEN}

    def get(self, rule: str, **options: Any) -> Callable[[View], View]:
        """Add a page, unless its module is late."""
        return self.route(rule, methods=["GET"], **options)

    def post(self, rule: str, **options: Any) -> Callable[[View], View]:
        """Add what takes a form, unless its module is late."""
        return self.route(rule, methods=["POST"], **options)

    def route(self, rule: str, **options: Any) -> Callable[[View], View]:
        """Add a view, unless its module is late."""

        def decorated(view: View) -> View:
            if view.__module__ in self.late_modules:
                endpoint, methods = f"{self.name}.{view.__name__}", tuple(options["methods"])
                _said.append(Address(view.__module__, view.__name__, endpoint, rule, methods))
            else:
                self.add_url_rule(rule, None, view, **options)
            return view

        return decorated


def add_late_pages(app: Flask) -> None:
    """Let an app answer at the addresses of late modules."""
    for address in _WRITTEN:
        app.add_url_rule(
            address.rule, address.endpoint, _late_view(app, address), methods=address.methods
        )


def load_late_pages() -> None:
    """Load the modules; a thread that comes meanwhile waits for all of them."""
    with _loading, loading():
        for name in sorted(PagesBlueprint.late_modules):
            import_module(name)


def said_addresses(modules: Iterable[str]) -> list[Address]:
    """What the decorators in modules that are to be late say, where none of them is loaded yet."""
    PagesBlueprint.late_modules = {*modules}
    load_late_pages()
    return sorted({*_said})


def write_addresses(modules: Iterable[str]) -> None:
    """Write down what the decorators in modules say that are to be late."""
    rows = ",\n".join(json.dumps(each) for each in said_addresses(modules))
    TABLE.write_text(f"[\n{rows}\n]\n", encoding="utf-8")


def _late_view(app: Flask, address: Address) -> Callable[..., Any]:
    """A view that steps back for the real one; by its name limits of requests are found."""
    if (known := app.view_functions.get(address.endpoint)) is not None:
        return known  # a page may have several addresses

    def view(**values: Any) -> Any:
        load_late_pages()
        real = getattr(import_module(address.module), address.view)
        app.view_functions[address.endpoint] = real
        return real(**values)

    view.__module__, view.__name__, view.__qualname__ = address.module, address.view, address.view
    return view
