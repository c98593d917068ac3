"""Every module with pages, feature by feature from the first page down: the map of the site."""

from __future__ import annotations

import quizapp.accounts.data_pages
import quizapp.accounts.pages

PAGES = (
    quizapp.accounts.data_pages,
    quizapp.accounts.pages,
)
