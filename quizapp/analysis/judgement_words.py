"""One verdict on a question in the words of the interface: its name, and why, in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_babel.speaklater import LazyString

from quizapp.analysis.blueprint import bp
from quizapp.analysis.class_questions import Said
from quizapp.domain.item_analysis import Judgement, Verdicted
from quizapp.domain.item_analysis.judgement import FEWEST_TO_JUDGE
from quizapp.web.filters import fixed_decimals, percent
from quizapp.web.markdown import plain_words

NAMES: Mapping[Judgement, LazyString] = {
    Judgement.WRONG_KEY: _l("Wrong key?"),
    Judgement.TWO_RIGHT: _l("Two right answers?"),
    Judgement.SHARED_MISTAKE: _l("Shared mistake"),
    Judgement.GUESSED: _l("Guessed"),
    Judgement.WEAK_OPTION: _l("Weak wrong answer"),
    Judgement.FINE: _l("Looks fine"),
    Judgement.TOO_FEW: _l("Too few to say"),
}

ICONS: Mapping[Judgement, str] = {
    Judgement.WRONG_KEY: "circle-alert",
    Judgement.TWO_RIGHT: "circle-question-mark",
    Judgement.SHARED_MISTAKE: "info",
    Judgement.GUESSED: "circle-dashed",
    Judgement.WEAK_OPTION: "circle-minus",
    Judgement.FINE: "circle-check",
    Judgement.TOO_FEW: "circle-dashed",
}


@bp.app_template_global()
def judgement_name(judgement: Judgement) -> str:
    """What a verdict is called in a list."""
    return str(NAMES[judgement])


@bp.app_template_global()
def judgement_icon(judgement: Judgement) -> str:
    """The icon beside it."""
    return ICONS[judgement]


@bp.app_template_global()
def judgement_reason(said: Said) -> str:
    """Why it is said, in a sentence."""
    verdict = said.verdict
    rival = _quoted(said, (verdict.rival,) if verdict.rival else ())
    return _REASONS[verdict.judgement](said, rival)


def _wrong_key(said: Said, rival: str) -> str:
    verdict, key = said.verdict, _quoted(said, said.verdict.keys)
    if verdict.strongest_rival == 1:
        return str(
            _(
                "All of the strongest third chose %(rival)s. The key says %(key)s.",
                rival=rival,
                key=key,
            )
        )
    return str(
        _(
            "%(share)s of the strongest third chose %(rival)s, %(other)s the key %(key)s.",
            share=percent(verdict.strongest_rival),
            rival=rival,
            other=percent(verdict.strongest_key),
            key=key,
        )
    )


def _two_right(said: Said, rival: str) -> str:
    verdict = said.verdict
    if verdict.is_worse_here:
        return str(
            _("Learners who do well elsewhere do worse here: look for a second way to read it.")
        )
    return str(
        _(
            "Strong learners are split between two answers: %(key_count)s chose the key, "
            "%(rival_count)s %(rival)s.",
            key_count=verdict.key_count,
            rival_count=verdict.rival_count,
            rival=rival,
        )
    )


def _shared_mistake(said: Said, rival: str) -> str:
    shares = _beside_guessing(said.verdict)
    if said.verdict.is_key_safe:
        return str(
            _(
                "Fewer are right (%(share)s) than by guessing (%(chance)s), but the strongest "
                "third prefers the key. The key is good: teach it again.",
                **shares,
            )
        )
    return str(
        _(
            "Fewer are right (%(share)s) than by guessing (%(chance)s); many chose %(rival)s. Read "
            "the key once more, then teach it again.",
            rival=rival,
            **shares,
        )
    )


def _guessed(said: Said, _rival: str) -> str:
    return str(
        _(
            "No better than guessing: %(share)s are right, and guessing gives %(chance)s. Teach it "
            "again.",
            **_beside_guessing(said.verdict),
        )
    )


def _weak_option(said: Said, _rival: str) -> str:
    count = len(said.verdict.unchosen)
    return str(
        ngettext(
            "Nobody chose %(options)s. One wrong answer less would do.",
            "Nobody chose %(options)s. %(num)s wrong answers less would do.",
            count,
            options=_quoted(said, said.verdict.unchosen),
        )
    )


def _fine(_said: Said, _rival: str) -> str:
    return str(_("Nothing stands out that so many answers could support."))


def _too_few(said: Said, _rival: str) -> str:
    if not said.verdict.n:
        return str(_("Nobody has answered it as it is marked today."))
    return str(
        ngettext(
            "%(num)s answer so far. A verdict begins at %(fewest)s.",
            "%(num)s answers so far. A verdict begins at %(fewest)s.",
            said.verdict.n,
            fewest=FEWEST_TO_JUDGE,
        )
    )


_REASONS: Mapping[Judgement, Callable[[Said, str], str]] = {
    Judgement.WRONG_KEY: _wrong_key,
    Judgement.TWO_RIGHT: _two_right,
    Judgement.SHARED_MISTAKE: _shared_mistake,
    Judgement.GUESSED: _guessed,
    Judgement.WEAK_OPTION: _weak_option,
    Judgement.FINE: _fine,
    Judgement.TOO_FEW: _too_few,
}


def _beside_guessing(verdict: Verdicted) -> dict[str, str]:
    return {"share": percent(verdict.share), "chance": percent(verdict.chance)}


def _quoted(said: Said, options: tuple[str, ...]) -> str:
    words = (plain_words(said.texts.get(option, option)) for option in options)
    named = (_("“%(option)s”", option=each) for each in words)
    return str(_(" or ")).join(named)


@bp.app_template_global()
def three_digits(figure: float) -> str:
    """A log loss, a difference of two, or a Brier score; always with three decimals."""
    return fixed_decimals(figure, 3)
