"""An analysis as plain records, for programs."""

from __future__ import annotations

from typing import Any

from quizapp.domain.intervals import Interval
from quizapp.domain.item_analysis.analysis import Analysis
from quizapp.domain.item_analysis.distractors import OptionUse
from quizapp.domain.item_analysis.item_figures import ItemFigures
from quizapp.domain.item_analysis.score_figures import ScoreFigures
from quizapp.domain.item_analysis.verdicts import Verdict
from quizapp.domain.item_analysis.wording import REASONS, sentence

Record = dict[str, Any]


def as_record(analysis: Analysis) -> Record:
    """All numbers of an analysis, unrounded; what is not defined is None with its reason."""
    return {
        "missing": analysis.missing,
        "learners": analysis.learner_count,
        "omitted": analysis.omitted_count,
        "score": _score(analysis.score),
        "items": [_item(item) for item in analysis.items],
    }


def _score(score: ScoreFigures) -> Record:
    return {
        "n": score.n,
        "max_score": score.max_score,
        "mean": score.mean,
        "standard_error": score.standard_error,
        "sd": score.sd,
        "median": score.median,
        "counts": [{"score": value, "learners": count} for value, count in score.counts],
        "alpha": score.alpha,
        "alpha_interval": _interval(score.alpha_interval),
        "is_kr20": score.is_kr20,
        "sem": score.sem,
        "undefined": {name: REASONS[reason] for name, reason in score.undefined.items()},
    }


def _item(item: ItemFigures) -> Record:
    return {
        "item": item.item_id,
        "max_mark": item.max_mark,
        "n": item.n,
        "omitted_share": item.omitted_share,
        "facility": item.facility,
        "facility_interval": _interval(item.facility_interval),
        "sd": item.sd,
        "item_rest": item.item_rest,
        "item_rest_n": item.item_rest_n,
        "upper_lower": item.upper_lower,
        "alpha_if_deleted": item.alpha_if_deleted,
        "options": [_option(use) for use in item.options],
        "verdicts": [_verdict(verdict) for verdict in item.verdicts],
        "undefined": {name: REASONS[reason] for name, reason in item.undefined.items()},
    }


def _option(use: OptionUse) -> Record:
    by_third = use.by_third
    return {
        "option": use.option,
        "is_key": use.is_key,
        "count": use.count,
        "share": use.share,
        "by_third": by_third
        and {
            "weakest": by_third.weakest,
            "middle": by_third.middle,
            "strongest": by_third.strongest,
        },
        "is_functioning": use.is_functioning,
    }


def _verdict(verdict: Verdict) -> Record:
    return {
        "kind": verdict.kind.value,
        "n": verdict.n,
        "of": verdict.of,
        "options": list(verdict.options),
        "share": verdict.share,
        "other": verdict.other,
        "sentence": sentence(verdict),
    }


def _interval(interval: Interval | None) -> list[float] | None:
    return [interval.low, interval.high] if interval else None
