"""The app for any WSGI server: `wsgi:app`. It refuses to start where `quizapp serve` would."""

import sys

from quizapp import create_app, loading

with loading():
    from quizapp.banks.watching import watch_banks
    from quizapp.web.config import BadSetting
    from quizapp.web.database_files import (
        RestoreAtWork,
        Unwritable,
        expect_writable,
        hold_as_server,
    )
    from quizapp.web.observability.logs import set_up_logs
    from quizapp.web.promises import warning_at_start
    from quizapp.web.schema import WrongSchema, expect_schema_if_there


class CannotServe(Exception):
    """The server must not start; the message says why, and what to do."""


try:
    app = create_app()
    set_up_logs(app.config)
    expect_writable(app.config)
    lock = hold_as_server(app.config)  # to the end of the process: nothing is restored beside it
    with app.app_context():
        expect_schema_if_there()
        if (warning := warning_at_start()) is not None:
            app.logger.warning(warning)
except (BadSetting, RestoreAtWork, Unwritable, WrongSchema) as reason:
    sys.tracebacklimit = 0  # the sentence alone: where this stands in the code helps nobody
    # No exit code: where a process ends with one, some servers begin it anew for ever.
    raise CannotServe(str(reason)) from None
watch_banks(app)
