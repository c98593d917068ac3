"""What comes in from outside, cleaned once: form texts and the ids in addresses."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable
from itertools import chain
from typing import IO, Any

from babel.support import NullTranslations
from flask import Flask, Request, request
from flask_babel import get_locale
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge
from werkzeug.formparser import FormDataParser
from werkzeug.routing import BaseConverter, IntegerConverter
from werkzeug.utils import cached_property
from wtforms.validators import Regexp

from quizapp.web.languages import SOURCE_LANGUAGE, words_of_forms

_BAD_HOST = "quizapp.bad_host"

# Control characters, lone surrogates, and marks that reorder the text around them.
_UNWANTED = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


MOST_FIELDS = 10_000
"""Of a form. The largest has a tick for each of a thousand questions."""

FILE_FIELD = "file"
"""What every form calls the file that it sends."""

LARGEST_BODY = 1_000_000
LARGEST_BANK_BODY = 12_100_000
"""In bytes: a bank's text may have 4 MB, and a form sends a letter that is not ASCII as up to nine
characters for three bytes."""

_BANK_PATH = re.compile(r"/teach/banks?(/|$)")


class UnusableHost(Exception):
    """The browser, or a proxy, named a host that cannot be."""


def largest_body(path: str) -> int:
    """How many bytes may be sent to an address. The server asks this before it reads any."""
    return LARGEST_BANK_BODY if _BANK_PATH.match(path) else LARGEST_BODY


class FewFieldsParser(FormDataParser):
    """Reads forms of a bounded number of fields: millions of them would keep us for seconds.

    Each field has a name, and a file comes where a form asks for one. What reads a form takes both
    for granted: Flask-WTF looks at each name, and a field for text would be given a file.
    """

    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> Any:
        """Parse a form; one with too many fields is too large."""
        if mimetype == "application/x-www-form-urlencoded":
            data = stream.read()
            if data.count(b"&") >= MOST_FIELDS:
                raise RequestEntityTooLarge
            stream = io.BytesIO(data)
        rest, fields, files = super().parse(stream, mimetype, content_length, options)
        if None in fields or set(files) - {FILE_FIELD}:
            for file in chain.from_iterable(files.listvalues()):
                file.close()
            raise BadRequest
        return rest, fields, files


class FormRequest(Request):
    """A request whose body has a bounded length, and its form a bounded number of fields."""

    form_data_parser_class = FewFieldsParser

    def __init__(self, environ: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(environ, *args, **kwargs)
        self.max_content_length = self.max_form_memory_size = largest_body(self.path)

    @cached_property
    def wtforms_translations(self) -> NullTranslations:
        """The words of WTForms itself: Flask-WTF looks for them here before it reads a file."""
        return words_of_forms(str(get_locale() or SOURCE_LANGUAGE))


def cleaned(text: str | None) -> str:
    """One line of text without what cannot be stored or would disturb the page around it."""
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text or "")).strip()


def cleaned_lines(text: str | None) -> str:
    """Several lines, each of them cleaned; blank ones at both ends go."""
    return "\n".join(map(cleaned, (text or "").splitlines())).strip()


def flowing(text: str | None) -> str:
    """What may have been typed or copied over several lines, as one line that is cleaned."""
    return " ".join(cleaned(" ".join((text or "").split())).split())


class PublicIdConverter(BaseConverter):
    """A random id as `quizapp.models.base.new_public_id` makes them."""

    regex = r"[A-Za-z0-9_-]{1,32}"


class BankKeyConverter(BaseConverter):
    """The id of something in the bank."""

    regex = r"[a-z0-9][a-z0-9-]{0,63}"


class HashConverter(BaseConverter):
    """The hash of a picture's content."""

    regex = r"[0-9a-f]{64}"


class RowIdConverter(IntegerConverter):
    """The id of a row that its own page may name; a longer number is none, and fits no database."""

    regex = r"[0-9]{1,18}"


def is_public_id(text: str) -> bool:
    """Whether a form or an argument, like an address, names something by an id of this shape."""
    return re.fullmatch(PublicIdConverter.regex, text) is not None


def is_bank_key(text: str) -> bool:
    """The same for something in the bank."""
    return re.fullmatch(BankKeyConverter.regex, text) is not None


def is_row_id(text: str) -> bool:
    """The same for a row that its own page may name."""
    return re.fullmatch(RowIdConverter.regex, text) is not None


BANK_KEY = Regexp(rf"{BankKeyConverter.regex}\Z")
"""For a field of a form that names something in the bank."""

_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?", re.IGNORECASE)
_PORT = re.compile(r":\d{1,5}$")
_IPV6 = re.compile(r"\[[0-9a-f:.]{2,45}\]", re.IGNORECASE)


def is_usable_host(host: str) -> bool:
    """Whether a name in the header Host can be one of a machine; addresses are made with it."""
    name = _PORT.sub("", host)
    if _IPV6.fullmatch(name):
        return True
    try:
        name.encode("ascii").decode("idna")
    except UnicodeError:
        return False
    return all(map(_LABEL.fullmatch, name.removesuffix(".").split(".")))


def guard_host(app: Flask) -> None:
    """Refuse requests for a host that cannot be, in place of failing when addresses are made."""
    inner = app.wsgi_app

    def guarded(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        host = environ.get("HTTP_HOST")
        if host and not is_usable_host(host):
            environ["HTTP_HOST"], environ[_BAD_HOST] = "localhost", True
        return inner(environ, start_response)

    @app.before_request
    def refuse_bad_host() -> None:
        if _BAD_HOST in request.environ:
            raise UnusableHost

    app.wsgi_app = guarded  # type: ignore[method-assign]  # Flask's documented way to add middleware


def bound_forms(app: Flask) -> None:
    """Refuse bodies that are too large, and forms with more fields than any page of the site."""
    app.request_class = FormRequest


def register_converters(app: Flask) -> None:
    """Let addresses hold ids of these shapes only; anything else is a 404 before any query."""
    app.url_map.converters["public_id"] = PublicIdConverter
    app.url_map.converters["bank_key"] = BankKeyConverter
    app.url_map.converters["row_id"] = RowIdConverter
    app.url_map.converters["sha256"] = HashConverter
