"""Characters our fonts cannot print are written as their code: a box on paper would say nothing at all.

A rare character in a name must be seen to be missing. The record and the page keep it as it was typed.
"""

from functools import cache
from importlib import import_module
from pathlib import Path

from django.conf import settings

FACE = "NotoSansSC-Regular.ttf"
BLANKS = frozenset("\n\r\t")


def printable(text: str) -> str:
    """The text with `⟨U+1F600⟩` in place of what has no glyph; marks that only join others go with them."""
    known = _glyphs()
    if all(ord(sign) in known or sign in BLANKS for sign in text):
        return text
    return "".join(sign if ord(sign) in known or sign in BLANKS else f"⟨U+{ord(sign):04X}⟩" for sign in text)


@cache
def _glyphs() -> frozenset[int]:
    """Every character of the vendored font; the table is read once in a worker's life."""
    with import_module("fontTools.ttLib").TTFont(Path(settings.BASE_DIR) / "fonts" / FACE, lazy=True) as face:
        return frozenset(face.getBestCmap())
