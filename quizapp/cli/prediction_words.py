"""How well predictions came true, in the words of somebody who teaches."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from quizapp.cli.outcomes import counted
from quizapp.domain.memory.predictions.calibration import Bin, Calibration
from quizapp.domain.memory.predictions.prediction_gain import (
    FEWEST_LEARNERS,
    FEWEST_OF_A_CLASS,
    Gain,
    Word,
)
from quizapp.domain.memory.predictions.track_records import (
    PredictionReport,
    TrackRecord,
    TrackRecords,
)
from quizapp.domain.memory.updates import PRIOR

_WIDTH = 80
_STICKS = "\N{NO-BREAK SPACE}"
_FSRS = "FSRS with its default settings"
_FIXED = f"to take {PRIOR:.0%} of what is new for known".replace("%", " %")
_WORDS = {
    Word.BETTER: "What we say is better than {}",
    Word.WORSE: "What we say is worse than {}",
    Word.NO_TELLING: "Whether what we say is better or worse than {} cannot be said yet",
}


def as_text(report: PredictionReport, of: str) -> str:
    """The report, as a page of text."""
    lines = [f"{of}: {_answers(report.n)} with a prediction, by {_learners(report.learners)}."]
    lines += _section("Reviews: answered before, on an earlier day", report.reviews, _FSRS)
    lines += _section("First answers: never asked before", report.first_answers, _FIXED)
    return "".join(f"{line}\n" for line in lines)


def _section(title: str, records: TrackRecords, other: str) -> Iterator[str]:
    yield ""
    yield title
    yield from _together(records.together, other)
    if records.together.n:
        yield from _wrapped(f"Cards, rated by the learners: {_in_short(records.cards)}")
        yield from _wrapped(f"Checked questions: {_in_short(records.checked)}")


def _together(record: TrackRecord, other: str) -> Iterator[str]:
    yield from _wrapped(f"Together: {_in_short(record)}")
    if record.shown is None or record.plain is None or record.gain is None:
        return
    for each in record.shown.bins:
        yield f"    {_came_true(each)}"
    yield from _wrapped(_order(record.shown))
    yield from _wrapped(_against(other, record.gain, record.shown, record.plain))


def _in_short(record: TrackRecord) -> str:
    if record.shown is None:
        return (
            f"too few to say: {_answers(record.n)} by {_learners(record.learners)}, and "
            f"{FEWEST_OF_A_CLASS} by {FEWEST_LEARNERS} are wanted."
        )
    said, right = _percent(record.shown.predicted), _percent(record.shown.right)
    return f"on average we said {said}, and {right} were right ({_answers(record.n)})."


def _came_true(answers: Bin) -> str:
    said, right = _percent(answers.predicted), _percent(answers.right)
    return f"When we said {said}, {right} were right ({_answers(answers.n)})."


def _order(figures: Calibration) -> str:
    if figures.auc is None:
        return "Whether right answers were told from wrong ones: too few of either to say."
    return (
        "Of a right and a wrong answer, the right one had the higher chance in "
        f"{figures.auc * 100:.0f} of 100 cases (AUC)."
    )


def _against(other: str, gain: Gain, shown: Calibration, plain: Calibration) -> str:
    interval = gain.interval
    told = (
        f", 95 % interval {_signed(interval.low)} to {_signed(interval.high)}" if interval else ""
    )
    return (
        f"{_WORDS[gain.word].format(other)}: log loss {shown.log_loss:.3f} against "
        f"{plain.log_loss:.3f}, difference {_signed(gain.mean)}{told}; below 0 is better. Brier "
        f"score {shown.brier:.3f} against {plain.brier:.3f}."
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _signed(value: float) -> str:
    return f"{value:+.4f}".replace("-", "−")


def _answers(n: int) -> str:
    return counted(n, "answer")


def _learners(n: int) -> str:
    return counted(n, "learner")


def _wrapped(sentence: str) -> list[str]:
    """Lines of the page; no figure is parted from its per cent."""
    lines = wrap(
        sentence.replace(" %", f"{_STICKS}%"),
        _WIDTH,
        initial_indent="  ",
        subsequent_indent="    ",
    )
    return [line.replace(_STICKS, " ") for line in lines]
