"""The app for any WSGI server: `wsgi:app`."""

from quizapp import create_app
from quizapp.banks.watching import watch_banks
from quizapp.web.database_files import hold_as_server

app = create_app()
lock = hold_as_server(app.config)  # to the end of the process: nothing is restored beside it
watch_banks(app)
