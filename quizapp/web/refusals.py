"""What each refusal tells: its status, a title, a sentence, and what to do next. One table."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import OperationalError

from quizapp.domain import errors
from quizapp.web.edges import UnusableHost
from quizapp.web.lesson_refusals import LESSON_REFUSALS
from quizapp.web.refusal import Refusal
from quizapp.web.storage_refusals import NOT_SAVED
from quizapp.web.working_apart import Busy, TooMuch

SIGNED_OUT = Refusal(
    401,
    _l("You are no longer signed in"),
    _l("Nothing was saved. Log in in another tab, then copy your text from here into the editor."),
    "accounts.log_in",
    _l("Log in"),
)

OLD_PAGE = Refusal(
    400,
    _l("This page was out of date"),
    _l(
        "You have logged out or in since it was opened, perhaps in another tab. Nothing was saved. "
        "Go back, load the page again, and send it once more."
    ),
)

REFUSALS: dict[type[Exception], Refusal] = {
    errors.NotFound: Refusal(
        404,
        _l("Not here"),
        _l("There is nothing at this address, or it is not yours to see."),
    ),
    errors.Forbidden: Refusal(
        403,
        _l("For teachers"),
        _l("This page is for teachers. Log in with a teacher’s account to see it."),
        "accounts.log_in",
        _l("Log in"),
    ),
    errors.NoBank: Refusal(
        503,
        _l("No questions yet"),
        _l("The questions on this server have not been readable so far. Tell your teacher."),
    ),
    errors.NothingToAsk: Refusal(
        409,
        _l("Nothing to ask"),
        _l("None of these questions is in use any more. Choose another quiz."),
        "taking.list_quizzes",
        _l("See the quizzes"),
    ),
    errors.AssignmentClosed: Refusal(
        409,
        _l("Not open"),
        _l("This quiz is not open for you now. Nothing was changed."),
    ),
    errors.ClassroomArchived: Refusal(
        409,
        _l("This class is archived"),
        _l(
            "Everything in it can be read, and nothing new is set or joined. Take it out of the "
            "archive first. Nothing was changed."
        ),
        "classes.list_classrooms",
        _l("See the classes"),
    ),
    errors.NamesThemselves: Refusal(
        409,
        _l("Not yours to change"),
        _l(
            "Whoever has an own account, or is a guest, changes their name themselves, on their "
            "page “Account”. Nothing was changed."
        ),
        "classes.list_classrooms",
        _l("See the classes"),
    ),
    errors.NamedByTeachers: Refusal(
        409,
        _l("Your teacher sees to your name"),
        _l("Nothing was changed. If your name is wrong, tell your teacher."),
        "accounts.account",
        _l("Back to the account"),
    ),
    errors.GetsInOtherwise: Refusal(
        409,
        _l("This learner gets in otherwise"),
        _l(
            "A code is for learners without a password, and a new password for those who have one. "
            "Look at the list of people again. Nothing was changed."
        ),
        "classes.list_classrooms",
        _l("See the classes"),
    ),
    errors.TaughtElsewhere: Refusal(
        409,
        _l("Others teach this learner too"),
        _l(
            "The account is used in classes of other teachers, so its password is not for one "
            "class to change. Whoever runs the server can. Nothing was changed."
        ),
        "classes.list_classrooms",
        _l("See the classes"),
    ),
    errors.TeachersDontJoin: Refusal(
        409,
        _l("Teachers do not join"),
        _l("A join code is for learners. Ask a teacher of the class to add you as a teacher."),
    ),
    errors.LastTeacher: Refusal(
        409,
        _l("The last teacher"),
        _l("A class keeps one teacher at least. Add another one first. Nothing was changed."),
        "classes.list_classrooms",
        _l("See the classes"),
    ),
    errors.NoAttemptLeft: Refusal(
        409,
        _l("No attempt left"),
        _l("You have used all attempts that this quiz allows. Nothing was changed."),
    ),
    errors.QuizFixed: Refusal(
        409,
        _l("The quiz stays"),
        _l(
            "Somebody has begun it, or it is half of a pair, so another quiz cannot take its "
            "place. Nothing was saved."
        ),
        "classes.list_classrooms",
        _l("See your classes"),
    ),
    errors.AlreadyBegun: Refusal(
        409,
        _l("Somebody has begun it"),
        _l(
            "It stays, so that no work is lost. You can still withdraw it on its page. "
            "Nothing was changed."
        ),
        "classes.list_classrooms",
        _l("See your classes"),
    ),
    errors.AttemptFinished: Refusal(
        409,
        _l("This attempt has ended"),
        _l("An attempt that has ended takes no more answers. Nothing was changed."),
    ),
    errors.TimeOver: Refusal(
        409,
        _l("Time is up"),
        _l("This answer came after the end and was not taken. The answers saved before are kept."),
    ),
    errors.KeysHeld: Refusal(
        409,
        _l("Not yet"),
        _l("What was missed can be practised once the results are shown."),
    ),
    errors.QuizReserved: Refusal(
        409,
        _l("Set for your class"),
        _l("While this quiz is set for your class, it is taken there. Nothing was begun."),
    ),
    errors.QuizSetInFormerClass: Refusal(
        409,
        _l("Set for a class that you have left"),
        _l(
            "While it is set there, this quiz cannot be taken freely: you could come back to the "
            "class. Nothing was begun. Your teacher can let you back in, or say until when it is "
            "set."
        ),
        "taking.list_quizzes",
        _l("See the quizzes"),
    ),
    errors.AttemptRunning: Refusal(
        409,
        _l("Not finished yet"),
        _l("What was missed can be practised once the quiz is finished."),
        "taking.list_quizzes",
        _l("See the quizzes"),
    ),
    errors.OutOfTurn: Refusal(
        409,
        _l("Another question comes first"),
        _l(
            "This quiz asks one question after the other. Nothing was saved. Answer the one that "
            "is open, or say that you don’t know it."
        ),
    ),
    errors.AlreadyAnswered: Refusal(
        409,
        _l("Your first answer counts"),
        _l("You have already answered this question, perhaps in another tab. Nothing was changed."),
        label=_l("See the answer that counts"),
    ),
    errors.AlreadyChallenged: Refusal(
        409,
        _l("Your first challenge counts"),
        _l("You have already challenged this question. What you sent now was not saved."),
        label=_l("See your challenge"),
    ),
    errors.SetupTokenSpent: Refusal(
        404,
        _l("This link no longer works"),
        _l("A set-up link works once and for an hour. Make a new one with: quizapp setup-link"),
    ),
    errors.EditConflict: Refusal(
        409,
        _l("The file has changed"),
        _l("Somebody has saved it since you opened it. Nothing of yours was written."),
        "authoring.edit_bank",
        _l("See the text as it is now"),
    ),
    errors.BankRefused: Refusal(
        422,
        _l("Not saved"),
        _l("The text has errors. One with errors never replaces the last good one."),
        "authoring.edit_bank",
        _l("See the text as it is now"),
    ),
    errors.BankFileTrouble: Refusal(
        503,
        _l("Not saved"),
        _l("The file of the questions could not be read or written. It is as it was."),
        "authoring.edit_bank",
        _l("See the text as it is now"),
    ),
    UnusableHost: Refusal(
        400,
        _l("Wrong address"),
        _l("No site can have the name that this was sent to. Look at the address, and try again."),
    ),
    Busy: Refusal(
        503,
        _l("The server is busy"),
        _l(
            "Others have long work done just now. Nothing was changed. Go back and send it again "
            "in a minute."
        ),
    ),
    TooMuch: Refusal(
        503,
        _l("Too much at once"),
        _l(
            "This took the server longer than it may. Nothing was changed. Divide the file, and "
            "send one part after the other."
        ),
    ),
    **LESSON_REFUSALS,
    OperationalError: NOT_SAVED,
}

BY_STATUS: dict[int, Refusal] = {
    400: Refusal(
        400,
        _l("That did not arrive as it should"),
        _l("Nothing was saved. Go back, load the page again, and send it once more."),
    ),
    403: Refusal(403, _l("Not allowed"), _l("This request did not come from a page of this site.")),
    404: REFUSALS[errors.NotFound],
    405: Refusal(405, _l("Not like this"), _l("This address does not take that kind of request.")),
    415: Refusal(415, _l("Not a form"), _l("Only what the forms of this site send is read here.")),
    413: Refusal(413, _l("Too much at once"), _l("What was sent is larger than any form here.")),
    429: Refusal(
        429,
        _l("Too many tries"),
        _l("There were too many tries in a short time. Wait a minute and try again."),
    ),
    500: Refusal(
        500,
        _l("Something went wrong"),
        _l(
            "The fault is ours and has been noted in the server’s log. Your saved answers are safe."
        ),
    ),
}
