"""Attaching a file to an examination, getting it back, and taking it out."""

from uuid import UUID

import structlog
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts import clock
from accounts.enums import ReadAction
from accounts.permissions import Permission, SignedInRequest, requires
from imaging.attached.store import kept
from imaging.attached.upload import most_bytes, was_too_large
from imaging.enums import AttachmentType
from imaging.forms import AttachmentForm
from imaging.models import ReportAttachment
from imaging.selectors.images import attachments_of
from imaging.services import attachment_add, attachment_void
from imaging.sheets import study_line
from imaging.views.door import study_or_404
from patients.forms.people import ReasonForm
from patients.views.door import patient_or_404, patient_page
from patients.views.saving import saved, status_of, typed

MEGABYTE = 1024 * 1024
TYPES = {
    AttachmentType.PDF: "application/pdf",
    AttachmentType.JPEG: "image/jpeg",
    AttachmentType.PNG: "image/png",
}
log = structlog.get_logger(__name__)


@requires(Permission.IMAGING_RECORD)
def attachment_new(request: SignedInRequest, study_id: UUID) -> HttpResponse:
    """A file from the reader's own computer."""
    study = study_or_404(request, study_id)
    patient = patient_or_404(request, study.patient_id, "attachment")
    form = AttachmentForm(typed(request), request.FILES if request.method == "POST" else None)
    form.is_too_large = was_too_large(request)

    def act() -> object:
        file = form.cleaned_data["file"]
        return attachment_add(by=request.user, study=study, name=file.name, content=file.read())

    if saved(request, form, act):
        messages.success(request, _("Saved."))
        return redirect("imaging:study_images", study.id)
    context = {"form": form, "line": study_line(study), "most": most_bytes() // MEGABYTE}
    return patient_page(request, "imaging/attachment_add.html", patient, status_of(request), **context)


@require_GET
@requires(Permission.PATIENT_VIEW)
def attachment_file(request: SignedInRequest, attachment_id: UUID) -> HttpResponse:
    """The file as a download; it never runs in a page of ours."""
    row = _attachment_or_404(request, attachment_id)
    patient_or_404(request, row.study.patient_id, "attachment", ReadAction.EXPORT)
    try:
        content = kept(row.id, row.sha256)
    except (OSError, ValidationError) as error:
        log.exception("attachment_unreadable", attachment=str(row.id))
        raise Http404 from error
    response = HttpResponse(content, content_type=TYPES[AttachmentType(row.type)])
    response["Content-Disposition"] = content_disposition_header(True, row.name) or "attachment"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@requires(Permission.IMAGING_RECORD)
def attachment_gone(request: SignedInRequest, attachment_id: UUID) -> HttpResponse:
    """A file that must not be read with this examination."""
    row = _attachment_or_404(request, attachment_id)
    patient = patient_or_404(request, row.study.patient_id, "attachment")
    form = ReasonForm(typed(request))

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return attachment_void(by=request.user, row=row, reason=reason, now=clock.now())

    if saved(request, form, act):
        messages.success(request, _("Saved."))
        return redirect("imaging:study_images", row.study_id)
    return patient_page(
        request, "imaging/attachment_void.html", patient, status_of(request), form=form, attachment=row
    )


def _attachment_or_404(request: SignedInRequest, attachment_id: UUID) -> ReportAttachment:
    return get_object_or_404(attachments_of(request.user), pk=attachment_id)
