"""Reading a PDF back, for tests: its pages as text with all blanks taken out."""

import io

from pypdf import PdfReader


def pages_of(pdf: bytes) -> list[str]:
    """The words of each page; blanks differ between readers, so there are none."""
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def text_of(pdf: bytes) -> str:
    """The words of all pages."""
    return "".join(pages_of(pdf))


def in_order(text: str, *words: str) -> bool:
    """Whether the words stand in the text one after the other."""
    place = 0
    for word in words:
        place = text.find("".join(word.split()), place)
        if place < 0:
            return False
    return True
