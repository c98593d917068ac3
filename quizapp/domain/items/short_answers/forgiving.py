"""What may differ between a typed answer and the one that is wanted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, get_args

Forgiven = Literal["case", "accents", "articles", "plurals", "slips"]

FORGIVABLE: tuple[Forgiven, ...] = get_args(Forgiven)
USUALLY_FORGIVEN: tuple[Forgiven, ...] = ("case", "accents", "articles", "slips")
"""Whether one or several are meant may be what is asked: teachers say whether plurals matter."""


@dataclass(frozen=True)
class Forgiving:
    """What is forgiven, in a language: articles and plurals are those of English, French, German.

    Spaces, hyphens, quotes and the marks at the end never matter, so they are not among it.
    """

    what: frozenset[str] = frozenset(USUALLY_FORGIVEN)
    language: str = ""

    @classmethod
    def of(cls, what: Iterable[str], language: str) -> Forgiving:
        """Forgive this; of the language only its first part counts: `en` of `en-CA`."""
        return cls(frozenset(what), language.partition("-")[0].casefold())

    @property
    def fully(self) -> Forgiving:
        """The same language with case, accents and articles forgiven."""
        return replace(self, what=self.what | {"case", "accents", "articles"})

    def allows(self, what: Forgiven) -> bool:
        """Whether this is forgiven."""
        return what in self.what
