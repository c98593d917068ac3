"""The learner's pages: reading, quizzes, cards, progress."""

from __future__ import annotations

from tests.route_rows import Row, everybody, owner

RATING = {"item_id": "ebb", "sequence": "1", "rating": "good"}
UNKNOWN = {"position": "1", "dont_know": "1"}
NOTHING = {"position": "2"}

# fmt: off
ROWS = (
    Row("learner.home", "/",                                   everybody(200)),
    Row("learner.read_article", "/article",                    everybody(200)),
    Row("learner.list_quizzes", "/quizzes",                    everybody(200)),
    Row("learner.view_quiz", "/quizzes/all",                   everybody(200)),
    Row("learner.review_cards", "/cards",                      everybody(200)),
    Row("learner.view_progress", "/progress",                  everybody(200)),
    Row("learner.view_bank", "/banks/tides",                   everybody(200)),
    Row("learner.view_bank", "/banks/none",                    everybody(404)),
    Row("learner.view_attempt", "{running}",                   owner(303)),
    Row("learner.view_attempt", "{finished}",                  owner(200)),
    Row("learner.view_item", "{running}/items/1",              owner(200)),
    Row("learner.view_item", "{finished}/items/1",             owner(200)),
    Row("learner.record_response", "{running}/responses",      owner(303), UNKNOWN),
    Row("learner.record_response", "{running}/responses",      owner(422), NOTHING),
    Row("learner.dismiss_notice", "/notices/{notice}/dismiss", owner(303), {}),
    Row("learner.finish_attempt", "{running}/finish",          owner(303), {}),
    Row("learner.practise_missed", "{finished}/practice",      owner(303), {}),
    Row("learner.start_quiz", "/quizzes/none/attempts",        everybody(404), {}),
)
LAST = (  # after these, whoever was not known is a guest
    Row("learner.rate_card", "/cards/ratings",         everybody(303), RATING),
    Row("learner.start_quiz", "/quizzes/all/attempts", everybody(303), {}),
)
# fmt: on
