"""Every module with pages, feature by feature from the first page down: the map of the site."""

from __future__ import annotations

import quizapp.accounts.data_pages
import quizapp.accounts.pages
import quizapp.classes.audit_pages
import quizapp.classes.erasure_pages
import quizapp.classes.joining_pages
import quizapp.classes.pages
import quizapp.classes.roster_import_pages
import quizapp.classes.roster_pages

PAGES = (
    quizapp.classes.audit_pages,
    quizapp.classes.erasure_pages,
    quizapp.classes.joining_pages,
    quizapp.classes.pages,
    quizapp.classes.roster_import_pages,
    quizapp.classes.roster_pages,
    quizapp.accounts.data_pages,
    quizapp.accounts.pages,
)
