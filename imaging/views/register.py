"""The register of lesions: the body map, the list with risk first, the sums, the response."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from accounts.permissions import Permission, SignedInRequest, can, requires
from accounts.templatetags.words import one_place, say
from design.levels import LevelPoint, levels_picture
from design.sums import SumPicture, SumPoint, sums_picture
from guidelines.imaging.limits import Measure
from imaging.bodymap import new_url, site_groups
from imaging.enums import Response
from imaging.lesion_map import map_of
from imaging.models import ResponseAssessment
from imaging.selectors.comparing import Total, totals_of
from imaging.selectors.measured import Examined
from imaging.selectors.register import Register, register_in
from patients.models import Patient
from patients.record.rows import RecordRows
from patients.views.door import patient_or_404, patient_page

NEWEST = 2
LEVELS = (Response.CR.value, Response.PR.value, Response.SD.value, Response.PD.value)
LEVEL_TONES = {
    Response.CR.value: "green",
    Response.PR.value: "green",
    Response.SD.value: "ink",
    Response.PD.value: "red",
    Response.NE.value: "amber",
}
RESPONSE_BADGES = {
    Response.CR: "response_better",
    Response.PR: "response_better",
    Response.SD: "response_stable",
    Response.PD: "response_worse",
    Response.NE: "response_open",
}


@dataclass(frozen=True, slots=True)
class StudyRow:
    """One examination in the table under the chart; a sum of None: a lesion of baseline was not measured."""

    examined: Examined
    sum: Total | None
    product: Total | None
    assessment: ResponseAssessment | None
    measure_url: str
    response_url: str

    @property
    def badge(self) -> str:
        """The badge of the confirmed response; empty while nothing is confirmed."""
        return RESPONSE_BADGES[Response(self.assessment.confirmed)] if self.assessment else ""


@requires(Permission.PATIENT_VIEW)
def lesions(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """The lesions of one patient on the map and as a list, measured and judged."""
    patient = patient_or_404(request, patient_id, "lesions")
    record = RecordRows([patient.id])
    may_record = can(request.user, Permission.IMAGING_RECORD)
    return patient_page(
        request,
        "imaging/lesions.html",
        patient,
        **map_of(patient, record, may_record=may_record),
        may_record=may_record,
        may_score=can(request.user, Permission.OBSERVATION_RECORD),
        groups=list(site_groups(patient)) if may_record else [],
        add_url=new_url(patient),
        **course_context(patient, register_in(record)),
    )


def course_context(patient: Patient, register: Register) -> dict[str, Any]:
    """The chart of the sums, the table beside it, and the latest response."""
    series = series_of(register)
    studies = [_study_row(patient, register, one, series) for one in reversed(register.examined)]
    assessed = [row for row in studies if row.assessment is not None]
    shown = [row for at, row in enumerate(studies) if at < NEWEST or row.sum or row.assessment]
    return {
        "studies": shown,
        "other_studies": [row for row in studies if row not in shown],
        "sums": sums_of(series, register),
        "history": history_of(register),
        "target_count": len(series[0].seen.lesions) if series else 0,
        "latest": next(iter(assessed), None),
        "next_study": next((row for row in studies if row.assessment is None and row.sum is not None), None),
    }


def series_of(register: Register) -> list[Examined]:
    """The measured examinations by the modality that measured most often, oldest first."""
    measured = [one for one in register.examined if one.seen.lesions]
    kinds = [one.seen.modality for one in measured]
    usual = max(kinds, key=kinds.count, default=None)
    return [one for one in measured if one.seen.modality is usual]


def _study_row(patient: Patient, register: Register, one: Examined, series: list[Examined]) -> StudyRow:
    sums, products = (
        {total.examined.study.id: total for total in totals_of(series, measure)}
        for measure in (Measure.SUM, Measure.PRODUCT)
    )
    ids = [patient.id, one.study.id]
    return StudyRow(
        examined=one,
        sum=sums.get(one.study.id),
        product=products.get(one.study.id),
        assessment=register.assessments.get(one.study.id),
        measure_url=reverse("imaging:measure", args=ids),
        response_url=reverse("imaging:response", args=ids),
    )


def _seen(total: Total, register: Register) -> str:
    """`CT PR`: the modality, and the response once it is confirmed."""
    assessment = register.assessments.get(total.examined.study.id)
    kind = say(total.examined.seen.modality)
    return f"{kind} {assessment.confirmed}" if assessment else kind


def sums_of(series: list[Examined], register: Register) -> SumPicture | None:
    """The sums of the series as a line; what was not measured in full stands in the table only."""
    known = [(total, total.value) for total in totals_of(series, Measure.SUM) if total.value is not None]
    points = [
        SumPoint(
            on=total.examined.done_on,
            value=value,
            shown=one_place(value),
            note=gettext("baseline") if not at else _seen(total, register),
            tone=_tone([value for _total, value in known[: at + 1]]),
        )
        for at, (total, value) in enumerate(known)
    ]
    lowest = min(points, key=lambda point: point.value, default=None)
    words = gettext("smallest %(value)s") % {"value": lowest.shown} if lowest else ""
    return sums_picture(points, lowest, words)


def history_of(register: Register) -> SumPicture | None:
    """The confirmed responses over time, of whatever modality; None while nothing is confirmed."""
    found = [(one, register.assessments.get(one.study.id)) for one in register.examined]
    points = [
        LevelPoint(
            on=one.done_on, level=row.confirmed, note=say(one.seen.modality), tone=LEVEL_TONES[row.confirmed]
        )
        for one, row in found
        if row is not None
    ]
    return levels_picture(points, LEVELS, Response.NE.value)


def _tone(values: list[Any]) -> str:
    """Red above the smallest so far, as growth is counted from there (IMG-45)."""
    return "red" if len(values) > 1 and values[-1] > min(values[:-1]) else "ink"
