"""A new question file: its title and article, saved where banks are served."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField
from wtforms.form import BaseForm
from wtforms.validators import DataRequired, InputRequired, ValidationError

from quizapp.accounts.guards import known_person, teachers_only
from quizapp.authoring.blueprint import bp
from quizapp.authoring.field_remarks import without_yaml
from quizapp.authoring.item_fields import line_field, text_field
from quizapp.authoring.new_files import (
    NameIsTaken,
    NewFile,
    is_taken,
    make_bank_file,
    suggested_name,
)
from quizapp.authoring.trouble_pages import TROUBLES, Answer
from quizapp.banks.shelf import bank_shelf
from quizapp.domain.bank.pasted_article import PastedSection, pasted_sections
from quizapp.domain.errors import BankFileTrouble
from quizapp.domain.items.fields import MAX_TITLE_LENGTH
from quizapp.exchange.texts import is_id
from quizapp.web import clock
from quizapp.web.languages import language_name
from quizapp.web.select_choices import SelectChoice
from quizapp.web.text_fields import at_most, readable

LANGUAGES = (
    "ar", "bg", "bn", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "fr", "ga",
    "he", "hi", "hr", "hu", "id", "is", "it", "ja", "ko", "lt", "lv", "mk", "nb", "nl", "nn", "pl",
    "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "sw", "ta", "th", "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip  # a list to be read in one look
"""To choose from; any other can be written into the file."""


class NewFileForm(FlaskForm):
    """What a new file is called, and the article that its questions are about."""

    title = line_field(_l("Title"))
    language = SelectField(_l("Language of the questions"))
    text = text_field(
        _l("The article"),
        _l("Paste it. A line that begins with # starts a new part, an empty line a new paragraph."),
        rows=12,
    )
    article_title = line_field(_l("Title of the article, if it has another"))
    author = line_field(_l("Author"))
    publisher = line_field(_l("Where it appeared"))
    published = DateField(
        _l("When it appeared"), validators=[InputRequired(_l("Give a day, such as 2024-03-01."))]
    )
    url = line_field(_l("Its address on the web, if it has one"), type="url")
    name = line_field(
        _l("Name of the file"),
        _l("Small letters, digits and hyphens. Left empty, it is made of the title."),
        autocapitalize="none",
        spellcheck="false",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = sorted((language_name(code), code) for code in LANGUAGES)
        self.language.choices = [SelectChoice(code, name) for name, code in names]
        most = at_most(MAX_TITLE_LENGTH)
        needed = DataRequired(_l("Fill it in."))
        for field in (self.title, self.author, self.publisher):
            field.validators = [needed, most, readable]
        self.article_title.validators = [most]
        self.text.validators = [DataRequired(_l("Paste the article, or write it here."))]

    def validate_name(self, _field: BaseForm) -> None:
        """Refuse a name that no file can have here, or that another has."""
        if not is_id(self.file_name):
            raise ValidationError(_l("Use small letters a to z, digits and hyphens."))
        if is_taken(self.file_name, bank_shelf()):
            raise ValidationError(_taken(self.file_name))

    def validate_text(self, _field: BaseForm) -> None:
        """Refuse a text that has headings alone."""
        if not self.sections:
            raise ValidationError(_l("Write a paragraph below the heading."))

    @property
    def file_name(self) -> str:
        """The name without its ending, which is the id of the bank as well."""
        return self.name.data or suggested_name(self.title.data or "")

    @property
    def sections(self) -> tuple[PastedSection, ...]:
        """The parts of the article."""
        return pasted_sections(self.text.data or "")

    @property
    def new_file(self) -> NewFile:
        """What is to be written."""
        return NewFile(
            bank_id=self.file_name,
            title=self.title.data or "",
            language=self.language.data,
            article_title=self.article_title.data or "",
            author=self.author.data or "",
            publisher=self.publisher.data or "",
            published=self.published.data or clock.now().date(),  # it was asked for
            url=self.url.data or "",
            text=self.text.data or "",
        )


def _taken(name: str) -> str:
    told = _("There is a file %(name)s.yaml already. Give this one another name.", name=name)
    return str(told)


@bp.get("/teach/banks/new")
@teachers_only
def new_bank() -> Answer:
    """Show the form of a new question file; where there is one fixed file, say what to do."""
    return _new_page(NewFileForm(formdata=None, data={"language": "en"}))


@bp.post("/teach/banks/new")
@teachers_only
def make_bank() -> Answer:
    """Write a new question file, and go on to its first question."""
    form, shelf = NewFileForm(), bank_shelf()
    if not shelf.path.is_dir():
        return _new_page(form), 409
    if not form.validate():
        return _new_page(form), 422
    if faults := form.new_file.faults():
        told = map(without_yaml, faults)
        return _new_page(form, faults=[f"{each.message} {each.hint}" for each in told]), 422
    try:
        place = make_bank_file(
            shelf, form.new_file, current_app.config["DATA_DIR"], known_person().id, clock.now()
        )
    except NameIsTaken:
        form.name.errors = [_taken(form.file_name)]
        return _new_page(form), 409
    except BankFileTrouble as trouble:
        return _new_page(form, trouble=trouble), 503
    flash(_("%(name)s is there. Learners see it as soon as it has a question.", name=place.name))
    address = url_for("authoring.new_item", bank_id=None, file=place.name)
    return redirect(address, code=303)


def _new_page(
    form: NewFileForm,
    *,
    faults: list[str] | None = None,
    trouble: BankFileTrouble | None = None,
) -> str:
    shelf = bank_shelf()
    return render_template(
        "authoring/new_bank.html",
        form=form,
        is_folder=shelf.path.is_dir(),
        fixed_name=shelf.path.name,
        faults=faults or [],
        trouble=trouble and TROUBLES[trouble.trouble],
        detail=trouble.detail if trouble else "",
    )
