"""What every teacher does: scores, the bank, regrades, paper. Learners of others are not there."""

from __future__ import annotations

from tests.route_rows import Row, class_teachers, teachers

NOWHERE = "no-such-token"
FORMAT = "format: 1"
PUBLISH = {"text": FORMAT, "action": "publish"}
LINE = {"text": FORMAT, "line": "1"}
UNSAID = (401, 401, 403, 403, 403)

# A route a row, in columns, so that a gap is seen.
# fmt: off
ROWS = (
    Row("home.teach", "/teach",                                       teachers(303)),
    Row("home.teacher_help", "/teach/help",                           teachers(200)),
    Row("grades.view_scores", "/teach/scores",                        teachers(200)),
    Row("grades.export_scores", "/teach/scores.csv",                  teachers(200)),
    Row("grades.view_learner", "/teach/learners/{person}",            class_teachers(200)),
    Row("grades.view_attempt", "/teach{finished}",                    class_teachers(200)),
    Row("authoring.list_banks", "/teach/banks",                       teachers(200)),
    Row("authoring.new_bank", "/teach/banks/new",                     teachers(200)),
    Row("authoring.make_bank", "/teach/banks/new",                    teachers(409), {}),
    Row("authoring.edit_bank", "/teach/bank",                         teachers(200)),
    Row("authoring.edit_bank", "/teach/banks/tides/text",             teachers(200)),
    Row("authoring.edit_bank", "/teach/banks/none/text",              teachers(404)),
    Row("authoring.list_revisions", "/teach/bank/history",            teachers(200)),
    Row("authoring.view_revision", "/teach/bank/history/{version}",   teachers(200)),
    Row("regrades.list_regrades", "/teach/regrades",                  teachers(200)),
    Row("regrades.list_regrades", "/teach/banks/tides/regrades",      teachers(200)),
    Row("regrades.plan_regrade", "/teach/regrades/new?item=what-pulls", teachers(200)),
    Row("regrades.view_regrade", "/teach/regrades/{regrade}",         teachers(200)),
    Row("regrades.view_regrade", f"/teach/regrades/{NOWHERE}",        teachers(404)),
    Row("authoring.list_items", "/teach/bank/items",                  teachers(200)),
    Row("authoring.new_item", "/teach/bank/items/new",                teachers(200)),
    Row("authoring.edit_item", "/teach/bank/items/ebb/edit",          teachers(200)),
    Row("authoring.edit_item", "/teach/bank/items/none/edit",         teachers(404)),
    Row("authoring.confirm_removal", "/teach/bank/items/ebb/delete",  teachers(200)),
    Row("authoring.import_bank", "/teach/bank/import",                teachers(200)),
    Row("authoring.list_pictures", "/teach/bank/pictures",            teachers(200)),
    Row("authoring.export_bank", "/teach/bank/export",                teachers(200)),
    Row("authoring.export_bank", "/teach/bank/export?to=csv",         teachers(200)),
    Row("authoring.list_quizzes", "/teach/bank/quizzes",              teachers(200)),
    Row("authoring.new_quiz", "/teach/bank/quizzes/new",              teachers(200)),
    Row("authoring.edit_quiz", "/teach/bank/quizzes/all/edit",        teachers(200)),
    Row("authoring.edit_quiz", "/teach/bank/quizzes/none/edit",       teachers(404)),
    Row("authoring.confirm_quiz_removal", "/teach/bank/quizzes/all/delete", teachers(200)),
    Row("authoring.view_paper", "/teach/quizzes/all/paper",           teachers(200)),
    Row("authoring.download_paper_table", "/teach/quizzes/all/paper/A-key.csv", teachers(200)),
    Row("regrades.make_regrade", "/teach/regrades",                   teachers(422), {}),
    Row("regrades.undo_regrade", "/teach/regrades/{regrade}/undo",    teachers(303), {}),
    Row("regrades.undo_regrade", f"/teach/regrades/{NOWHERE}/undo",   teachers(404), {}),
    Row("regrades.leave_as_they_are", "/teach/regrades/leave",        teachers(303), {}),
    Row("authoring.make_option_key", "/teach/bank/items/ebb/key",     teachers(404), {}),
    Row("authoring.undo_publication", "/teach/bank/history/{version}/undo", teachers(404), {}),
    Row("authoring.send_bank", "/teach/bank",                         teachers(200), {}),
    Row("authoring.send_bank", "/teach/banks/tides/text",             (*UNSAID, 409, 409), PUBLISH),
    Row("authoring.check_text", "/teach/bank/check",                  (*UNSAID, 200, 200), LINE),
    Row("authoring.preview_item", "/teach/bank/preview",              (*UNSAID, 200, 200), LINE),
    Row("authoring.restore_revision", "/teach/bank/history/{version}/restore", teachers(200), {}),
    Row("authoring.add_item", "/teach/bank/items/new?type=term",      teachers(422), {}),
    Row("authoring.change_item", "/teach/bank/items/ebb/edit",        teachers(409), {}),
    Row("authoring.remove_item", "/teach/bank/items/ebb/delete",      teachers(200), {}),
    Row("authoring.add_quiz", "/teach/bank/quizzes/new",              teachers(200), {}),
    Row("authoring.change_quiz", "/teach/bank/quizzes/all/edit",      teachers(409), {}),
    Row("authoring.change_quiz", "/teach/bank/quizzes/none/edit",     teachers(404), {}),
    Row("authoring.remove_quiz", "/teach/bank/quizzes/none/delete",   teachers(404), {}),
    Row("authoring.send_import", "/teach/bank/import",                teachers(422), {}),
    Row("authoring.add_picture", "/teach/bank/pictures",              teachers(422), {}),
    Row("authoring.put_pictures_back", "/teach/bank/pictures/put-back", teachers(303), {}),
    Row("authoring.take_picture", "/teach/bank/pictures/take",        teachers(422), {}),
    Row("authoring.remove_picture", "/teach/bank/pictures/remove",    teachers(404), {}),
    Row("authoring.take_import", "/teach/bank/import/take",           teachers(400), {}),
)
# fmt: on
