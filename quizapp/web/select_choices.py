"""The choices of a select field: WTForms has them, the types of WTForms do not yet."""

from __future__ import annotations

from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than the types

__all__ = ["SelectChoice"]
