"""Reading a PDF back, for tests: its pages as text with all blanks taken out."""

import io

from pypdf import PdfReader


def pages_of(pdf: bytes) -> list[str]:
    """The words of each page; blanks differ between readers, so there are none."""
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def in_order(text: str, *words: str) -> bool:
    """Whether the words stand in the text one after the other."""
    places = [text.find("".join(word.split())) for word in words]
    return -1 not in places and places == sorted(places)
