from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.compare.decisions import find_vanished, read_decisions, write_decisions
from pipeline.compare.links import Link
from pipeline.compare.reading import Asked

OLD = Asked("old-1", "old", "=SUM(A1) end detention", "must", (), 3, 3)
NEW = Asked("new-1", "new", "<b>End</b> detention", "must", (), 4, 4)
LINK = Link("lnk-1", "repeated", "", 0.8, 0.9, 0.7, OLD, NEW)
GONE = Link("", "dropped", "", None, None, None, OLD, None)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_links_are_laid_out_and_later_runs_keep_decisions(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    write_decisions(path, [LINK, GONE], read_decisions(path))
    assert [(row["link_id"], row["earlier_text"], row["decision"]) for row in rows(path)] == [
        ("lnk-1", "'=SUM(A1) end detention", "")
    ]
    text = path.read_text(encoding="utf-8").replace("lnk-1,,,", "lnk-1,Confirmed,looks right,")
    path.write_text(text, encoding="utf-8")
    known = read_decisions(path)
    assert known.by_link == {"lnk-1": "confirmed"}
    write_decisions(path, [LINK._replace(decision="confirmed")], known)
    assert [(row["decision"], row["note"]) for row in rows(path)] == [("confirmed", "looks right")]


def test_a_decision_on_a_vanished_link_is_said_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text("link_id,decision,note,later_text\nlnk-9,cut,not so,'=1+1\nlnk-8,,,\n", encoding="utf-8")
    known = read_decisions(path)
    assert find_vanished(known, [LINK]) == ("lnk-9",)
    write_decisions(path, [LINK], known)
    assert [(row["link_id"], row["decision"], row["later_text"]) for row in rows(path)][-1] == ("lnk-9", "cut", "'=1+1")
    before = path.read_bytes()
    write_decisions(path, [LINK], read_decisions(path))
    assert path.read_bytes() == before


def test_bad_lines_are_named_the_rest_is_used_and_the_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    text = 'link_id;decision\nlnk-1;cut\nlnk-2;perhaps\n"free text\nin two lines";cut\nlnk-1;confirmed\n\n'
    path.write_text(text, encoding="utf-8")
    known = read_decisions(path)
    assert known.by_link == {"lnk-1": "cut"}
    assert known.faults == (
        "decisions.csv, line 3: 'perhaps' is neither confirmed nor cut",
        "decisions.csv, line 5: 'free text in two lines' is no id of a link",
        "decisions.csv, line 6: lnk-1 stands here a second time",
    )
    write_decisions(path, [LINK], known)
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"link_id,decision\nlnk-1,\xe9\n", "not UTF-8"),
        (b"link,decision\n", "line 1: the columns link_id and decision are missing"),
        (b"", "line 1"),
        (b'link_id,decision\nlnk-1,"' + b"x" * 200_000, "line 2"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_and_no_decision_used(data: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_bytes(data)
    known = read_decisions(path)
    assert known.by_link == {}
    assert message in known.faults[0]
    write_decisions(path, [LINK], known)
    assert path.read_bytes() == data
