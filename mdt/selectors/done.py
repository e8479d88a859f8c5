"""On which day a decision was carried out, as doses, scans and other records tell (MDT-08).

Everything is asked in one statement for any number of decisions; of a record only what happened on the day of
the meeting or later counts.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from django.db.models import Case as Choose
from django.db.models import DateField, F, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Least, TruncDate

from bonetherapy.enums import ChangeKind, CourseState, DoseState
from bonetherapy.models import Course, CourseChange, DentalRecord, Dose
from guidelines.mdt.decisions import DecisionType
from imaging.models import ImagingStudy
from mdt.models import BoardReferral
from patients.enums import TreatmentKind, TreatmentState
from patients.models import Biopsy, Treatment
from worklist.enums import TaskState

_T = DecisionType
STARTS = (_T.BMA_START, _T.BMA_SWITCH)
TREATMENTS: Mapping[DecisionType, TreatmentKind] = MappingProxyType(
    {
        _T.SYSTEMIC: TreatmentKind.SYSTEMIC,
        _T.RT: TreatmentKind.RADIOTHERAPY,
        _T.SURGERY: TreatmentKind.SURGERY,
        _T.INTERVENTION: TreatmentKind.INTERVENTION,
        _T.RADIONUCLIDE: TreatmentKind.RADIONUCLIDE,
        _T.ANALGESIA: TreatmentKind.ANALGESIC,
    }
)
OF_PATIENT = OuterRef("case__patient_id")
SINCE = OuterRef("decided_on")


def with_facts(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows of `followed` with `fact_on`, None: nothing on record says that it was done; and `fact_course`.

    `fact_course` is the course of the decided drug that began since, for a decision without one.
    """
    keyed = rows.annotate(
        agent=KT("detail__agent"),
        examination=KT("detail__examination"),
        interval=Cast(KT("detail__interval_days"), IntegerField()),
    )
    linked = keyed.annotate(fact_course=Subquery(_course_since().values("id")[:1]))
    found: QuerySet[Any] = linked.annotate(fact_on=Least(_of_records(), _of_task(), output_field=DateField()))
    return found


def _of_task() -> Choose:
    """A person settled it. One that the answer of a record closed says nothing of its own."""
    settled = Q(task__state=TaskState.DONE, task__closed_by__isnull=False)
    return Choose(When(settled, then=TruncDate("task__closed_at")), output_field=DateField())


def _of_records() -> Choose:
    whens = [When(Q(type=of), then=first()) for of, first in RECORDS.items()]
    treated = [When(Q(type=of), then=_treated(kind)) for of, kind in TREATMENTS.items()]
    return Choose(
        When(slot__study__done_on__gte=F("decided_on"), then=F("slot__study__done_on")),
        *whens,
        *treated,
        output_field=DateField(),
    )


def _first(rows: QuerySet[Any], day: str) -> Subquery:
    """The first day on or after the meeting."""
    since = rows.filter(**{f"{day}__gte": SINCE}).order_by(day)
    return Subquery(since.values(day)[:1])


def _course_since() -> QuerySet[Course]:
    rows = Course.objects.filter(patient=OF_PATIENT, agent=OuterRef("agent"), first_due_on__gte=SINCE)
    return rows.order_by("first_due_on", "created_at")


def _first_dose() -> Subquery:
    """Of its own course; without one, of the decided drug."""
    own = Q(course=OuterRef("course_id"))
    same_drug = Q(course__patient=OF_PATIENT, course__agent=OuterRef("agent"))
    return _first(Dose.objects.filter(own | same_drug, state=DoseState.GIVEN), "given_on")


def _held() -> Subquery:
    return _changed(CourseChange.objects.filter(kind=ChangeKind.HOLD))


def _extended() -> Subquery:
    """The interval stands as it was decided."""
    rows = CourseChange.objects.filter(kind=ChangeKind.INTERVAL, course__interval_days=OuterRef("interval"))
    return _changed(rows)


def _changed(rows: QuerySet[CourseChange]) -> Subquery:
    return _first(rows.filter(course__patient=OF_PATIENT).annotate(day=TruncDate("created_at")), "day")


def _stopped() -> Subquery:
    return _first(Course.objects.filter(patient=OF_PATIENT, state=CourseState.STOPPED), "stopped_on")


def _studied() -> Subquery:
    rows = ImagingStudy.objects.filter(
        patient=OF_PATIENT, modality=OuterRef("examination"), is_approximate=False, voided_at=None
    )
    return _first(rows, "done_on")


def _sampled() -> Subquery:
    return _first(Biopsy.objects.filter(patient=OF_PATIENT, voided_at=None), "taken_on")


def _examined() -> Subquery:
    return _first(DentalRecord.objects.filter(patient=OF_PATIENT, is_done=True, voided_at=None), "on")


def _referred() -> Subquery:
    rows = BoardReferral.objects.filter(case__patient=OF_PATIENT)
    return _first(rows.annotate(day=TruncDate("created_at")), "day")


def _treated(kind: TreatmentKind) -> Subquery:
    rows = Treatment.objects.filter(
        patient=OF_PATIENT, kind=kind, state=TreatmentState.GIVEN, is_approximate=False, voided_at=None
    )
    return _first(rows, "started_on")


# The scan of a follow-up is that of its slot; a work-up is done with the next examination of its kind.
RECORDS: Mapping[DecisionType, Callable[[], Subquery]] = MappingProxyType(
    {
        **dict.fromkeys(STARTS, _first_dose),
        _T.BMA_HOLD: _held,
        _T.BMA_STOP: _stopped,
        _T.BMA_EXTEND: _extended,
        _T.DIAGNOSTIC_WORKUP: _studied,
        _T.BIOPSY: _sampled,
        _T.DENTAL: _examined,
        _T.REFER_UP: _referred,
    }
)
