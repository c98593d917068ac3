"""The scores of a quiz as a whole: what can be put together, and what has to stay apart.

Alpha needs attempts that were asked the same items. So attempts are divided by what they asked:
by the items, and then by how those were marked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from quizapp.analysis.class_tallies import Make, QuizTallies, Revision
from quizapp.domain.item_analysis import Reason, ScoreFigures, TalliedItem, Tally, score_figures
from quizapp.domain.item_analysis.reasons import Figure
from quizapp.domain.item_analysis.score_figures import alphas_if_deleted, is_dichotomous

Asked = frozenset[tuple[str, str]]
"""The items of a make, each with the hash of how it is marked."""


@dataclass(frozen=True)
class Version:
    """Attempts that were asked the same items, marked in the same way.

    Attributes:
        form: The form of a pre- or post-test, if it is one.
        n: How many attempts.
        since: When the first of them was finished.
        until: When the last was.
        figures: Their scores.
    """

    form: str | None
    n: int
    since: datetime
    until: datetime
    figures: ScoreFigures


@dataclass(frozen=True)
class QuizScores:
    """The scores of a quiz.

    Attributes:
        figures: Of the attempts that can be put together, by the marks that hold.
        is_share: Whether scores are in percent, as attempts had different maxima.
        is_drawn: Whether attempts were asked different items of a pool: then there is no alpha.
        left_out: Attempts that were asked other items, and are not in the figures.
        versions: The attempts apart by what they asked and how it was marked; empty if all agree.
        without: By item: alpha of the others, or why there is none.
    """

    figures: ScoreFigures
    is_share: bool
    is_drawn: bool
    left_out: int
    versions: tuple[Version, ...]
    without: Mapping[str, Figure]


def quiz_scores(tallies: QuizTallies, revisions: Mapping[int, Revision]) -> QuizScores:
    """Put together what can be: the items that most attempts were asked."""
    asked = {make: _asked(tallies, revisions, make) for make in tallies.makes}
    sizes: Counter[frozenset[str]] = Counter()
    for make, items in asked.items():
        sizes[_keys(items)] += tallies.makes[make].n
    biggest = max(sizes, key=lambda keys: (sizes[keys], sorted(keys)), default=frozenset())
    makes = [make for make, items in asked.items() if _keys(items) == biggest]
    if not biggest:  # each attempt draws its own
        makes = list(tallies.makes)
    columns = _columns(tallies, revisions, makes, sorted(biggest))
    figures, is_share = _figures(tallies, makes, columns)
    without = dict(zip(sorted(biggest), alphas_if_deleted(columns), strict=True))
    return QuizScores(
        figures=figures,
        is_share=is_share,
        is_drawn=not biggest,
        left_out=tallies.n - figures.n,
        versions=_versions(tallies, revisions, asked),
        without=without or dict.fromkeys(_item_keys(revisions), Reason.NO_COMPLETE_ROWS),
    )


def _asked(tallies: QuizTallies, revisions: Mapping[int, Revision], make: Make) -> Asked | None:
    """What every attempt of the make was asked; None if they drew."""
    counts: Counter[tuple[str, str]] = Counter()
    for (revision_id, _), by_make in tallies.items.items():
        revision = revisions[revision_id]
        for tally in by_make.get(make, ()):
            counts[revision.item_key, revision.marking_hash] += tally.count
    n = tallies.makes[make].n
    return frozenset(counts) if all(count == n for count in counts.values()) else None


def _keys(asked: Asked | None) -> frozenset[str]:
    return frozenset(key for key, _ in asked or ())


def _item_keys(revisions: Mapping[int, Revision]) -> set[str]:
    return {revision.item_key for revision in revisions.values()}


def _columns(
    tallies: QuizTallies,
    revisions: Mapping[int, Revision],
    makes: Sequence[Make],
    item_keys: Sequence[str],
) -> list[TalliedItem]:
    """Each item, with the attempts of these makes."""
    columns: dict[str, list[Tally]] = {key: [] for key in item_keys}
    for (revision_id, _), by_make in tallies.items.items():
        column = columns.get(revisions[revision_id].item_key)
        if column is not None:
            for make in makes:
                column += by_make.get(make, ())
    return [TalliedItem(key, column) for key, column in columns.items()]


def _figures(
    tallies: QuizTallies, makes: Sequence[Make], columns: Sequence[TalliedItem]
) -> tuple[ScoreFigures, bool]:
    """The figures of the makes' scores, and whether they are in percent."""
    counts: Counter[tuple[float, float]] = Counter()
    for make in makes:
        counts += tallies.makes[make].scores
    tops = {top for _, top in counts}
    is_share = len(tops) > 1
    scores: Counter[float] = Counter()
    for (score, top), count in counts.items():
        scores[round(100 * score / top if is_share else score, 9)] += count
    top = 100.0 if is_share else next(iter(tops), 0.0)
    return score_figures(scores, top, columns, is_kr20=is_dichotomous(columns)), is_share


def _versions(
    tallies: QuizTallies, revisions: Mapping[int, Revision], asked: Mapping[Make, Asked | None]
) -> tuple[Version, ...]:
    """The groups of makes that asked and marked alike, the first finished first."""
    groups: dict[tuple[Asked, str | None], list[Make]] = {}
    for make, items in asked.items():
        if items:
            groups.setdefault((items, make[1]), []).append(make)
    if len(groups) < 2:
        return ()
    versions = [
        _version(tallies, makes, form, _columns(tallies, revisions, makes, sorted(_keys(items))))
        for (items, form), makes in groups.items()
    ]
    return tuple(sorted(versions, key=lambda version: (version.since, version.form or "")))


def _version(
    tallies: QuizTallies, makes: Sequence[Make], form: str | None, columns: list[TalliedItem]
) -> Version:
    figures, _ = _figures(tallies, makes, columns)
    counts = [tallies.makes[make] for make in makes]
    return Version(
        form=form,
        n=figures.n,
        since=min(count.since for count in counts),
        until=max(count.until for count in counts),
        figures=figures,
    )
