"""Every module with pages, feature by feature from the first page down: the map of the site."""

from __future__ import annotations

import quizapp.accounts.account_pages
import quizapp.accounts.data_pages
import quizapp.accounts.mail_pages
import quizapp.accounts.pages
import quizapp.accounts.preference_pages
import quizapp.accounts.session_pages
import quizapp.analysis.item_words
import quizapp.analysis.judgement_words
import quizapp.assignments.blueprint
import quizapp.attempts.notice_pages
import quizapp.authoring.page_words
import quizapp.banks.picture_pages
import quizapp.challenges.pages
import quizapp.classes.accommodation_words
import quizapp.classes.joining_pages
import quizapp.grades.blueprint
import quizapp.home.desk_pages
import quizapp.home.desk_words
import quizapp.home.help_pages
import quizapp.home.metrics_pages
import quizapp.home.pages
import quizapp.home.privacy_pages
import quizapp.lessons.pages
import quizapp.lessons.voting_pages
import quizapp.merging.blueprint
import quizapp.practice.article_pages
import quizapp.practice.card_pages
import quizapp.practice.device_pages
import quizapp.practice.kept_pages
import quizapp.practice.pages
import quizapp.practice.version_pages
import quizapp.regrades.blueprint
import quizapp.taking.assignment_pages
import quizapp.taking.item_pages
import quizapp.taking.pages
import quizapp.taking.quiz_pages
import quizapp.upkeep.retention

PAGES = (
    quizapp.home.desk_pages,
    quizapp.home.desk_words,
    quizapp.home.help_pages,
    quizapp.home.metrics_pages,
    quizapp.home.pages,
    quizapp.home.privacy_pages,
    quizapp.authoring.page_words,
    quizapp.lessons.pages,
    quizapp.lessons.voting_pages,
    quizapp.grades.blueprint,
    quizapp.challenges.pages,
    quizapp.analysis.item_words,
    quizapp.analysis.judgement_words,
    quizapp.regrades.blueprint,
    quizapp.merging.blueprint,
    quizapp.practice.article_pages,
    quizapp.practice.card_pages,
    quizapp.practice.device_pages,
    quizapp.practice.kept_pages,
    quizapp.practice.pages,
    quizapp.practice.version_pages,
    quizapp.taking.assignment_pages,
    quizapp.taking.item_pages,
    quizapp.taking.pages,
    quizapp.taking.quiz_pages,
    quizapp.assignments.blueprint,
    quizapp.attempts.notice_pages,
    quizapp.classes.accommodation_words,
    quizapp.classes.joining_pages,
    quizapp.banks.picture_pages,
    quizapp.accounts.account_pages,
    quizapp.accounts.mail_pages,
    quizapp.accounts.data_pages,
    quizapp.accounts.pages,
    quizapp.accounts.preference_pages,
    quizapp.accounts.session_pages,
)

TOLD_OF = (quizapp.upkeep.retention,)
"""Modules without pages whose deeds the audit trail tells of."""

LATE_PAGES = (
    "quizapp.analysis.comparing_pages",
    "quizapp.analysis.item_pages",
    "quizapp.analysis.map_pages",
    "quizapp.analysis.prediction_pages",
    "quizapp.analysis.question_pages",
    "quizapp.analysis.quiz_pages",
    "quizapp.taking.preview_pages",
    "quizapp.assignments.exception_pages",
    "quizapp.assignments.extending_pages",
    "quizapp.assignments.pages",
    "quizapp.assignments.pair_pages",
    "quizapp.assignments.reminder_pages",
    "quizapp.assignments.setting_pages",
    "quizapp.authoring.accepting_pages",
    "quizapp.authoring.exchange_pages",
    "quizapp.authoring.history_pages",
    "quizapp.authoring.item_form_pages",
    "quizapp.authoring.item_pages",
    "quizapp.authoring.new_file_pages",
    "quizapp.authoring.pages",
    "quizapp.authoring.paper_pages",
    "quizapp.authoring.picture_pages",
    "quizapp.authoring.preview_pages",
    "quizapp.authoring.published_pages",
    "quizapp.authoring.quiz_pages",
    "quizapp.authoring.quiz_removal_pages",
    "quizapp.challenges.deciding_pages",
    "quizapp.classes.audit_pages",
    "quizapp.classes.erasure_pages",
    "quizapp.classes.invitation_pages",
    "quizapp.classes.learner_pages",
    "quizapp.classes.pages",
    "quizapp.classes.roster_import_pages",
    "quizapp.classes.roster_pages",
    "quizapp.classes.settings_pages",
    "quizapp.grades.learner_pages",
    "quizapp.grades.marks_pages",
    "quizapp.grades.note_pages",
    "quizapp.grades.pages",
    "quizapp.grades.score_pages",
    "quizapp.grades.single_pages",
    "quizapp.lessons.beginning_pages",
    "quizapp.lessons.leading_pages",
    "quizapp.lessons.projector_pages",
    "quizapp.lessons.report_pages",
    "quizapp.merging.pages",
    "quizapp.regrades.pages",
)
"""Modules with pages that are for teachers alone: loaded by the first request for one of them.

After a change here or of an address in them: `make addresses`.
"""
