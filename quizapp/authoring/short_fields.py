"""The form of a short answer that is typed."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from quizapp.authoring.item_fields import line_field, text_field
from quizapp.authoring.part_fields import lines_of
from quizapp.authoring.typed_fields import TypedFields
from quizapp.domain.items.short_answers import USUALLY_FORGIVEN
from quizapp.web.select_choices import SelectChoice


class ShortFields(TypedFields):
    """A few words to be typed."""

    KIND = "short"
    NAME = _l("Short answer to type")
    OWN = ("stem", "front", "key")

    key = line_field(_l("Right answer"), _l("A name or a few words."))
    accept = text_field(
        _l("Counts as well"),
        _l("One on each line: short forms, other names, other spellings. You may leave it empty."),
        rows=3,
    )
    forgive = SelectMultipleField(
        _l("Forgive"),
        choices=[
            SelectChoice("case", _l("Capitals: “oxfam” for “Oxfam”")),
            SelectChoice("accents", _l("Accents: “resume” for “résumé”")),
            SelectChoice("articles", _l("The article before it: “the coalition”")),
            SelectChoice("plurals", _l("One or several: “militia” for “militias”")),
            SelectChoice("slips", _l("Small typing slips: “calliphate” for “caliphate”")),
        ],
        validate_choice=False,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    def written(self) -> dict[str, Any]:
        """The item, with a variant for each line, and what is forgiven if that is not the usual."""
        variants = lines_of(self.accept.data)
        said = {**super().written(), "accept": variants[0] if len(variants) == 1 else variants}
        kept = {name: value for name, value in said.items() if value}
        forgiven = self.forgive.data or []
        is_usual = set(forgiven) == set(USUALLY_FORGIVEN)
        return kept if is_usual else {**kept, "forgive": forgiven}
