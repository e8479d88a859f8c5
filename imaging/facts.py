"""This room's part of a patient's record: examinations and lesions (settings.FACT_SOURCES); four queries."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from itertools import filterfalse
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from guidelines.imaging.calendar import SlotKind
from guidelines.imaging.modalities import Modality
from guidelines.imaging.orders import OrderBasis
from guidelines.lesions import LesionType
from guidelines.record.imaging import GivenUpScan, ScanOrder, WindowReview
from guidelines.record.imaging import ImagingStudy as Told
from guidelines.record.lesions import BoneLesion, Certainty
from guidelines.record.sites import Site
from imaging.models import ImagingSlot, ImagingStudy, Lesion, ResponseAssessment
from patients.record.grouping import Parts, Ref, by_patient, together
from patients.record.rows import RecordRows
from patients.record.sites import bones_of, site_of

WHOLE_BODY = ("whole body", "whole-body", "全身")


def record_parts(rows: RecordRows, on: date, ref: Ref) -> Parts:
    """`studies` with their own lesions, the `lesions` of the patient's list, scans given up and ordered."""
    seen: defaultdict[UUID, tuple[BoneLesion, ...]] = defaultdict(tuple)
    listed = []
    for row in rows.valid(Lesion):
        if row.study_id is None:
            listed.append(row)
        else:
            seen[row.study_id] += (_lesion(row, ref),)
    slots = rows.asked(decided)
    mixed = {row.study_id for row in rows.valid(ResponseAssessment) if row.is_mixed}
    return together(
        rows.patient_ids,
        studies=by_patient(
            rows.valid(ImagingStudy), lambda row: _study(row, seen[row.id], row.id in mixed, ref)
        ),
        lesions=by_patient(listed, lambda row: _lesion(row, ref)),
        given_up_scans=by_patient(filter(_is_given_up, slots), lambda row: _waiver(row, ref)),
        scan_orders=by_patient(filterfalse(_is_given_up, slots), lambda row: _order(row, ref)),
    )


def decided(patient_ids: Collection[UUID]) -> QuerySet[ImagingSlot]:
    """Waivers (IMG-10), also of slots that left the calendar: they count again when those come back.

    And orders that say why and are not done: a study or a waiver settles them (IMG-14).
    """
    ordered = Q(study=None, withdrawn_at=None, ordered_on__isnull=False) & ~Q(order_basis=[])
    rows = ImagingSlot.objects.filter(Q(waived_at__isnull=False) | ordered, patient_id__in=patient_ids)
    return rows.order_by("waived_at", "ordered_on")


def _is_given_up(row: ImagingSlot) -> bool:
    return row.waived_at is not None


def _order(row: ImagingSlot, ref: Ref) -> ScanOrder:
    return ScanOrder(
        on=row.ordered_on, ref=ref(row.id), kind=SlotKind(row.kind), basis=_basis(row.order_basis)
    )


def _basis(codes: Collection[str]) -> frozenset[OrderBasis]:
    return frozenset(map(OrderBasis, codes))


def _waiver(row: ImagingSlot, ref: Ref) -> GivenUpScan:
    on = None if row.waived_at is None else timezone.localdate(row.waived_at)
    return GivenUpScan(
        on=on, ref=ref(row.id), kind=SlotKind(row.kind), due_on=row.due_on, reason=row.waiver_reason
    )


def _study(row: ImagingStudy, lesions: tuple[BoneLesion, ...], mixed: bool, ref: Ref) -> Told:
    return Told(
        on=row.done_on,
        ref=ref(row.id),
        modality=Modality(row.modality) if row.modality else None,
        modality_text=row.modality_text,
        region=row.region,
        bones=bones_of(row.region),
        whole_body=True if any(word in row.region.casefold() for word in WHOLE_BODY) else None,
        bone_window=_window(row, ref),
        reason=row.reason,
        response=row.response or row.response_text,
        basis=_basis(row.order_basis),
        mixed=mixed,
        text=row.findings,
        lesions=lesions,
    )


def _window(row: ImagingStudy, ref: Ref) -> WindowReview | None:
    if row.bone_window_reviewed is None:
        return None
    return WindowReview(
        on=row.bone_window_on,
        ref=ref(row.id),
        reviewed=row.bone_window_reviewed,
        by=row.bone_window_by,
        window_width=_number(row.window_width),
        window_level=_number(row.window_level),
    )


def _number(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _lesion(row: Lesion, ref: Ref) -> BoneLesion:
    return BoneLesion(
        on=row.first_seen_on,
        ref=ref(row.id),
        site=site_of(row.site, bone=row.bone, side=row.side) or Site(),
        lesion_type=LesionType(row.type) if row.type else None,
        certainty=Certainty(row.certainty) if row.certainty else None,
        solitary=row.solitary,
        weight_bearing=row.weight_bearing,
        pathologic_fracture=row.pathologic_fracture,
        cord_compression=row.cord_compression,
        epidural_contact=row.epidural_contact,
        thecal_sac_compression=row.thecal_sac_compression,
        direct_invasion=row.direct_invasion,
        soft_tissue_mass=row.soft_tissue_mass,
    )
