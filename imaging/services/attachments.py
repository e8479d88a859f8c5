"""Attaching a report or picture to an examination, and taking it back."""

import hashlib
from datetime import datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from imaging.attached.checks import type_of
from imaging.attached.names import name_of
from imaging.attached.store import keep
from imaging.models import ImagingStudy, ReportAttachment
from patients.services.writing import locked, must, refuse, without_reason


def attachment_add(*, by: User, study: ImagingStudy, name: str, content: bytes) -> ReportAttachment:
    """The attachment; the same content again is the row that is there already.

    Raises ValidationError at `file` for anything but a whole, harmless PDF, JPEG or PNG; Conflict when the
    study is void.
    """
    must(by, Permission.IMAGING_RECORD)
    try:
        kind = type_of(content)
        row = ReportAttachment(id=uuid4(), study=study, type=kind, name=name_of(name, kind), recorded_by=by)
        row.size, row.sha256 = len(content), hashlib.sha256(content).hexdigest()
        return _written(row, content)
    except ValidationError as error:
        raise ValidationError({"file": error.messages}) from error


@transaction.atomic
def _written(row: ReportAttachment, content: bytes) -> ReportAttachment:
    locked(row.study.patient_id)
    if ImagingStudy.objects.get(pk=row.study_id).voided_at is not None:
        raise Conflict(_("This examination is void. Reload the page to see it as it stands."))
    same = ReportAttachment.objects.filter(study_id=row.study_id, sha256=row.sha256, voided_at=None).first()
    if same is not None:
        return same
    place = keep(row.id, content)
    try:
        row.save(force_insert=True)
    except BaseException:
        place.unlink()
        raise
    return row


@transaction.atomic
def attachment_void(*, by: User, row: ReportAttachment, reason: str, now: datetime) -> ReportAttachment:
    """The attachment, void: it is offered to nobody any more; the file stays. Raises Conflict when it was."""
    must(by, Permission.IMAGING_RECORD)
    refuse({"reason": without_reason(reason)})
    held = ReportAttachment.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if held.voided_at is not None:
        raise Conflict(_("This report is void already."))
    held.voided_at, held.voided_by, held.void_reason = now, by, reason.strip()
    held.save(update_fields=["voided_at", "voided_by", "void_reason"])
    return held
