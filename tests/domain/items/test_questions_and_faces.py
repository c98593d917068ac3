"""What each item type asks, and the cards it makes."""

from __future__ import annotations

import pytest

from quizapp.domain.items import (
    ChoiceItem,
    ClozeItem,
    Face,
    MultipleItem,
    TermItem,
    TrueFalseItem,
)
from quizapp.domain.items.gaps import kind

COMMON = {"id": "x", "topic": "battle"}


def term(name: str) -> TermItem:
    return TermItem.model_validate(
        {"id": name, "type": "term", "topic": "t", "term": name, "definition": f"what {name} means"}
    )


def cloze(text: str, **fields: object) -> ClozeItem:
    return ClozeItem.model_validate(
        {"id": "c", "type": "cloze", "topic": "t", "text": text, **fields}
    )


def test_choice_asks_for_its_key_among_its_distractors():
    item = ChoiceItem.model_validate(
        {**COMMON, "stem": "How long?", "key": "A year", "distractors": [{"A day": "Too short."}]}
    )

    (question,) = item.questions([])

    assert question.stem == "How long?"
    assert question.mode == "one"
    assert [(option.text, option.is_key, option.feedback) for option in question.options] == [
        ("A year", True, None),
        ("A day", False, "Too short."),
    ]
    assert item.faces() == (Face("How long?", "A year"),)


def test_option_keeps_its_id_when_only_spacing_or_feedback_changes():
    before = ChoiceItem.model_validate(
        {**COMMON, "stem": "?", "key": "Été  2014", "distractors": ["b"]}
    )
    after = ChoiceItem.model_validate(
        {**COMMON, "stem": "?", "key": {"E\u0301te\u0301 2014": "Yes."}, "distractors": ["c"]}
    )

    ids = [item.questions([])[0].options[0].id for item in (before, after)]

    assert ids[0] == ids[1]
    assert len(ids[0]) == 10


def test_multiple_asks_for_all_keys_and_lists_them_on_its_card():
    item = MultipleItem.model_validate(
        {**COMMON, "type": "multiple", "stem": "Who?", "keys": ["A", "B"], "distractors": ["C"]}
    )

    (question,) = item.questions([])

    assert question.mode == "many"
    assert question.credit == "proportional"
    assert [option.text for option in question.options if option.is_key] == ["A", "B"]
    assert item.faces() == (Face("Who?", "- A\n- B"),)


@pytest.mark.parametrize(("written", "key"), [("true", "true"), ("False", "false")])
def test_true_false_keeps_its_order_and_tells_only_the_wrong_answer_why(written, key):
    item = TrueFalseItem.model_validate(
        {**COMMON, "type": "true-false", "stem": "It is so.", "key": written, "feedback": "Look."}
    )

    (question,) = item.questions([])

    assert question.keep_order
    assert [option.id for option in question.options] == ["true", "false"]
    assert [option.id for option in question.options if option.is_key] == [key]
    assert [option.feedback for option in question.options if option.is_key] == [None]
    assert [option.feedback for option in question.options if not option.is_key] == ["Look."]
    assert item.faces() == (Face("It is so.", key.title()),)


def test_true_false_is_a_card_only_where_its_file_says_so():
    written = {**COMMON, "type": "true-false", "stem": "It is so.", "key": "true"}

    assert TrueFalseItem.model_validate(written).drills == ("quiz",)
    asked_for = TrueFalseItem.model_validate({**written, "drills": ["quiz", "card"]})
    assert asked_for.drills == ("quiz", "card")


def test_term_is_asked_among_its_siblings_and_is_a_card_both_ways():
    siblings = [term(name) for name in ("siege", "militia", "caliphate", "exile")]

    (question,) = siblings[0].questions(siblings[1:])

    assert question.stem == "what siege means"
    assert question.shown == 4
    assert [option.text for option in question.options if option.is_key] == ["siege"]
    assert len(question.options) == 4
    assert siblings[0].faces() == (
        Face("siege", "what siege means"),
        Face("what siege means", "siege"),
    )


def test_term_with_too_few_siblings_is_only_a_card():
    siblings = [term(name) for name in ("siege", "militia", "caliphate")]

    assert siblings[0].questions(siblings[1:]) == ()
    assert not siblings[0].can_be_asked(siblings[1:])
    assert [problem.code for problem in siblings[0].problems(siblings[1:])] == ["B220"]
    assert siblings[0].faces()


def test_a_sibling_of_the_same_name_is_no_distractor():
    names = ("siege", "siege", "militia", "caliphate", "exile")
    siblings = [term(name) for name in names]

    (question,) = siblings[0].questions(siblings[1:])

    assert [option.text for option in question.options].count("siege") == 1


def test_terms_with_one_definition_are_never_offered_against_each_other():
    flood, tide, again = term("flood"), term("tide"), term("tide")
    tide = tide.model_copy(update={"definition": " What FLOOD  means"})
    others = [term(name) for name in ("ebb", "spring", "neap")]

    for one, other in ((flood, tide), (tide, flood)):
        (question,) = one.questions([other, again, *others])
        assert other.term not in [option.text for option in question.options]


def test_a_term_with_the_same_definition_does_not_make_up_the_number_of_siblings():
    tide = term("tide").model_copy(update={"definition": "what flood means"})
    siblings = [tide, term("ebb"), term("spring")]

    assert term("flood").questions(siblings) == ()
    assert not term("flood").can_be_asked(siblings)


def test_gaps_in_the_same_words_are_never_offered_against_each_other():
    one, other = cloze("It fell in {{June 2014}}."), cloze("It fell  in {{July 2014}}.")
    siblings = [other, cloze("{{May 2015}} or {{July 2017}} or {{1999}}")]

    (question,) = one.questions(siblings)

    assert "July 2014" not in [option.text for option in question.options]


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        *(("in March", "date"), ("1999", "date"), ("1,200", "number"), ("Dozens", "number")),
        *(("Basra", "name"), ("ruins", "word"), ("marching", "word")),
    ],
)
def test_the_kind_of_a_gap_is_told_by_its_words(gap, expected):
    assert kind(gap) == expected


def test_order_of_siblings_changes_no_question():
    siblings = [term(name) for name in ("siege", "militia", "caliphate", "exile")]

    forwards, backwards = (
        siblings[0].questions(others) for others in (siblings[1:], siblings[:0:-1])
    )

    assert forwards == backwards


def test_cloze_blanks_one_gap_and_fills_the_others():
    item = cloze(
        "In {{June 2014}} it fell; {{ Raqqa }} fell later than {{June 2014}}.",
        distractors={"June 2014": ["May 2014"], "Raqqa": ["Basra"]},
    )

    stems = [question.stem for question in item.questions([])]

    assert stems == [
        "In ____ it fell; Raqqa fell later than ____.",
        "In June 2014 it fell; ____ fell later than June 2014.",
    ]
    assert [face.back for face in item.faces()] == ["June 2014", "Raqqa"]


def test_gap_without_distractors_takes_gaps_of_its_kind_from_siblings():
    item = cloze("It fell in {{June 2014}}, not in May 2015.")
    siblings = [
        cloze("{{May 2015}} or {{July 2017}} or {{1999}}"),
        cloze("{{200}} people from {{Basra}} saw {{ruins}} in {{October 2016}}"),
    ]

    (question,) = item.questions(siblings)

    texts = [option.text for option in question.options]
    assert texts[0] == "June 2014"
    assert sorted(texts[1:]) == ["1999", "July 2017", "October 2016"]


@pytest.mark.parametrize(("count", "can_be_asked"), [(2, False), (3, True), (4, True)])
def test_a_gap_can_be_asked_where_siblings_have_enough_gaps_of_its_kind(count, can_be_asked):
    item = cloze("It fell in {{June 2014}}.")
    siblings = [cloze(f"Then came {{{{May {2015 + number}}}}}.") for number in range(count)]

    assert item.can_be_asked(siblings) is can_be_asked
    assert [problem.code for problem in item.problems(siblings)] == ["B220"] * (not can_be_asked)
    assert len(item.questions(siblings)) == can_be_asked


def test_card_only_item_cannot_be_asked():
    item = ChoiceItem.model_validate(
        {**COMMON, "stem": "?", "key": "a", "distractors": ["b"], "drills": "card"}
    )

    assert not item.can_be_asked([])


def test_a_term_of_the_same_definition_is_never_offered():
    twin = term("flow").model_copy(update={"definition": " What EBB  means."})
    others = [term("quay"), term("reef"), term("buoy")]

    (question,) = term("ebb").questions([twin, *others])

    assert sorted(option.text for option in question.options) == ["buoy", "ebb", "quay", "reef"]
    assert term("ebb").can_be_asked([twin, *others])
    assert not term("ebb").can_be_asked([twin, *others[1:]])


def test_a_word_that_fits_the_same_sentence_is_never_offered():
    asked = cloze("It rises by the {{moon}}.")
    twin = cloze("It rises by the {{wind}}.")
    others = [cloze(f"A ship has a {{{{{word}}}}}.") for word in ("mast", "keel")]
    more = cloze("A quay has a {{rope}}.")

    (question,) = asked.questions([twin, *others, more])

    assert "wind" not in {option.text for option in question.options}
    assert len(others[0].questions([others[1], asked, twin])) == 0


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        (r"Half is {{\frac{1}{2}}}.", r"\frac{1}{2}"),
        (r"It is {{x_{a{b}}}} here.", "x_{a{b}}"),
        ("A set {{{a}}} of one.", "a"),
    ],
)
def test_braces_that_pair_may_stand_in_a_gap(text, gap):
    item = cloze(text)

    assert next(item.problems([])).code == "B220"
    assert [face.back for face in item.faces()] == [gap]
