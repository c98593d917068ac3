"""The learner's pages: reading, quizzes, cards, progress."""

from __future__ import annotations

from tests.route_rows import Row, everybody, owner

RATING = {"item_id": "ebb", "sequence": "1", "rating": "good"}
LATE = {**RATING, "rating_id": "0" * 32, "whose": "nobody", "milliseconds_ago": "1"}
UNKNOWN = {"position": "1", "dont_know": "1"}
NOTHING = {"position": "2"}

# A route a row, in columns, so that a gap is seen.
# fmt: off
ROWS = (
    Row("home.home", "/",                                       everybody(200)),
    Row("practice.read_article", "/article",                    everybody(200)),
    Row("practice.list_versions", "/version",                   everybody(200)),
    Row("practice.choose_words", "/version",                    everybody(422), {"version": "x"}),
    Row("practice.choose_words", "/version",                    everybody(303), {"version": ""}),
    Row("taking.list_quizzes", "/quizzes",                      everybody(200)),
    Row("taking.view_quiz", "/quizzes/all",                     everybody(200)),
    Row("practice.review_cards", "/cards",                      everybody(200)),
    Row("practice.keep_cards", "/cards/today.json",             everybody(200)),
    Row("practice.begin_sending", "/cards/ratings/late",        everybody(200)),
    Row("practice.rate_late", "/cards/ratings/late",            everybody(409), LATE),
    Row("practice.rate_late", "/cards/ratings/late",            everybody(400), RATING),
    Row("practice.without_connection", "/cards/offline",        everybody(200)),
    Row("practice.service_worker", "/service-worker.js",        everybody(200)),
    Row("practice.app_manifest", "/app.webmanifest",            everybody(200)),
    Row("practice.view_progress", "/progress",                  everybody(200)),
    Row("banks.show_picture", f"/pictures/{'0' * 64}.png",      everybody(404)),
    Row("practice.view_bank", "/banks/tides",                   everybody(200)),
    Row("practice.view_bank", "/banks/none",                    everybody(404)),
    Row("taking.view_attempt", "{running}",                     owner(303)),
    Row("taking.view_attempt", "{finished}",                    owner(200)),
    Row("taking.view_item", "{running}/items/1",                owner(200)),
    Row("taking.view_item", "{finished}/items/1",               owner(200)),
    Row("taking.record_response", "{running}/responses",        owner(303), UNKNOWN),
    Row("taking.record_response", "{running}/responses",        owner(422), NOTHING),
    Row("taking.flag_item", "{running}/items/1/flag",           owner(303), {"flag": "1"}),
    Row("taking.show_hint", "{running}/items/1/hint",           owner(303), {}),
    Row("taking.tell_time_left", "{running}/time-left",         owner(204)),
    Row("attempts.dismiss_notice", "/notices/{notice}/dismiss", owner(303), {}),
    Row("taking.finish_attempt", "{running}/finish",            owner(303), {}),
    Row("taking.practise_missed", "{finished}/practice",        owner(303), {}),
    Row("taking.start_quiz", "/quizzes/none/attempts",          everybody(404), {}),
)
LAST = (  # after these, whoever was not known is a guest
    Row("practice.go_on", "/cards/next",               everybody(303), {}),
    Row("practice.undo_rating", "/cards/ratings/undo", everybody(303), RATING),
    Row("practice.rate_card", "/cards/ratings",       everybody(303), RATING),
    Row("taking.start_quiz", "/quizzes/all/attempts", everybody(303), {}),
)
# fmt: on
