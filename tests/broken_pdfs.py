"""Small PDFs written by hand, so that they can be wrong in every way."""

from __future__ import annotations

import io
import zlib

BOX = "[0 0 595 842]"


def write_objects(objects: dict[int, str | bytes], *, trailer: str = "") -> bytes:
    """A PDF of these numbered objects; object 1 is the catalogue."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n" % number + (body.encode("latin-1") if isinstance(body, str) else body) + b"\nendobj\n")
    start, size = out.tell(), max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        out.write(b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n")
    out.write(f"trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode("latin-1"))
    return out.getvalue()


def make_pages(*contents: str | bytes, count: int | None = None, box: str = BOX, about: str = "") -> bytes:
    """A page for each text, or for each stream object given as bytes."""
    kids = " ".join(f"{10 + 2 * index} 0 R" for index in range(len(contents)))
    objects: dict[int, str | bytes] = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{kids}]/Count {len(contents) if count is None else count}>>",
        3: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }
    for index, content in enumerate(contents):
        number = 10 + 2 * index
        objects[number] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox{box}/Resources<</Font<</F 3 0 R>>>>/Contents {number + 1} 0 R>>"
        )
        objects[number + 1] = content if isinstance(content, bytes) else text_stream(content)
    objects[4] = f"<<{about}>>"
    return write_objects(objects, trailer="/Info 4 0 R")


def text_stream(text: str) -> bytes:
    """A stream that prints one line."""
    return stream(f"BT /F 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1"))


def stream(data: bytes, entries: str = "") -> bytes:
    """A stream object."""
    return f"<<{entries}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


def flate_bomb(*, megabytes: int) -> bytes:
    """A small stream that grows to so many megabytes of drawing operators."""
    packer = zlib.compressobj(9)
    block = b"q Q " * (1 << 18)
    packed = b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()
    return stream(packed, "/Filter/FlateDecode")
