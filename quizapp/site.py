"""Every module with pages, feature by feature from the first page down: the map of the site."""

from __future__ import annotations

import quizapp.accounts.data_pages
import quizapp.accounts.pages
import quizapp.assignments.exception_pages
import quizapp.assignments.pages
import quizapp.assignments.pair_pages
import quizapp.attempts.notice_pages
import quizapp.classes.audit_pages
import quizapp.classes.erasure_pages
import quizapp.classes.joining_pages
import quizapp.classes.pages
import quizapp.classes.roster_import_pages
import quizapp.classes.roster_pages
import quizapp.practice.card_pages
import quizapp.practice.pages
import quizapp.taking.assignment_pages
import quizapp.taking.pages
import quizapp.taking.preview_pages
import quizapp.taking.quiz_pages

PAGES = (
    quizapp.practice.card_pages,
    quizapp.practice.pages,
    quizapp.taking.assignment_pages,
    quizapp.taking.pages,
    quizapp.taking.preview_pages,
    quizapp.taking.quiz_pages,
    quizapp.assignments.exception_pages,
    quizapp.assignments.pages,
    quizapp.assignments.pair_pages,
    quizapp.attempts.notice_pages,
    quizapp.classes.audit_pages,
    quizapp.classes.erasure_pages,
    quizapp.classes.joining_pages,
    quizapp.classes.pages,
    quizapp.classes.roster_import_pages,
    quizapp.classes.roster_pages,
    quizapp.accounts.data_pages,
    quizapp.accounts.pages,
)
