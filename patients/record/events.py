"""Skeletal events or none, biopsies and treatments of a record."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from guidelines.bone.sre import SreType
from guidelines.record import skeleton
from guidelines.record import treatment as told
from patients.enums import TreatmentKind, TreatmentState
from patients.models import Biopsy, EventFreeStatement, SkeletalEvent, Treatment
from patients.record.grouping import Ref, by_patient
from patients.record.rows import RecordRows
from patients.record.sites import site_of


def event_parts(rows: RecordRows, ref: Ref) -> dict[str, Mapping[UUID, Any]]:
    """`events`, `event_free`, `biopsies` and the treatments of each patient; four queries."""
    return {
        "events": by_patient(rows.valid(SkeletalEvent), lambda row: _event(row, ref)),
        "event_free": by_patient(
            rows.valid(EventFreeStatement),
            lambda row: skeleton.EventFreeStatement(on=row.stated_on, ref=ref(row.id), text=row.text),
        ),
        "biopsies": by_patient(rows.valid(Biopsy), lambda row: _biopsy(row, ref)),
        **_treatments(rows.valid(Treatment), ref),
    }


def _event(row: SkeletalEvent, ref: Ref) -> skeleton.SkeletalEvent:
    return skeleton.SkeletalEvent(
        on=row.occurred_on,
        ref=ref(row.id),
        event=SreType(row.type),
        site=site_of(row.site, side=row.side),
        pathological=row.pathological,
        text=row.text,
    )


def _biopsy(row: Biopsy, ref: Ref) -> skeleton.Biopsy:
    return skeleton.Biopsy(
        on=row.taken_on, ref=ref(row.id), specimen=row.specimen, of_bone=row.of_bone, positive=row.positive
    )


def _treatments(rows: Iterable[Treatment], ref: Ref) -> dict[str, Mapping[UUID, Any]]:
    """What a rule reads goes to its field; a supportive measure is shown to people and read by no rule."""
    found: dict[str, defaultdict[UUID, tuple[Any, ...]]] = {
        name: defaultdict(tuple) for name, _read in READERS.values()
    }
    for row in rows:
        if row.kind in READERS:
            name, read = READERS[row.kind]
            found[name][row.patient_id] += tuple(read(row, ref))
    return dict(found)


def _systemic(row: Treatment, ref: Ref) -> Iterable[told.SystemicTherapy]:
    yield told.SystemicTherapy(
        on=row.started_on,
        ref=ref(row.id),
        drugs=tuple(row.drugs) or (row.procedure,),
        cycles=row.cycles,
        stopped_on=row.stopped_on,
        proposed=_proposed(row),
        text=row.text or row.dose_text,
    )


def _radiotherapy(row: Treatment, ref: Ref) -> Iterable[told.Radiotherapy]:
    yield told.Radiotherapy(
        on=row.started_on,
        ref=ref(row.id),
        site=site_of(row.site, side=row.side),
        dose_gy=row.dose_gy,
        fractions=row.fractions,
        proposed=_proposed(row),
        text=row.text or row.procedure,
    )


def _surgery(row: Treatment, ref: Ref) -> Iterable[told.Surgery]:
    yield told.Surgery(
        on=row.started_on,
        ref=ref(row.id),
        site=site_of(row.site, side=row.side),
        of_bone=row.of_bone,
        curative=row.curative,
        proposed=_proposed(row),
        text=row.text or row.procedure,
    )


def _intervention(row: Treatment, ref: Ref) -> Iterable[told.Intervention]:
    """What is intended is known since it was written down, not from the day for which it is planned."""
    yield told.Intervention(
        on=timezone.localdate(row.created_at) if _proposed(row) else row.started_on,
        ref=ref(row.id),
        site=site_of(row.site, side=row.side),
        proposed=_proposed(row),
        text=row.procedure or row.text,
    )


def _orders(row: Treatment, ref: Ref) -> Iterable[told.DrugOrder]:
    for drug in row.drugs or [row.procedure]:
        yield told.DrugOrder(
            on=row.started_on, ref=ref(row.id), drug=drug, dose_text=row.dose_text, stopped_on=row.stopped_on
        )


def _proposed(row: Treatment) -> bool:
    return row.state != TreatmentState.GIVEN


Reader = Callable[[Treatment, Ref], Iterable[Any]]
READERS: Mapping[str, tuple[str, Reader]] = {
    TreatmentKind.SYSTEMIC: ("systemic", _systemic),
    TreatmentKind.RADIOTHERAPY: ("radiotherapy", _radiotherapy),
    TreatmentKind.SURGERY: ("surgeries", _surgery),
    TreatmentKind.INTERVENTION: ("interventions", _intervention),
    TreatmentKind.ANALGESIC: ("drugs", _orders),
    TreatmentKind.OTHER_DRUG: ("drugs", _orders),
}
