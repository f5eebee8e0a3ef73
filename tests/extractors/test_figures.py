from extractors.figures import find_figures
from extractors.pictures import find_pictures
from models.records.ink import BBox, PageInk
from models.records.layout import Where
from tests.extractors.block_builders import heading, make_block, paragraph

PICTURE = Where(page=3, bbox=BBox(70.0, 200.0, 400.0, 400.0))


def messages(*blocks, pictures=()):
    return [(problem.page, problem.message) for problem in find_figures("doc", blocks, pictures)]


def test_a_caption_of_a_figure_is_one_note():
    caption = make_block("caption", "Figure 1: Ships by port", page=3, top=405.0)
    found = messages(caption, pictures=(PICTURE,))
    assert len(found) == 1
    assert found[0][0] == 3
    assert "Figure 1: Ships by port" in found[0][1]


def test_a_picture_without_a_caption_is_named_by_the_heading_above():
    assert "Ships by port" in messages(heading("Ships by port", 7, page=3, top=150.0), pictures=(PICTURE,))[0][1]
    assert "without a caption" in messages(pictures=(PICTURE,))[0][1]


def test_photographs_and_captions_of_tables_give_no_note():
    assert messages(paragraph("Photo: the port at night", page=3, top=405.0), pictures=(PICTURE,)) == []
    assert messages(make_block("caption", "Table 1: Ships", page=3)) == []
    assert messages(make_block("caption", "Mapping of ports", page=3)) == []


def test_find_pictures_leaves_covers_logos_and_decorations():
    chart, logo, banner = BBox(70, 100, 400, 400), BBox(500, 20, 560, 60), BBox(0, 0, 600, 120)
    pages = [(chart,), (chart, logo, banner), (banner,), (banner,), (BBox(0, 0, 600, 800),)]
    inks = [PageInk(n + 1, 600.0, 800.0, (), (), (), boxes, "pdfium") for n, boxes in enumerate(pages)]
    assert find_pictures(inks) == (Where(page=2, bbox=chart),)
