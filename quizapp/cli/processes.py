"""Several processes behind one address, by gunicorn. Not on Windows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from werkzeug.middleware.proxy_fix import ProxyFix

from quizapp import create_app

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
        """Make the app, in the worker."""
        return behind_proxy(create_app(self.settings))


def behind_proxy(app: Flask) -> Any:
    """The app, believing forwarded headers from the trusted proxy and from nobody else."""
    proxy = app.config["TRUSTED_PROXY"]
    if not proxy:
        return app
    believing = ProxyFix(app, x_for=1, x_proto=1, x_host=1)

    def choose(environ: dict[str, Any], start_response: Any) -> Any:
        trusted = environ.get("REMOTE_ADDR") == proxy
        return (believing if trusted else app)(environ, start_response)

    return choose


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
