"""How far a workbook reaches, asked before it is filled: one cell in the far corner makes billions."""

from contextlib import suppress
from zipfile import ZipFile

from defusedxml.ElementTree import XMLParser
from openpyxl.utils.cell import range_boundaries

MOST_CELLS = 500_000
PIECE = 1 << 16


class Vast(Exception):
    """More cells than a table of people's hands ever has, empty ones counted."""


def measure(parts: ZipFile) -> None:
    """Raises Vast for a sheet that reaches too far, ValueError for places that are none.

    Every part is looked at: which of them is a sheet, the workbook says as it likes.
    """
    for name in parts.namelist():
        with suppress(SyntaxError), parts.open(name) as part:  # SyntaxError: no XML, so no sheet either
            parser = XMLParser(target=_Reach())
            while piece := part.read(PIECE):
                parser.feed(piece)


class _Reach:
    """Follows cells, rows and merged areas as they begin; builds nothing."""

    def __init__(self) -> None:
        self._rows = self._columns = self._column = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """One element; what does not say where it stands follows the one before it."""
        match tag.rpartition("}")[2]:
            case "row":
                self._column = 0
                self._take(0, int(attributes.get("r") or self._rows + 1))
            case "c":
                self._column += 1
                self._place(attributes.get("r"))
            case "mergeCell":
                self._place(attributes.get("ref"))

    def _place(self, where: str | None) -> None:
        if where:
            _left, _top, self._column, row = range_boundaries(where)
            self._take(self._column, row)
        else:
            self._take(self._column, self._rows)

    def _take(self, column: int, row: int) -> None:
        self._columns, self._rows = max(self._columns, column), max(self._rows, row)
        if self._columns * self._rows > MOST_CELLS:
            raise Vast
