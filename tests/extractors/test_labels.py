import pytest

from extractors.labels import join_numbers, label_core, label_to_style, next_label


@pytest.mark.parametrize(
    ("label", "core"),
    [("a.", "a"), ("(3)", "3"), ("115.1", "115.1"), ("IV.", "IV"), ("•", ""), ("–", ""), ("*2.", "2")],
)
def test_label_core(label, core):
    assert label_core(label) == core


@pytest.mark.parametrize(
    ("label", "open_labels", "style"),
    [
        ("•", (), "bullet"),
        ("3.", (), "number"),
        ("7.1", (), "dotted"),
        ("b.", (), "letter"),
        ("B.", (), "LETTER"),
        ("i.", (), "roman"),
        ("i.", ("h.",), "letter"),
        ("IV.", ("III.",), "ROMAN"),
        ("v.", ("iv.",), "roman"),
        ("v.", ("u.",), "letter"),
        ("c.", (), "letter"),
    ],
)
def test_label_to_style(label, open_labels, style):
    assert label_to_style(label, open_labels) == style


@pytest.mark.parametrize(
    ("label", "after"),
    [("a.", "b."), ("9.", "10."), ("III.", "IV."), ("(c)", "(d)"), ("•", ""), ("z.", ""), ("115.1", "")],
)
def test_next_label(label, after):
    assert next_label(label) == after


@pytest.mark.parametrize(
    ("labels", "number"),
    [
        (("4.", "c."), "4.c"),
        (("7.", "7.1"), "7.1"),
        (("7.1", "2."), "7.1.2"),
        (("3.", "a.", "•"), "3.a"),
        (("5.", "2."), "2"),
        (("1.a", "(i)"), "1.a.i"),
        ((), ""),
    ],
)
def test_join_numbers(labels, number):
    assert join_numbers(*labels) == number
