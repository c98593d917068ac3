"""Makes requests: a route and a role, what its form would send, and something wrong with it."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass, field
from urllib.parse import quote, quote_from_bytes, urlencode

from werkzeug.routing import Map, Rule

from bench.fuzz import values
from bench.fuzz.ids import Ids
from bench.fuzz.stock import Fields, Stock
from quizapp.web.headers import UPLOADS

FORM = "application/x-www-form-urlencoded"
_PLACE = re.compile(r"<(?:[^:<>]+:)?([^<>:]+)>")


@dataclass
class Ask:
    """One request, as it goes out."""

    role: str
    endpoint: str
    method: str
    path: str
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""
    kind: str = ""

    @property
    def text(self) -> str:
        """All of it in one, to see whether an answer only repeats what was sent."""
        heads = " ".join(value for _, value in self.headers)
        return f"{self.path} {heads} {self.body[:100_000].decode(errors='replace')}".lower()


@dataclass
class Composer:
    """Draws requests; with the same seed and the same answers, the same ones."""

    dice: random.Random
    stock: Stock
    url_map: Map
    ids: list[Ids] = field(default_factory=list)

    def compose(self, role: str, rule: Rule, method: str, token: str) -> Ask:
        """A request to this route, as this role, with the token of its forms."""
        draw = self.dice.random()
        endpoint = str(rule.endpoint)
        if draw < 0.02:
            return Ask(role, endpoint, "GET", self.dice.choice(values.PATHS), self._headers())
        if draw < 0.04:
            method = self.dice.choice(values.METHODS)
        path, fields = self._addressed(rule, method)
        ask = Ask(role, endpoint, method, path, self._headers())
        if method not in {"GET", "HEAD", "OPTIONS"}:
            self._fill(ask, self._spoilt(endpoint, fields), token)
        return ask

    # Addresses

    def _addressed(self, rule: Rule, method: str) -> tuple[str, Fields]:
        endpoint = str(rule.endpoint)
        forms = self.stock.forms.get(endpoint, [])
        if method == "POST" and forms and self.dice.random() < 0.75:
            form = self.dice.choice(forms)
            return form.address, [each for each in form.fields if self.dice.random() < 0.9]
        path = _PLACE.sub(lambda found: self._id(found[1]), rule.rule)
        names = self._some_names(endpoint)
        if self.dice.random() < (0.6 if method == "GET" else 0.15):
            path += "?" + self._query(names)
        return path, [(name, self._value(name)) for name in names]

    def _id(self, name: str) -> str:
        draw = self.dice.random()
        if draw < 0.05:
            return quote_from_bytes(values.hostile(self.dice)[:3000], safe="")
        ids = self.ids[-1] if draw < 0.2 else self.dice.choice(self.ids[:1] * 3 + self.ids)
        return quote(self.dice.choice(ids.get(name) or ["none"]), safe="/")

    def _some_names(self, endpoint: str) -> list[str]:
        known = sorted(self.stock.names.get(endpoint, ()))
        count = self.dice.choice((1, 2, 3, len(known), len(known)))
        return self.dice.sample(known, min(count, len(known)))

    def _query(self, names: list[str]) -> str:
        chosen = names if self.dice.random() < 0.7 else names[:1]
        pairs: list[tuple[str | bytes, bytes]] = [(name, self._value(name)) for name in chosen]
        if self.dice.random() < 0.1:
            pairs.append((self.dice.choice(values.NAMES), values.hostile(self.dice)))
        return urlencode(pairs)[: 30_000 if self.dice.random() < 0.9 else None]

    def _value(self, name: str) -> bytes:
        """For a field: what a page had in it, an id of anybody's, or something hostile."""
        draw = self.dice.random()
        seen = sorted(self.stock.values.get(name, ()))
        if draw < 0.45 and seen:
            return self.dice.choice(seen)
        if draw < 0.6:
            of_all = self.ids[-1]
            return self.dice.choice(of_all[self.dice.choice(sorted(of_all))] or ["x"]).encode()
        return values.hostile(self.dice)

    # Bodies

    def _spoilt(self, endpoint: str, fields: Fields) -> Fields:
        """The fields with a few of them changed, dropped, repeated or added."""
        found = list(fields)
        for _ in range(self.dice.choice((0, 1, 1, 1, 2, 3))):
            at = self.dice.randrange(len(found)) if found else 0
            draw = self.dice.random()
            if draw < 0.15 or not found:
                names = sorted(self.stock.names.get(endpoint, ())) or ["a"]
                found.append((self.dice.choice(names), values.hostile(self.dice)))
            elif draw < 0.25:
                found.pop(at)
            elif draw < 0.35:
                found += [found[at]] * self.dice.choice((1, 2, 300))
            elif draw < 0.4:
                name = self.dice.choice(values.NAMES).decode("latin-1")
                found.append((name, values.hostile(self.dice)))
            else:
                found[at] = (found[at][0], self._value(found[at][0]))
        return found

    def _fill(self, ask: Ask, fields: Fields, token: str) -> None:
        fields = [each for each in fields if each[0] != "csrf_token"]
        if self.dice.random() < 0.97:
            fields.append(("csrf_token", token.encode()))
        draw = self.dice.random()
        is_upload = ask.endpoint in UPLOADS and draw < 0.6
        if is_upload or draw < 0.05:
            self._as_parts(ask, fields)
        elif draw < 0.09:
            self._as_something_else(ask, fields, token)
        else:
            charset = self.dice.choice(("", "", "", "", "; charset=utf-16", "; charset=\xff"))
            ask.body, ask.kind = urlencode(fields).encode(), FORM + charset

    def _as_parts(self, ask: Ask, fields: Fields) -> None:
        parts = [
            b'--zq\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
            % (name.encode(errors="replace").replace(b'"', b"%22"), value)
            for name, value in fields
        ]
        if self.dice.random() < 0.7:
            parts.append(self._file())
        body = b"".join(parts) + b"--zq--\r\n"
        if self.dice.random() < 0.3:  # cut, or garbled
            at = self.dice.randrange(len(body))
            body = self.dice.choice((body[:at], body[:at] + b"\x00\r\n--zq" + body[at:]))
        boundary = self.dice.choice(("zq", "zq", "zq", "zq", "", "\xff", "x" * 300))
        ask.body, ask.kind = body, f"multipart/form-data; boundary={boundary}"

    def _file(self) -> bytes:
        name = self.dice.choice((b"file", b"file", b"picture", b"text", b""))
        file_name = self.dice.choice(
            (b"a.csv", b"a.png", b"a.xlsx", b"a.gift", b"../\x00", b"<zqx>", b"a.apkg", b"x" * 999)
        )
        data = self.dice.choice(_FILES) + values.hostile(self.dice)
        return (
            b'--zq\r\nContent-Disposition: form-data; name="%s"; filename="%s"\r\n'
            b"Content-Type: application/octet-stream\r\n\r\n%s\r\n" % (name, file_name, data)
        )

    def _as_something_else(self, ask: Ask, fields: Fields, token: str) -> None:
        ask.headers.append(("X-CSRFToken", token))
        texts = {name: value.decode(errors="replace") for name, value in fields}
        ask.kind, ask.body = self.dice.choice(
            (
                ("application/json", json.dumps(texts).encode()),
                ("application/json", b"[" * 50_000),
                ("text/plain", urlencode(fields).encode()),
                ("", urlencode(fields).encode()),
                (FORM, b"&" * 20_000),
                (FORM, b"%" * 999 + b"=%zz&%u0000=%c0%80;;a"),
                (FORM, b"\xff\xfe=\x00&=&=="),
                ("multipart/form-data", b"--zq--"),
                ("multipart/mixed; boundary=zq", b"--zq\r\n\r\n"),
                ("\xff/\xff", b"a=b"),
                ("application/xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
            )
        )

    def _headers(self) -> list[tuple[str, str]]:
        found = [("Accept", "text/html,*/*;q=0.8")]
        draw = self.dice.random()
        if draw < 0.12:
            found.append(self.dice.choice(values.HEADERS))
        elif draw < 0.15:
            found.append(("Host", self.dice.choice(values.HOSTS)))
        elif draw < 0.25:
            found.append(("Quizapp-Part", "main"))
        return found


_FILES = (
    b"",
    b"name,user name\nMia,\n,zqx\n",
    b"::A::Which? {=a ~b}\n",
    b"PK\x05\x06" + b"\0" * 18,
    b"PK\x03\x04",
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff\x08\x06\0\0\0",
    b"GIF89a\xff\xff\xff\xff",
    b"<?xml version='1.0'?><quiz><question type='multichoice'/></quiz>",
    b"\xef\xbb\xbf",
    b"format: 1\n",
    b"\0" * 100,
)
