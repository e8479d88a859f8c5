"""Characters our fonts cannot print are written as their code: a box on paper would say nothing at all.

A rare character in a name must be seen to be missing. The record and the page keep it as it was typed.
"""

import unicodedata
from functools import cache
from importlib import import_module
from pathlib import Path

from django.conf import settings

FACE = "NotoSansSC-Regular.ttf"
BREAKS = frozenset("\n\r\t")
UNSEEN = frozenset({"Cf", "Mn"})  # what only joins, turns or varies its neighbours


def printable(text: str) -> str:
    """The text with `〈U+1F600〉` in place of what has no glyph; a rare blank becomes a plain one."""
    known = _glyphs()
    return text if all(ord(sign) in known for sign in text) else "".join(map(_written, text))


def _written(sign: str) -> str:
    if ord(sign) in _glyphs() or sign in BREAKS:
        return sign
    if sign.isspace():
        return " "
    return "" if unicodedata.category(sign) in UNSEEN else f"〈U+{ord(sign):04X}〉"


@cache
def _glyphs() -> frozenset[int]:
    """Every character of the vendored font; the table is read once in a worker's life."""
    with import_module("fontTools.ttLib").TTFont(Path(settings.BASE_DIR) / "fonts" / FACE, lazy=True) as face:
        return frozenset(face.getBestCmap())
