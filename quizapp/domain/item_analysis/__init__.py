"""Item analysis: how the items of a quiz did, from the responses of a group of learners."""

from quizapp.domain.intervals import Interval
from quizapp.domain.item_analysis.analysis import Analysis, analysis
from quizapp.domain.item_analysis.distractors import OptionUse, Thirds
from quizapp.domain.item_analysis.item_figures import ItemFigures, item_figures
from quizapp.domain.item_analysis.judgement import (
    HARM,
    TO_LOOK_AT,
    Judgement,
    Verdicted,
    gravest,
    verdict,
)
from quizapp.domain.item_analysis.matrix import Item, Missing, ResponseMatrix
from quizapp.domain.item_analysis.reasons import FEWEST, Reason
from quizapp.domain.item_analysis.score_figures import ScoreFigures, score_figures
from quizapp.domain.item_analysis.tallies import Choice, TalliedItem, Tally
from quizapp.domain.item_analysis.verdicts import Verdict, VerdictKind

__all__ = [
    "FEWEST",
    "HARM",
    "TO_LOOK_AT",
    "Analysis",
    "Choice",
    "Interval",
    "Item",
    "ItemFigures",
    "Judgement",
    "Missing",
    "OptionUse",
    "Reason",
    "ResponseMatrix",
    "ScoreFigures",
    "TalliedItem",
    "Tally",
    "Thirds",
    "Verdict",
    "VerdictKind",
    "Verdicted",
    "analysis",
    "gravest",
    "item_figures",
    "score_figures",
    "verdict",
]
