"""Item analysis: how the items of a quiz did, from the responses of a group of learners."""

from quizapp.domain.intervals import Interval
from quizapp.domain.item_analysis.analysis import analysis, item_figures, score_figures
from quizapp.domain.item_analysis.distractors import OptionUse, Thirds
from quizapp.domain.item_analysis.figures import Analysis, ItemFigures, ScoreFigures
from quizapp.domain.item_analysis.matrix import Choice, Item, Missing, ResponseMatrix
from quizapp.domain.item_analysis.reasons import FEWEST, Reason
from quizapp.domain.item_analysis.tallies import TalliedItem, Tally
from quizapp.domain.item_analysis.verdicts import Verdict, VerdictKind

__all__ = [
    "FEWEST",
    "Analysis",
    "Choice",
    "Interval",
    "Item",
    "ItemFigures",
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
    "analysis",
    "item_figures",
    "score_figures",
]
