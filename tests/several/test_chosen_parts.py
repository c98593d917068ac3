"""A part of one of several banks, chosen on the page of progress or in its article."""

from __future__ import annotations

from tests.support.pages import form_to, text_of
from tests.support.people import Visitor


def test_a_topic_chosen_on_progress_stays_that_of_its_bank(learner: Visitor) -> None:
    learner.take("all", "lights")
    page = learner.get("/progress")
    assert 'href="/cards?topic=beam&amp;bank=lights"' in page.text

    there = learner.get("/cards?topic=beam&bank=lights")

    assert "Done with this part" in text_of(there.text)
    assert "You know 0 of 2 here now." in text_of(there.text)


def test_the_questions_of_a_section_are_those_of_its_bank(learner: Visitor) -> None:
    form = form_to(learner.get("/banks/lights/article"), "section=beam&until=3&bank=lights")

    begun = learner.browser.post(form.action, data=form.fields)

    posed = learner.get(begun.headers["Location"])
    assert form_to(posed, "section=beam&until=3&bank=lights")
