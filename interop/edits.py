"""Which addresses of this room change a row that is there: none, and why the others write over nobody."""

from collections.abc import Mapping

from patients.edits import ASKS, NEW

_STEP = "a step of the import that is taken once; its state is asked under the row's lock"
ADDS: Mapping[str, str] = {
    "api-assess": ASKS,
    "interop:imports": NEW,
    "interop:import_approve": _STEP,
    "interop:import_drop": _STEP,
    "interop:import_undo": _STEP,
}
