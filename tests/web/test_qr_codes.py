"""Addresses as squares to scan."""

from __future__ import annotations

from quizapp.web.qr_codes import qr_code


def test_a_square_holds_the_address_and_asks_for_nothing() -> None:
    drawn, other = qr_code("https://quiz.example/join/ABCD-EFGH"), qr_code("https://quiz.example/")

    assert drawn.startswith("<svg ")
    assert drawn != other
    assert "style=" not in drawn
    assert "http" not in drawn
    assert 'fill="#fff"' in drawn
