from extractors.inline import join_inline
from tests.extractors.block_builders import item, paragraph


def texts(*blocks):
    return [block.text for block in join_inline(blocks)]


def test_a_sentence_gets_its_later_points_back():
    found = texts(
        item("Clarify who leads: (1) the ports;"), item("the roads; and (3) the rails.", "(2)"), item("Go on.")
    )
    assert found == ["Clarify who leads: (1) the ports; (2) the roads; and (3) the rails.", "Go on."]


def test_lists_with_such_labels_stay_lists():
    assert len(texts(paragraph("These are:"), item("ports (1) and roads", "(1)"), item("rails", "(2)"))) == 3
    assert len(texts(paragraph("Ports (2019) grew."), item("rails", "(2)"))) == 2
