"""The extensions, made once and bound to the app in `create_app`."""

from __future__ import annotations

from flask import Flask
from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_sqlalchemy import SQLAlchemy
from limits.strategies import MovingWindowRateLimiter

from quizapp.models import Base
from quizapp.web.limit_counts import CountsOfProcess

# Models subclass our typed Base, not db.Model, so that type checkers see their columns.
db = SQLAlchemy(metadata=Base.metadata)
babel = Babel()


class LimitsOfViews(Limiter):
    """Limits that stand at views, and nowhere else: a request to any other is not looked at.

    The library looks at each request before its view as well, for limits that hold for all views of
    an app or a blueprint. There are none; a test holds that.
    """

    def init_app(self, app: Flask) -> None:
        """Bind the app. What is counted while Redis is away is counted like without Redis."""
        super().init_app(app)
        if self._fallback_limiter is not None:
            self._fallback_limiter = MovingWindowRateLimiter(CountsOfProcess())

    def _check_request_limit(
        self, callable_name: str | None = None, in_middleware: bool = True
    ) -> None:
        if not in_middleware:
            super()._check_request_limit(callable_name, in_middleware)


limiter = LimitsOfViews(key_func=get_remote_address)
COUNTS = CountsOfProcess
"""Known to the limiter by its scheme, `memory`: what matters is that it was imported."""
