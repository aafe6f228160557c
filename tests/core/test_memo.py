from assay.core.memo import Cite, Words, answer_anchor, cited, evidence_anchor, plain


def test_cited_numbers_come_sorted_and_once():
    text = (Words("a"), Cite((23, 17)), Words("b"), Cite((17, 9), "inference"))
    assert cited(text) == (9, 17, 23)


def test_no_text_is_no_run():
    assert plain("") == ()
    assert plain("a", "strong") == (Words("a", "strong"),)


def test_anchors_of_answers_and_evidence_never_meet():
    assert evidence_anchor(1) != answer_anchor("1")
