"""An analysis as a quiet page of text, 80 columns wide, for a terminal or a printer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from textwrap import wrap

from quizapp.domain.intervals import Interval
from quizapp.domain.item_analysis.analysis import Analysis
from quizapp.domain.item_analysis.distractors import OptionUse
from quizapp.domain.item_analysis.item_figures import ItemFigures
from quizapp.domain.item_analysis.score_figures import ScoreFigures
from quizapp.domain.item_analysis.verdicts import VerdictKind, gravity
from quizapp.domain.item_analysis.wording import REASONS, percent, plain, printable, sentence

WIDTH = 80

_NAME = 16
_TENTHS = 10
_MOST_BARS = 20
_BAR = 50
_HEAD = (
    f"{'Item':{_NAME}}{'n':>6}{'facility':>10}{'95 %':>11}{'SD':>6}{'item-':>7}"
    f"{'upper-':>8}{'alpha':>8}{'omit-':>8}\n"
    f"{'':{_NAME}}{'':>33}{'rest':>7}{'lower':>8}{'without':>8}{'ted':>8}"
)
_NAMES = {
    "alpha": "alpha",
    "alpha_if_deleted": "alpha without it",
    "facility": "facility",
    "item_rest": "item-rest correlation",
    "mean": "mean",
    "median": "median",
    "sd": "SD",
    "sem": "standard error of measurement",
    "standard_error": "standard error of the mean",
    "upper_lower": "upper-lower index",
}


def as_text(analysis: Analysis) -> str:
    """The page: the score, a line for each item, options, what stands out, what is n/a and why."""
    sections = (
        _score(analysis),
        _items(analysis.items),
        _options(analysis.items),
        _remarks(analysis.items),
        _reasons(analysis),
    )
    blocks = ("".join(f"{line.rstrip()}\n" for line in section) for section in sections)
    return "\n".join(block for block in blocks if block)


def _score(analysis: Analysis) -> Iterator[str]:
    score = analysis.score
    yield f"{analysis.learner_count:,} learners, {len(analysis.items):,} items"
    yield from wrap(_omitted(analysis), WIDTH)
    yield ""
    yield (
        f"Score   n {score.n:,}   mean {plain(score.mean)} of {plain(score.max_score)} "
        f"(SE {plain(score.standard_error)})   SD {plain(score.sd)}   "
        f"median {plain(score.median)}"
    )
    yield (
        f"{'KR-20' if score.is_kr20 else 'Alpha'}   {plain(score.alpha)}"
        f"{_between(score.alpha_interval)}   SEM {plain(score.sem)}"
    )
    yield ""
    yield from _distribution(score)


def _omitted(analysis: Analysis) -> str:
    if not analysis.omitted_count:
        return "Nothing was omitted."
    cells = analysis.learner_count * len(analysis.items)
    said = f"{analysis.omitted_count:,} of {cells:,} responses are omitted and "
    if analysis.missing == "zero":
        return said + "count as 0 (--missing leave-out leaves them out)."
    return said + "left out; the score is that of the learners who answered everything."


def _between(interval: Interval | None) -> str:
    return f" (95 %: {interval.low:.2f} to {interval.high:.2f})" if interval else ""


def _distribution(score: ScoreFigures) -> Iterator[str]:
    """Yield a bar for each score, or for each tenth of it where there are many or fractions."""
    top = score.max_score
    if top <= _MOST_BARS and all(value.is_integer() for value in (top, *dict(score.counts))):
        counts = Counter({int(value): count for value, count in score.counts})
        names = [f"{number:>8}" for number in range(int(top) + 1)]
    else:
        counts = Counter()
        for value, count in score.counts:
            counts[min(_TENTHS - 1, int(value / top * _TENTHS + 1e-9))] += count
        names = [f"{tenth * 10:>4}-{(tenth + 1) * 10:>3} %" for tenth in range(_TENTHS)]
    most = max(counts.values(), default=1)
    for number, name in enumerate(names):
        yield f"{name} {counts[number]:>6} {'#' * round(counts[number] / most * _BAR)}"


def _items(items: Iterable[ItemFigures]) -> Iterator[str]:
    yield _HEAD
    for item in items:
        yield from _named(item.item_id, _item_line(item))


def _item_line(item: ItemFigures) -> str:
    between = item.facility_interval
    interval = f"{between.low:.2f}-{between.high:.2f}" if between else "n/a"
    return (
        f"{item.n:>6}{plain(item.facility):>10}{interval:>11}{plain(item.sd):>6}"
        f"{plain(item.item_rest):>7}{plain(item.upper_lower):>8}"
        f"{plain(item.alpha_if_deleted):>8}{percent(item.omitted_share):>8}"
    )


def _named(name: str, line: str) -> Iterator[str]:
    """Yield a line after its name; a name that is too long stands on a line of its own."""
    shown = printable(name)
    if len(shown) < _NAME:
        yield f"{shown:{_NAME}}{line}"
        return
    yield from wrap(shown, WIDTH)
    yield f"{'':{_NAME}}{line}"


def _options(items: Iterable[ItemFigures]) -> Iterator[str]:
    chosen = [item for item in items if item.options]
    if not chosen:
        return
    yield from wrap(
        "Options: who chose them, of all and of each third by score on the other items. "
        "* is the key, - a distractor that fewer than 5 % chose.",
        WIDTH,
    )
    yield f"{'':{_NAME}}{'':12}{'n':>6}{'all':>8}{'weakest':>10}{'middle':>10}{'strongest':>11}"
    for item in chosen:
        first, *others = item.options
        yield from _named(item.item_id, _option_line(first))
        yield from (f"{'':{_NAME}}{_option_line(use)}" for use in others)


def _option_line(use: OptionUse) -> str:
    sign = "*" if use.is_key else "-" if use.is_functioning is False else " "
    name = f"{sign} {printable(use.option)}"
    by = use.by_third
    weakest, middle, strongest = (by.weakest, by.middle, by.strongest) if by else [None] * 3
    return (
        f"{name:<12}{use.count:>6}{percent(use.share):>8}"
        f"{percent(weakest):>10}{percent(middle):>10}{percent(strongest):>11}"
    )


def _remarks(items: Iterable[ItemFigures]) -> Iterator[str]:
    """Yield what stands out, the gravest first; too few to say, once for all items of one size."""
    yield "What stands out"
    few: dict[str, list[str]] = {}
    said = False
    for item in sorted(items, key=lambda each: gravity(each.verdicts)):
        for verdict in item.verdicts:
            if verdict.kind is VerdictKind.TOO_FEW:
                few.setdefault(sentence(verdict), []).append(item.item_id)
            else:
                said = True
                yield from _remark(item.item_id, sentence(verdict))
    for words, names in few.items():
        yield from _remark("", words if len(few) == 1 and not said else f"{words} {_all(names)}")
    if not few and not said:
        yield from _remark("", "Nothing that these numbers could carry.")


def _remark(name: str, words: str) -> Iterator[str]:
    lead = f"  {printable(name)}: " if name else "  "
    yield from wrap(lead + printable(words), WIDTH, subsequent_indent="    ")


def _reasons(analysis: Analysis) -> Iterator[str]:
    """Yield why figures are not given: each reason once, with the figures and items it is of."""
    found: dict[tuple[str, str], list[str]] = {}
    for name, reason in analysis.score.undefined.items():
        found.setdefault((_NAMES[name], REASONS[reason]), []).append("the score")
    for item in analysis.items:
        for name, reason in item.undefined.items():
            found.setdefault((_NAMES[name], REASONS[reason]), []).append(item.item_id)
    if found:
        yield "n/a"
    for (figure, words), names in found.items():
        yield from wrap(f"  {figure}: {words} {_all(names)}", WIDTH, subsequent_indent="    ")


def _all(names: list[str]) -> str:
    return f"({', '.join(map(printable, names))})"
