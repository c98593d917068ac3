"""Questions of another program on their way into a bank: looked at first, then taken or left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from quizapp.domain.bank import Bank, Finding, Severity, read_bank
from quizapp.domain.bank.item_findings import findings_by_item
from quizapp.domain.bank.item_source import source_items, source_topics
from quizapp.domain.bank.positions import Span
from quizapp.domain.bank.splicing import CannotSpliceError
from quizapp.domain.items import ItemForm
from quizapp.exchange.bank_text import NO_PICTURES, CannotAppendError, Declared, appended_text
from quizapp.exchange.formats import imported
from quizapp.exchange.grouping import Told, told_together
from quizapp.exchange.pictures_in import FoundPicture, picture_names, shown_by
from quizapp.exchange.results import START, Unit
from quizapp.exchange.settling import settled
from quizapp.web.working_apart import place_to_work, worked_apart

MOST_ITEMS = 1_000
"""As many as a page can list and somebody can look at; more go in with `quizapp import`."""


MANY_ITEMS = 100
LARGE_BYTES = 60_000
"""Of file and bank. From here on looking takes longer than the start of a process."""

MOST_ALIKE = 3
"""Of more questions than this the same is said once, above all of them."""


@dataclass(frozen=True)
class Candidate:
    """A question that could be taken, and what is to be said about it."""

    item: ItemForm
    topic: str
    findings: tuple[Finding, ...]
    line: int = 0
    """Where it stands in the file that it comes from; 0 if that is not known."""

    @property
    def asked(self) -> str:
        """What it asks, or the word it is about."""
        names = ("stem", "text", "term")
        return next((getattr(self.item, name) for name in names if hasattr(self.item, name)), "")

    @property
    def has_errors(self) -> bool:
        """Whether the bank could not be used with it."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


@dataclass(frozen=True)
class Import:
    """What came out of a file: the questions, the titles of their topics, and what was left out."""

    candidates: tuple[Candidate, ...]
    topics: Mapping[str, str]
    left_out: tuple[Told, ...]
    unit: Unit = "line"
    pictures: tuple[FoundPicture, ...] = ()
    found_count: int = 0
    """How many questions there were; of more than `MOST_ITEMS`, only the first are candidates."""


def bank_in(text: str) -> Bank:
    """The bank in a file's text; items whose citations the article has lost are no hindrance.

    Raises:
        CannotSpliceError: it has errors, so that nothing can be fitted to it.
    """
    bank = read_bank(text.encode()).held_bank
    if bank is None:
        raise CannotSpliceError("The file has errors. Mend them first, then import.")
    return bank


def looked_at_apart(data: bytes, name: str, source: str, topic: str | None, text: str) -> Import:
    """The same, by a process of its own where it takes long, for learners are answering meanwhile.

    Raises:
        CannotSpliceError: nothing can be added to this bank.
        Busy: the server has enough to work out already.
    """
    if len(data) + len(text) < LARGE_BYTES:
        return looked_at(data, name, source, topic, text)
    with place_to_work():
        return worked_apart(looked_at, data, name, source, topic, text)


def looked_at(data: bytes, name: str, source: str, topic: str | None, text: str) -> Import:
    """Read another program's file and fit its questions to the bank in a text.

    Args:
        data: The bytes of the file.
        name: What it is called; its ending tells the format where the content does not.
        source: The name of its format, or "auto".
        topic: The bank's topic for all questions; None if they keep their own.
        text: The text of the bank's file.

    Raises:
        CannotSpliceError: nothing can be added to this bank.
    """
    bank = bank_in(text)
    read = imported(data, name, source)
    result = settled(read, bank, topic)
    items = result.items[:MOST_ITEMS]
    spans = {read.places.get(item.id, START): item.id for item in items}
    pictures = tuple(shown_by(items, result.pictures))
    declared = {each.id: each.declared for each in pictures}
    about: dict[str, list[Finding]] = {item.id: [] for item in items} if read.places else {}
    left_out: list[Finding] = []
    for finding in result.findings:
        item_id = spans.get(finding.span, "")
        about.get(item_id, left_out).append(finding)
    checked = [
        _placed(candidate, read.places.get(candidate.item.id, START))
        for candidate in checked_candidates(items, result.topics, text, about, declared)
    ]
    common, rare = _parted(checked)
    told = told_together([*left_out, *common])
    return Import(rare, result.topics, told, read.unit, pictures, len(result.items))


def _placed(candidate: Candidate, span: Span) -> Candidate:
    """The candidate with all that is said of it placed in its own file, not in the bank's."""
    findings = tuple(replace(finding, span=span) for finding in candidate.findings)
    return replace(candidate, findings=findings, line=span.line)


def _parted(candidates: Sequence[Candidate]) -> tuple[list[Finding], tuple[Candidate, ...]]:
    """Part what is said of many candidates alike, once for all of them, from what is of few."""
    counts = Counter(
        _key(finding) for candidate in candidates for finding in set(candidate.findings)
    )
    common = {
        key for key, count in counts.items() if count > MOST_ALIKE and key[0] is not Severity.ERROR
    }
    found = [each for candidate in candidates for each in candidate.findings]
    rare = (
        replace(each, findings=tuple(one for one in each.findings if _key(one) not in common))
        for each in candidates
    )
    return [finding for finding in found if _key(finding) in common], tuple(rare)


def _key(finding: Finding) -> tuple[Severity, str, str]:
    return finding.severity, finding.code, finding.message


def checked_apart(
    items: Sequence[ItemForm],
    topics: Mapping[str, str],
    text: str,
    pictures: Declared = NO_PICTURES,
) -> tuple[Candidate, ...]:
    """What `checked_candidates` says, by a process of its own where there are many.

    Raises:
        CannotSpliceError: nothing can be added to this bank.
        Busy: the server has enough to work out already.
    """
    if len(items) < MANY_ITEMS and len(text) < LARGE_BYTES:
        return checked_candidates(items, topics, text, None, pictures)
    with place_to_work():
        return worked_apart(checked_candidates, items, topics, text, None, dict(pictures))


def checked_candidates(
    items: Sequence[ItemForm],
    topics: Mapping[str, str],
    text: str,
    about: Mapping[str, Sequence[Finding]] | None = None,
    pictures: Declared = NO_PICTURES,
) -> tuple[Candidate, ...]:
    """Items with what the checks of the bank say about each of them, once they are in it.

    Raises:
        CannotSpliceError: nothing can be added to this bank.
    """
    if not items:
        return ()
    whole = text_with(text, items, topics, pictures)
    by_item, _ = findings_by_item(whole)
    checked = {item.id: by_item.get(item.index, []) for item in source_items(whole)}
    titles = source_topics(whole)
    said = about or {}
    return tuple(
        Candidate(
            item,
            titles.get(item.topic, item.topic),
            (*said.get(item.id, ()), *(finding for _, finding in checked.get(item.id, ()))),
        )
        for item in items
    )


def text_with(
    text: str,
    items: Collection[ItemForm],
    topics: Mapping[str, str],
    pictures: Declared = NO_PICTURES,
) -> str:
    """The text of a bank with items added, and of these pictures those that they show.

    Raises:
        CannotSpliceError: nothing can be added to this bank.
    """
    try:
        names = picture_names(items)
        shown = {name: said for name, said in pictures.items() if name in names}
        return appended_text(text, bank_in(text), items, topics, shown)
    except CannotAppendError as error:
        raise CannotSpliceError(str(error)) from error
