"""Two records of one person become one: every row of every room moves to the record that stays."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from patients.models import BoneMetastasis, CareTeamMember, Diagnosis, Patient
from patients.services.filling import diagnosis_fill, metastasis_fill, patient_fill
from patients.services.pathway import pathway_follow, pathway_join
from patients.services.places import followers_tell
from patients.services.relations import Reference, references
from patients.services.voiding import mark_void
from patients.services.writing import for_a_time_only, must, refuse, without_reason

# Rules of other rooms that the database keeps by a constraint, in words for the person who merges.
REFUSED_BY = {
    "one_open_course_per_patient": _(
        "Both records have an open course of a bone-modifying agent. Stop one of them first (BMA-09)."
    ),
    "one_case_under_way_per_patient_and_board": _(
        "Both records have a case under way at the same board. Withdraw one of them first: its question can "
        "be added to the other."
    ),
}
# Tables of which a patient has one row, or one per person: the row that stays is filled from the other one.
FILLED = (BoneMetastasis, CareTeamMember, Diagnosis)


@dataclass(frozen=True, slots=True)
class Moved:
    """How many rows of one table went to the record that stays; `label` is the table's name for people."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did: the rows that moved, and the facts taken over into rows that were already there."""

    patient: Patient
    moved: tuple[Moved, ...]
    filled: tuple[str, ...]


@transaction.atomic
def patients_merge(*, by: User, keep: Patient, remove: Patient, reason: str, now: datetime) -> Merged:
    """What was moved. `remove` is void afterwards and names `keep`.

    Raises ValidationError without a reason, for two hospitals, for one and the same record, for somebody who
    sees one of them for a time only, and when a rule of another room forbids it (both have an open course,
    BMA-09); Conflict when one of them is void meanwhile.
    """
    must(by, Permission.PATIENT_MERGE)
    keep, remove = _lock_both(keep, remove)
    refuse({"reason": without_reason(reason), "__all__": _not_mergeable(by, keep, remove)})
    pathway_join(by=by, keep=keep, remove=remove, now=now)
    filled = (*patient_fill(keep, remove), *diagnosis_fill(keep, remove), *metastasis_fill(keep, remove))
    moved = [_move(column, keep, remove) for column in references()]
    mark_void(row=remove, by=by, reason=reason, now=now, merged_into=keep)
    keep.save()
    _pathway_follows(by, keep, now)
    followers_tell(patient=keep, merged_from=remove)
    return Merged(keep, tuple(part for part in moved if part.count), filled)


def _pathway_follows(by: User, keep: Patient, now: datetime) -> None:
    """The diagnosis may have come from the other record: the pathway goes to where it is."""
    metastasis = BoneMetastasis.objects.filter(patient=keep).first()
    if metastasis is not None:
        pathway_follow(by=by, metastasis=metastasis, today=timezone.localdate(now))


def _lock_both(keep: Patient, remove: Patient) -> tuple[Patient, Patient]:
    """Both rows in one order, so that two people who merge the same pair crosswise wait and do not block."""
    rows = Patient.objects.select_for_update(of=("self",)).filter(pk__in=[keep.pk, remove.pk]).order_by("pk")
    found = {row.pk: row for row in rows}
    if any(row.voided_at for row in found.values()):
        raise Conflict(_("One of these records is void."))
    return found[keep.pk], found[remove.pk]


def _not_mergeable(by: User, keep: Patient, remove: Patient) -> object:
    if keep.pk == remove.pk:
        return _("Please choose two different records.")
    if keep.hospital_id != remove.hospital_id:
        return _("Records of two hospitals cannot be merged.")
    return for_a_time_only(by, keep) or for_a_time_only(by, remove)


def _move(column: Reference, keep: Patient, remove: Patient) -> Moved:
    model: type[Model] = column.model
    rows = model._base_manager.filter(**{column.name: remove})
    if model is CareTeamMember:
        rows = rows.exclude(user_id__in=CareTeamMember.objects.filter(patient=keep).values("user_id"))
    elif model in FILLED:
        rows = rows.none() if model._base_manager.filter(**{column.name: keep}).exists() else rows
    try:
        with transaction.atomic():
            count = rows.update(**{column.name: keep})
    except IntegrityError as error:
        raise ValidationError(_refusal(error, model)) from error
    return Moved(str(model._meta.verbose_name_plural), count)


def _refusal(error: IntegrityError, model: type[Model]) -> str:
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
    if name in REFUSED_BY:
        return str(REFUSED_BY[name])
    words = gettext("Both records have %(what)s that cannot stand side by side (%(rule)s).")
    return words % {"what": model._meta.verbose_name_plural, "rule": name}
