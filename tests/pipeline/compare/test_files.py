from __future__ import annotations

import csv
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from models.objectives.taxonomy import load_taxonomy
from pipeline.compare.comparison import Choices, compare
from pipeline.compare.files import write_comparison
from tests.pipeline.compare.builders import Rows, add_passage, add_recommendation, make_report, write

HOSTILE = '=HYPERLINK("https://example.org") <script>alert(1)</script> "quoted" & more'
HEADERS = {
    "shares.csv": "by,kind,group,objective,passages,with_objective,words,reports,share,low,high,per_1000_words,"
    "per_1000_low,per_1000_high,corrected_share,corrected_low,corrected_high",
    "changes.csv": "kind,objective,before,after,share_before,share_after,difference,low,high,p,p_holm,verdict,"
    "reports_before,reports_after",
    "declared.csv": "group,objective,declaring,both,only_declared,only_inferred,shown,low,high",
    "links.csv": "link_id,status,decision,similarity,meaning,words,earlier_id,earlier_document,earlier_page,"
    "earlier_strength,earlier_text,later_id,later_document,later_page,later_strength,later_text",
    "passages.csv": "by,kind,group,objective,passage_id,document_id,page_first,page_last,bbox",
}


class Page(HTMLParser):
    """Ids, targets of links and tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        found = dict(attrs)
        if value := found.get("id"):
            self.ids.append(value)
        self.links += [value for name in ("href", "xlink:href", "src") if (value := found.get(name)) is not None]


@pytest.fixture(name="folder", scope="module")
def make_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows: Rows = {}
    make_report(rows, "early", "2018", ["15"] * 3 + ["7"] * 9, edition="original")
    make_report(rows, "late", "2021", ["15"] * 9 + ["IFR"] * 3)
    add_passage(rows, "late", "hostile", HOSTILE, ["13"])
    add_recommendation(rows, "early", "early-r", HOSTILE, strength="should", addressee=("States",))
    add_recommendation(rows, "late", "late-r", HOSTILE, strength="must")
    out = write(tmp_path_factory.mktemp("out"), rows)
    write_comparison(compare(Choices(out), load_taxonomy(), None))
    return out / "compare"


def read(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", HEADERS)
def test_columns_are_stable(name: str, folder: Path) -> None:
    assert (folder / name).read_text(encoding="utf-8").partition("\n")[0] == HEADERS[name]


def test_no_text_runs_as_a_formula_or_as_html(folder: Path) -> None:
    (link,) = [row for row in read(folder, "links.csv") if row["status"] == "strengthened"]
    assert link["earlier_text"] == link["later_text"] == f"'{HOSTILE}"
    text = (folder / "compare.html").read_text(encoding="utf-8")
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert not Page(text).tags & {"script", "iframe", "object", "img", "link"}


def test_the_page_asks_nothing_of_a_network_and_every_link_leads_somewhere(folder: Path) -> None:
    page = Page((folder / "compare.html").read_text(encoding="utf-8"))
    assert len(page.ids) == len(set(page.ids))
    assert page.links
    assert [link for link in page.links if not link.startswith("#") or link[1:] not in page.ids] == []


def test_every_mark_leads_to_its_passages_with_page_and_place(folder: Path) -> None:
    text = (folder / "compare.html").read_text(encoding="utf-8")
    drawn = re.findall(r'<a href="(#c-\w+)"[^>]*><path aria-label="([^"]*)"', text)
    assert len([label for _, label in drawn if label.startswith("15 ")]) == 4
    assert all(f'id="{anchor[1:]}"' in text for anchor, _ in drawn)
    assert "late, page 3, box 72.0,100.0,300.0,120.1, hostile" in text


def test_charts_lie_beside_the_page_and_lead_to_it(folder: Path) -> None:
    for name in ("heat-map-recommendation.svg", "slopes-recommendation.svg"):
        root = ElementTree.fromstring((folder / name).read_text(encoding="utf-8"))
        links = [value for node in root.iter() for key, value in node.attrib.items() if key.endswith("href")]
        assert links
        assert all(link.startswith("compare.html#c-") for link in links)
        assert "currentColor" not in ElementTree.tostring(root, encoding="unicode")


def test_all_passages_are_listed_in_a_table(folder: Path) -> None:
    rows = [row for row in read(folder, "passages.csv") if row["by"] == "year" and row["objective"] == "15"]
    assert len(rows) == 3 + 9 + 2
    assert {row["group"] for row in read(folder, "passages.csv") if row["by"] == "addressee"} == {"States"}


def test_the_same_datasets_give_the_same_bytes_and_decisions_are_used(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    write_comparison(compare(Choices(folder.parent), load_taxonomy(), None))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    (row,) = read(folder, "decisions.csv")
    decided = folder.parent / "mine.csv"
    decided.write_text(f"link_id,decision\n{row['link_id']},cut\n", encoding="utf-8")
    found = compare(Choices(folder.parent, decisions=decided), load_taxonomy(), None)
    assert [(link.status, link.decision) for link in found.links] == [("new", "cut"), ("dropped", "")]


def test_one_report_alone_makes_a_page_without_charts(tmp_path: Path) -> None:
    rows: Rows = {}
    make_report(rows, "one", "2018", ["15"])
    write_comparison(compare(Choices(write(tmp_path, rows)), load_taxonomy(), None))
    text = (tmp_path / "compare" / "compare.html").read_text(encoding="utf-8")
    assert "There is nothing to compare with" in text
    assert not list((tmp_path / "compare").glob("*.svg"))


def test_charts_of_an_earlier_comparison_go(folder: Path) -> None:
    (folder / "heat-map-box.svg").write_text("old", encoding="utf-8")
    (folder / "mine.svg").write_text("mine", encoding="utf-8")
    write_comparison(compare(Choices(folder.parent), load_taxonomy(), None))
    assert {path.name for path in folder.glob("*.svg")} == {
        "heat-map-recommendation.svg",
        "slopes-recommendation.svg",
        "mine.svg",
    }
