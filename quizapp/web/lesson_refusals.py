"""What each refusal in a lesson tells."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from quizapp.domain import errors
from quizapp.web.refusal import Refusal

LESSON_REFUSALS: dict[type[Exception], Refusal] = {
    errors.LessonMoved: Refusal(
        409,
        _l("The class is further on"),
        _l(
            "Somebody has gone on with this lesson meanwhile, perhaps you on another device. "
            "Nothing was changed. See where the class is now."
        ),
    ),
    errors.VoteOver: Refusal(
        409,
        _l("This vote is over"),
        _l("Your vote came too late and was not taken. See where the class is now."),
    ),
    errors.MoveNotNow: Refusal(
        409,
        _l("Not from here"),
        _l("The lesson cannot go there from where it is. Nothing was changed."),
    ),
    errors.NothingToVoteOn: Refusal(
        409,
        _l("A class cannot vote on this"),
        _l(
            "A class votes by choosing among answers: one, several, or true and false. This "
            "question asks otherwise, or is no longer in use. Choose another one."
        ),
    ),
}
