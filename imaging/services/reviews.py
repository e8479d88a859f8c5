"""The evidence of the bone window: a visit is opened, and says every few seconds what it showed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from imaging.evidence.dwell import Shown, added, packed, unpacked
from imaging.evidence.tokens import BadToken, ReviewToken, read_token
from imaging.models import BoneWindowReview, ImagingSeries
from imaging.selectors.evidence import CT, evidence_limits, observation_of
from patients.services.writing import must, refuse

GRACE = timedelta(seconds=5)  # the batch before may have been so long on its way; and clocks differ a little
KEPT_WINDOWS = 20
VIEWER = "1"


@dataclass(frozen=True, slots=True)
class Batch:
    """What one request says: `seq` grows by one each time, so that a repeated one counts once."""

    seq: int
    shown: Sequence[Shown]


def review_open(*, by: User, series: ImagingSeries, now: datetime) -> BoneWindowReview:
    """A visit of a reader to a CT. Raises ValidationError for what is none, Conflict for a void study."""
    must(by, Permission.IMAGING_RECORD)
    refuse({"series": None if series.modality == CT else _("Only a CT has a bone window.")})
    if series.study.voided_at is not None:
        raise Conflict(_("This examination is void. Reload the page to see it as it stands."))
    review = BoneWindowReview(
        series=series,
        user=by,
        viewer=VIEWER,
        n_slices=series.n_instances,
        opened_at=now,
        dwell=packed([0] * series.n_instances),
    )
    _grade(review)
    review.save(force_insert=True)
    return review


def review_token(review: BoneWindowReview) -> str:
    """What the browser sends along with every batch of this visit."""
    return ReviewToken(review.id, str(review.user_id), review.series_id).signed()


@transaction.atomic
def dwell_record(
    *, by: User, review: BoneWindowReview, token: str, batch: Batch, now: datetime
) -> BoneWindowReview:
    """The visit with the batch added; a batch that came before changes nothing.

    Raises PermissionDenied for a token of another visit or person, ValidationError for impossible content:
    a slice the series does not have, or more time than has passed.
    """
    must(by, Permission.IMAGING_RECORD)
    _check_token(by, review, token)
    visits = _locked(review)
    held = next(visit for visit in visits if visit.id == review.id)
    if batch.seq <= held.seq:
        return held
    refuse({"shown": _problem(held, batch.shown, now - _latest(held, visits))})
    _add(held, batch, now)
    held.save()
    _grade(held)
    held.save(update_fields=["coverage", "is_observed"])
    return held


def _check_token(by: User, review: BoneWindowReview, token: str) -> None:
    try:
        told = read_token(token)
    except BadToken as error:
        expired = _("This visit has expired; please open the images again.")
        raise ValidationError({"token": expired}) from error
    if told != ReviewToken(review.id, str(by.id), review.series_id) or review.user_id != by.id:
        raise PermissionDenied


def _locked(review: BoneWindowReview) -> list[BoneWindowReview]:
    """All visits of this reader to this series: they share one clock, or two would count time twice."""
    visits = BoneWindowReview.objects.filter(series_id=review.series_id, user_id=review.user_id)
    return list(visits.select_for_update(of=("self",)).order_by("id"))


def _latest(held: BoneWindowReview, visits: Iterable[BoneWindowReview]) -> datetime:
    """Since when time is free to be counted."""
    return max([held.opened_at, *(visit.last_shown_at for visit in visits if visit.last_shown_at)])


def _problem(held: BoneWindowReview, shown: Sequence[Shown], passed: timedelta) -> object:
    if any(not 0 <= one.slice < held.n_slices for one in shown):
        return _("The series does not have such a slice.")
    if timedelta(milliseconds=sum(one.ms for one in shown)) > passed + GRACE:
        return _("More time than has passed.")
    return None


def _add(held: BoneWindowReview, batch: Batch, now: datetime) -> None:
    bone = [one for one in batch.shown if one.is_bone]
    ms = sum(one.ms for one in bone)
    held.seq = batch.seq
    held.dwell = packed(added(unpacked(bytes(held.dwell)), bone))
    held.shown_ms += ms
    held.other_ms += sum(one.ms for one in batch.shown) - ms
    held.first_shown_at = held.first_shown_at or now
    held.last_shown_at = now
    held.windows = _windows(held.windows, bone)
    if held.windows:
        width, level = max(held.windows, key=lambda name: held.windows[name]).split("/")
        held.width, held.level = int(width), int(level)


def _windows(known: dict[str, int], bone: Iterable[Shown]) -> dict[str, int]:
    """Milliseconds by width and level; only the longest are kept."""
    total = dict(known)
    for one in bone:
        name = f"{round(one.width)}/{round(one.level)}"
        total[name] = total.get(name, 0) + one.ms
    longest = sorted(total, key=lambda name: -total[name])[:KEPT_WINDOWS]
    return {name: total[name] for name in longest}


def _grade(held: BoneWindowReview) -> None:
    """What the reader has been shown of the study so far, by the limits of today."""
    observation = observation_of(held.series.study_id, held.user)
    held.coverage = observation.coverage
    held.is_observed = held.is_observed or observation.is_observed(evidence_limits())
