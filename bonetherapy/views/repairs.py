"""What settles a rule that stands in the way: the page where the missing fact is entered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission, can
from bonetherapy.models import Course
from bonetherapy.models.courses import OPEN_STATES
from guidelines.findings import Finding
from patients.models import Patient

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Repair:
    """One way out, as a button."""

    url: str
    label: "str | _StrPromise"
    icon: str


@dataclass(frozen=True, slots=True)
class _Way:
    """Where a rule is settled: an address of the patient, its query, and who may go there."""

    page: str
    label: "str | _StrPromise"
    icon: str
    permission: Permission
    query: Mapping[str, str] = field(default_factory=dict)


_P = Permission
_CALCIUM = _Way("patients:lab_add", _("Enter calcium"), "test-pipe", _P.LAB_RECORD, {"analyte": "calcium"})
_CREATININE = _Way(
    "patients:lab_add", _("Enter creatinine"), "test-pipe", _P.LAB_RECORD, {"analyte": "creatinine"}
)
_CONFIRM = _Way("patients:metastasis", _("Confirm bone metastasis"), "bone", _P.DIAGNOSIS_CONFIRM)
_DENTAL = _Way("bonetherapy:dental_add", _("Enter a dental record"), "dental", _P.DENTAL_RECORD)
_EVENT = _Way(
    "bonetherapy:adverse_event_add", _("Record the adverse event"), "alert-triangle", _P.ADVERSE_EVENT_RECORD
)
WAYS: dict[str, _Way] = {
    "BMA-03": _CONFIRM,
    "BMA-20": _EVENT,
    "REN-01": _CREATININE,
    "REN-02": _CREATININE,
    "CAL-02": _CALCIUM,
    "CAL-03": _CALCIUM,
    "ONJ-01": _DENTAL,
    "DEN-03": _DENTAL,
}


def repairs(findings: Iterable[Finding], user: User, patient: Patient, *, back: str = "") -> list[Repair]:
    """One button per way out, in the order of the findings, only where the user may go.

    `back`: the page to return to once the fact is saved; empty for the patient's page.
    """
    found: dict[str, Repair] = {}
    for finding in findings:
        way = WAYS.get(finding.rule_id)
        if finding.rule_id == "BMA-09" and (course := _open_course(patient)):
            found["open"] = Repair(
                reverse("bonetherapy:course", args=[course.id]), _("Go to the open course"), "history"
            )
        elif finding.rule_id == "BMA-24":
            found["plan"] = Repair("#id_rebound_plan", _("Write the rebound plan"), "edit")
        elif way is not None and can(user, way.permission):
            url = _address(way, patient, back)
            found[url] = Repair(url, way.label, way.icon)
    return list(found.values())


def _address(way: _Way, patient: Patient, back: str) -> str:
    query = {**way.query, **({"next": back} if back else {})}
    return reverse(way.page, args=[patient.id]) + (f"?{urlencode(query)}" if query else "")


def _open_course(patient: Patient) -> Course | None:
    return Course.objects.filter(patient=patient, state__in=OPEN_STATES).first()
