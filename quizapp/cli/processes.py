"""Several processes behind one address, by gunicorn. Not on Windows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gunicorn.app.base import BaseApplication

from quizapp import create_app
from quizapp.banks.watching import watch_banks

THREADS = 4


class Processes(BaseApplication):
    """gunicorn with the app made in each process, so that engines are never shared by a fork."""

    def __init__(self, settings: Mapping[str, Any], options: Mapping[str, Any]) -> None:
        self.settings = settings
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand the options to gunicorn."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Make the app, in the worker, and read the banks before anybody asks."""
        app = create_app(self.settings)
        watch_banks(app).be_at_work()
        return app


def serve_with_processes(settings: Mapping[str, Any], host: str, port: int, workers: int) -> None:
    """Serve until told to stop."""
    options = {
        "bind": f"{host}:{port}",
        "workers": workers,
        "worker_class": "gthread",
        "threads": THREADS,
        "accesslog": None,
    }
    Processes(settings, options).run()
