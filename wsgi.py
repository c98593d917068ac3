"""The app for any WSGI server: `wsgi:app`. It refuses a database of another version."""

from quizapp import create_app
from quizapp.banks.watching import watch_banks
from quizapp.web.database_files import hold_as_server
from quizapp.web.schema import expect_schema_if_there

app = create_app()
lock = hold_as_server(app.config)  # to the end of the process: nothing is restored beside it
with app.app_context():
    expect_schema_if_there()
watch_banks(app)
