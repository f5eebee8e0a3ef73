"""What pikepdf knows of a file: how many pages its tree really holds, and a copy written anew."""

from __future__ import annotations

from io import BytesIO


def count_pages(data: bytes, password: str | None) -> int | None:
    """Pages found by walking the tree, whatever the file claims; None where it cannot be opened."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data), password=password or "") as pdf:
            return len(pdf.pages)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, RuntimeError):
        return None


def repair(data: bytes, password: str | None) -> bytes | None:
    """The file written anew, without password; None where it cannot be repaired."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data), password=password or "") as pdf:
            if not len(pdf.pages):
                return None
            copy = BytesIO()
            pdf.save(copy, encryption=False)
            return copy.getvalue()
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, RuntimeError):
        return None
