"""Which addresses of this room change a row that is there: none."""

from collections.abc import Mapping

from patients.edits import ASKS

ADDS: Mapping[str, str] = {"api-assess": ASKS}
