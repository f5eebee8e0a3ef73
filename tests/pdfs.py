"""Small PDFs made for tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

ENGLISH = (
    "The harbour office should open a desk for seafarers in each of the towns on the coast.",
    "It is for the council to decide on the hours, and for the union to say who works there.",
    "All of this has been asked for by the people who were heard at the meeting in the spring.",
)
FRENCH = (
    "Le bureau du port devrait ouvrir un guichet pour les marins dans chacune des villes de la côte.",
    "Il appartient au conseil de fixer les heures, et aux syndicats de dire qui va y travailler.",
    "Tout cela est demandé par les personnes qui sont venues à la réunion du mois de mars.",
)


def make_pdf(path: Path, lines: Sequence[str] = ENGLISH, *, title: str = "", password: str = "") -> Path:
    """One page with a heading and lines of text; without lines only a drawn box."""
    path.parent.mkdir(parents=True, exist_ok=True)
    encryption = StandardEncryption(password) if password else None
    canvas = Canvas(str(path), pagesize=A4, encrypt=encryption, invariant=1)
    canvas.setTitle(title)
    if lines:
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(72, 760, "Harbours")
    else:
        canvas.rect(72, 300, 300, 300, fill=1)
    canvas.setFont("Helvetica", 10)
    for number, line in enumerate(lines):
        canvas.drawString(72, 730 - 14 * number, line)
    canvas.save()
    return path
