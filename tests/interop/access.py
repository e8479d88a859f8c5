"""Who may open the addresses of this room."""

from typing import Any

from accounts.permissions import Permission
from interop.models import ImportBatch
from tests.access import Row, Stage, Table
from tests.mdt.casework import NOW

FORM, POST = ("GET", "POST"), ("POST",)


def of_a_batch(stage: Stage) -> dict[str, Any]:
    """A table without good rows, waiting for its approval."""
    facts = {"file_name": "旧病例.xlsx", "digest": "0" * 64, "good_count": 0, "bad_count": 0}
    batch, _is_new = ImportBatch.objects.get_or_create(
        hospital=stage.people.east, uploaded_by=stage.people.admin_gao, defaults=facts | {"uploaded_at": NOW}
    )
    return {"batch_id": batch.pk}


def of_one(methods: tuple[str, ...] = ("GET",)) -> Row:
    """Whoever imports cases; every administrator of the cast is of the hospital."""
    return Row(Permission.CASES_IMPORT, methods=methods, kwargs=of_a_batch, is_bound=False)


ROWS: Table = {
    "api-assess": Row(methods=POST),
    "interop:imports": Row(Permission.CASES_IMPORT, methods=FORM),
    "interop:import_template": Row(Permission.CASES_IMPORT),
    "interop:import_batch": of_one(),
    "interop:import_approve": of_one(POST),
    "interop:import_drop": of_one(POST),
    "interop:import_undo": of_one(POST),
}
