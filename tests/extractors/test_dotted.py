from extractors.dotted import label_dotted
from tests.extractors.block_builders import heading, item, paragraph


def labels(*blocks):
    return [(block.kind, block.label, block.text) for block in label_dotted(blocks)]


def test_numbers_in_the_text_and_alone_become_labels():
    found = labels(
        item("Open the port (North);", "115.1"),
        paragraph("115.2 Close the road (South);"),
        paragraph("115.3"),
        paragraph("115.4"),
        paragraph("Paint the crane (East);"),
        paragraph("Mend the crane (West);"),
        paragraph("The report ends."),
    )
    assert found == [
        ("list_item", "115.1", "Open the port (North);"),
        ("list_item", "115.2", "Close the road (South);"),
        ("list_item", "115.3", "Paint the crane (East);"),
        ("list_item", "115.4", "Mend the crane (West);"),
        ("paragraph", "", "The report ends."),
    ]


def test_numbers_of_sections_and_stray_numbers_stay():
    blocks = (
        heading("Ports", 2, label="5.1"),
        paragraph("5.2 percent grew"),
        paragraph("5.3 did not"),
        paragraph("5.4 x"),
    )
    assert [kind for kind, _, _ in labels(*blocks)] == ["heading", "paragraph", "paragraph", "paragraph"]
    assert labels(paragraph("3.5 million ships"))[0][0] == "paragraph"
