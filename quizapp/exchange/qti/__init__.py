"""QTI, the exchange format of learning systems: version 2.1, and 1.2 as Canvas wants it."""

from __future__ import annotations

from quizapp.exchange.qti.package import read_qti
from quizapp.exchange.qti.writer12 import write_qti12
from quizapp.exchange.qti.writer21 import write_qti

__all__ = ["read_qti", "write_qti", "write_qti12"]
