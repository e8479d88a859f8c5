"""The evidence of the bone window, read for one reader, for one study, and beside lists of studies."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Case, Exists, OuterRef, QuerySet, Subquery, Value, When

from accounts.models import User
from imaging.enums import WindowAnswer, WindowEvidence
from imaging.evidence.coverage import Stack, coverage
from imaging.evidence.dwell import together, unpacked
from imaging.evidence.grades import EvidenceLimits, Observation, evidence_grade
from imaging.models import BoneWindowReview, BoneWindowStatement, ImagingSeries, ImagingStudy
from imaging.pacs.orientation import Plane

CT = "CT"


def evidence_limits() -> EvidenceLimits:
    """The limits of this installation (settings)."""
    return EvidenceLimits(
        slice_ms=settings.BONE_WINDOW_SLICE_MS,
        coverage_percent=settings.BONE_WINDOW_COVERAGE_PERCENT,
        total_ms=settings.BONE_WINDOW_SECONDS * 1000,
    )


def series_dwell(series: ImagingSeries, user: User) -> list[int]:
    """Milliseconds in the bone window for each slice, over all visits of this reader."""
    visits = BoneWindowReview.objects.filter(series=series, user=user).values_list("dwell", flat=True)
    return together([unpacked(bytes(visit)) for visit in visits], series.n_instances)


def observation_of(study_id: Any, user: User) -> Observation:
    """What this reader was shown of a study, all its CT series together; two queries."""
    visits: defaultdict[Any, list[list[int]]] = defaultdict(list)
    reviews = BoneWindowReview.objects.filter(series__study_id=study_id, user=user)
    for series_id, dwell in reviews.values_list("series_id", "dwell"):
        visits[series_id].append(unpacked(bytes(dwell)))
    series = [one for one in ImagingSeries.objects.filter(study_id=study_id, modality=CT) if one.can_show]
    stacks = [_stack(one, together(visits[one.id], one.n_instances)) for one in _along_the_table(series)]
    least = evidence_limits().slice_ms
    return Observation(coverage(stacks, least), sum(sum(stack.dwell) for stack in stacks))


def _along_the_table(series: list[ImagingSeries]) -> list[ImagingSeries]:
    """The axial ones: what was cut out of them in another plane lies along another axis. Without any, all."""
    return [one for one in series if one.plane is Plane.AXIAL] or series


def _stack(series: ImagingSeries, dwell: list[int]) -> Stack:
    """Where a series does not say where it lies, its slices count one by one."""
    heights: Iterable[float | None] = series.z_positions
    known = [height for height in heights if height is not None]
    if len(known) < series.n_instances or not series.frame_of_reference_uid:
        return Stack(str(series.id), range(series.n_instances), dwell)
    return Stack(series.frame_of_reference_uid, known, dwell)


def with_evidence(studies: "QuerySet[ImagingStudy]") -> "QuerySet[ImagingStudy]":
    """The same studies, each with whether a reader was shown it: wholly `is_observed`, at all `is_shown`.

    `obstacle` is why it cannot be read, as the last statement says; empty or None where it says something
    else.
    """
    reviews = BoneWindowReview.objects.filter(series__study=OuterRef("pk"), shown_ms__gt=0)
    return studies.annotate(
        is_observed=Exists(reviews.filter(is_observed=True)), is_shown=Exists(reviews), obstacle=_obstacle()
    )


def _obstacle() -> Subquery:
    """The reason of the last statement about the study, where it is that the bone window cannot be read."""
    last = BoneWindowStatement.objects.filter(study=OuterRef("pk")).order_by("-created_at")
    reason = Case(When(answer=WindowAnswer.NOT_POSSIBLE, then="reason"), default=Value(""))
    return Subquery(last.annotate(why=reason).values("why")[:1])


def obstacle_of(study: ImagingStudy) -> str:
    """Why the bone window of a study read by `with_evidence` cannot be read; empty while it may be."""
    is_open = study.bone_window_reviewed is False
    return str(getattr(study, "obstacle", None) or "") if is_open else ""


def studies_of(patient_ids: Collection[UUID]) -> "QuerySet[ImagingStudy]":
    """The studies of these patients with the same, as they were written down."""
    return with_evidence(ImagingStudy.objects.filter(patient_id__in=patient_ids)).order_by("created_at")


def grade_of(study: Any) -> WindowEvidence:
    """The grade of a study read by `with_evidence`."""
    return evidence_grade(
        is_observed=study.is_observed,
        is_stated=study.has_read_window,
        is_shown=study.is_shown,
    )
