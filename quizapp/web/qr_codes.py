"""Addresses as QR codes, drawn here as a picture in the page: nothing is asked elsewhere."""

from __future__ import annotations

from markupsafe import Markup

QUIET_ZONE = 4
"""The margin that readers need, in modules. It is light in a dark page as well."""


def qr_code(address: str) -> Markup:
    """The address as an SVG: dark on light, whatever colours the page has.

    It is a second way to what stands beside it in words, and says nothing to a screen reader.
    """
    import segno  # few pages show one

    code = segno.make_qr(address, error="m")
    drawn = code.svg_inline(
        border=QUIET_ZONE,
        dark="#000",
        light="#fff",
        omitsize=True,
        svgclass="qr-code",
        lineclass=None,
    )
    return Markup(drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))  # noqa: S704  our own drawing
