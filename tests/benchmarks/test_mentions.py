from __future__ import annotations

import re

from benchmarks.mentions import make_texts, measure


def test_passages_have_the_words_that_are_asked_for() -> None:
    texts = make_texts(300)
    assert 300 <= sum(len(text.split()) for text in texts) <= 420
    assert len(set(texts)) == len(texts)


def test_speed_and_ratio_are_printed() -> None:
    first, second = measure(make_texts(200))
    assert re.match(r"\d+ words, \d+ mentions: [\d,]+ words a second a core", first)
    assert re.match(r"ratio to the tokenizer [\d.]+; peak memory \d+ MB", second)
