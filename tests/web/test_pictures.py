"""Pictures put in place of their signs, once each, whatever else the text holds."""

from __future__ import annotations

from markupsafe import escape

from quizapp.domain.bank.pictures import StandingPicture
from quizapp.web.pictures import with_pictures

SIGN = "\ue002{}\ue003"


def test_signs_in_the_words_for_a_picture_stay_words():
    pictures = [StandingPicture(SIGN.format(1)), StandingPicture("A boat")]

    html = with_pictures(" ".join(each.as_text for each in pictures), escape)

    assert html == " ".join(
        f'<span class="picture-words">[{words}]</span>' for words in (SIGN.format(1), "A boat")
    )


def test_signs_in_the_text_of_which_there_is_no_picture_stay_where_they_are():
    text = f"{SIGN.format(7)} {StandingPicture('A <boat>').as_text}"

    html = with_pictures(text, escape)

    assert html == f'{SIGN.format(7)} <span class="picture-words">[A &lt;boat&gt;]</span>'
