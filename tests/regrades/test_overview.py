"""What the page on regrades calls things."""

from __future__ import annotations

from quizapp.regrades.overview import regrades_overview
from tests.support.playing import new_player


def test_quizzes_go_by_the_title_under_which_they_were_last_taken(player, edited):
    player.play()
    later = edited(("title: Everything about the tides", "title: All"))
    new_player(later).play()

    names = regrades_overview(later.bank).names

    assert names.quizzes == {"all": "All"}
    assert names.stems["what-pulls"] == "What pulls at the sea and makes it rise?"
