from tests.support.people import Visitor


def test_a_learner_takes_a_quiz_to_its_end(learner: Visitor) -> None:
    attempt = learner.take("all")

    page = learner.get(attempt)

    assert page.status_code == 200
    assert "Everything about the tides" in page.text


def test_a_guest_takes_a_quiz_at_once(anonymous: Visitor) -> None:
    attempt = anonymous.take("quiet")

    assert anonymous.get(attempt).status_code == 200
