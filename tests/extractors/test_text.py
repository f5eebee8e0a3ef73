from __future__ import annotations

from collections import Counter

import pytest

from extractors.text import count_words, is_label, join_lines, normalize_text, split_label, symbol_to_bullet


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("a. Open the doors", "a.", "Open the doors"),
        ("• Open the doors", "•", "Open the doors"),
        ("▪Open the doors", "▪", "Open the doors"),
        ("– Open the doors", "–", "Open the doors"),
        ("(iv) Open the doors", "(iv)", "Open the doors"),
        ("12. Open the doors", "12.", "Open the doors"),
        ("4.2 Open the doors", "4.2", "Open the doors"),
        ("7.DOORS", "7.", "DOORS"),
        ("100.12 Open the doors", "100.12", "Open the doors"),
        ("3.5 million people", "", "3.5 million people"),
        ("Open the doors", "", "Open the doors"),
        ("2019 was the first year", "", "2019 was the first year"),
        ("non-profit work", "", "non-profit work"),
        ("p.m., and on weekdays only", "", "p.m., and on weekdays only"),
        ("2.", "", "2."),
    ],
)
def test_split_label_takes_labels_and_leaves_sentences(text: str, label: str, rest: str) -> None:
    assert split_label(text) == (label, rest)


@pytest.mark.parametrize(
    ("word", "expected"), [("a.", True), ("•", True), ("12.", True), ("GCM", False), ("In", False)]
)
def test_is_label(word: str, expected: bool) -> None:
    assert is_label(word) is expected


@pytest.mark.parametrize(
    ("lines", "known", "expected"),
    [
        (["a short", "sentence"], [], "a short sentence"),
        (["fair recruit-", "ment"], ["recruitment"], "fair recruitment"),
        (["a follow-", "up visit"], ["follow-up"], "a follow-up visit"),
        (["the Asia-", "Pacific office"], [], "the Asia-Pacific office"),
        (["crisis-", "related moves"], ["crisis and related"], "crisis-related moves"),
        (["non-", "return"], [], "non-return"),
        (["desk.one@", "example.org"], [], "desk.one@example.org"),
        (["desk.one", "@example.org"], [], "desk.one@example.org"),
        (["States – at", "last – act"], [], "States – at last – act"),
        (["civil/", "society"], [], "civil/society"),
        (["One Network /", "Another"], [], "One Network / Another"),
    ],
)
def test_join_lines_joins_what_print_broke(lines: list[str], known: list[str], expected: str) -> None:
    assert join_lines(lines, count_words(known)) == expected


def test_count_words_leaves_out_the_halves_of_broken_words() -> None:
    counts = count_words(["find them-", "selves here"])
    assert counts == Counter({"find": 1, "here": 1})


def test_normalize_text_takes_out_what_print_adds_and_keeps_dashes() -> None:
    assert normalize_text("“ﬁve  oﬃces” – it’s\u00a0so\u00ad") == '"five offices" – it\'s so'


@pytest.mark.parametrize(
    ("text", "plain"),
    [("na\u019fonal", "national"), ("\u019fme", "time"), ("a\u01a9ract", "attract"), ("\u01a9 = 5", "\u01a9 = 5")],
)
def test_ligatures_with_a_wrong_name_are_their_letters(text: str, plain: str) -> None:
    assert normalize_text(text) == plain


@pytest.mark.parametrize(
    ("text", "font", "sign"),
    [
        ("q", "Wingdings-Regular", "□"),
        ("\uf0d8", "Wingdings", "➢"),
        ("n", "ABCDEF+ZapfDingbats", "■"),
        ("K", "Wingdings2", "•"),
        ("q", "Helvetica", "q"),
        ("quay", "Wingdings", "quay"),
    ],
)
def test_letters_of_symbol_fonts_are_bullets(text: str, font: str, sign: str) -> None:
    assert symbol_to_bullet(text, font) == sign


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["first.last@", "example.org"], "first.last@example.org"),
        (["first.", "last@", "example.org"], "first.last@example.org"),
        (["first@example.", "org"], "first@example.org"),
        (["A Name first@exam", "ple.org"], "A Name first@example.org"),
        (["A Name", "first@example.org"], "A Name first@example.org"),
        (["verylongmailbox", "name@example.org"], "verylongmailboxname@example.org"),
        (["email", "first@example.org"], "email first@example.org"),
        (["write to first@example.org.", "Then wait"], "write to first@example.org. Then wait"),
        (["first@example.org", "or second@example.org"], "first@example.org or second@example.org"),
        (["work in the coun-", "try"], "work in the country"),
        (["see www.example.org/a-long-", "name/of-a-page"], "see www.example.org/a-long-name/of-a-page"),
        (["https://example.org/one_", "page.pdf, a list"], "https://example.org/one_page.pdf, a list"),
        (["https://example.org/files", "report%202019.pdf"], "https://example.org/filesreport%202019.pdf"),
        (["https://example.", "org/page"], "https://example.org/page"),
        (["A Name", "verylongmailbox", "name@example.org"], "A Name verylongmailboxname@example.org"),
        (["on www.", "example.org"], "on www.example.org"),
        (["https://example.org", "https://example.com"], "https://example.org https://example.com"),
        (["see https://example.org", "for the rest"], "see https://example.org for the rest"),
        (["see https://example.org/a.", "and/or call"], "see https://example.org/a. and/or call"),
        (["a talk w/", "author"], "a talk w/ author"),
        (["one name /", "Another"], "one name / Another"),
        (["migration/", "development"], "migration/development"),
        (["with Non-", "Government bodies"], "with Non-Government bodies"),
    ],
)
def test_lines_of_a_paragraph_join(lines: list[str], joined: str) -> None:
    assert join_lines(lines, Counter()) == joined


def test_a_hyphen_stays_where_the_document_writes_the_word_with_it() -> None:
    assert join_lines(["a multi-", "stakeholder forum"], Counter({"multi-stakeholder": 2})) == (
        "a multi-stakeholder forum"
    )
