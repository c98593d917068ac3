"""The extensions, made once and bound to the app in `create_app`."""

from __future__ import annotations

from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_sqlalchemy import SQLAlchemy

from quizapp.models import Base
from quizapp.web.limit_counts import CountsOfProcess

# Models subclass our typed Base, not db.Model, so that type checkers see their columns.
db = SQLAlchemy(metadata=Base.metadata)
babel = Babel()
limiter = Limiter(key_func=get_remote_address)
COUNTS = CountsOfProcess
"""Known to the limiter by its scheme, `memory`: what matters is that it was imported."""
