"""The viewer, what a reader states in it, and key images: pages."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from accounts import audit, clock
from accounts.permissions import Permission, SignedInRequest, requires
from imaging.forms import StatementForm
from imaging.models import ImagingStudy, KeyImage
from imaging.services.key_images import KEY_IMAGE
from imaging.services.statements import statement_record
from imaging.sheets import study_line
from imaging.views.door import study_or_404
from imaging.views.viewer_page import viewer_context
from patients.forms.people import ReasonForm
from patients.selectors.access import visible_to
from patients.services.recording import record_void
from patients.views.door import patient_or_404, patient_page
from patients.views.saving import back_of, saved, status_of, typed


@require_GET
@requires(Permission.PATIENT_VIEW)
def viewer(request: SignedInRequest, study_id: UUID) -> HttpResponse:
    """The images of one examination, with `?beside=` those of another one of the same patient.

    With `?key=` it opens on that key image: its slice, in the window it was kept in.
    """
    study = study_or_404(request, study_id)
    patient = patient_or_404(request, study.patient_id, "viewer")
    beside = _beside(request, study)
    context = viewer_context(patient, study, beside, request.user) | {"opens_on": request.GET.get("key", "")}
    return patient_page(request, "imaging/viewer.html", patient, **context)


def _beside(request: SignedInRequest, study: ImagingStudy) -> ImagingStudy | None:
    wanted = request.GET.get("beside")
    if not wanted:
        return None
    rows = ImagingStudy.objects.filter(patient_id=study.patient_id, voided_at=None).exclude(pk=study.pk)
    try:
        return get_object_or_404(rows, pk=wanted)
    except ValidationError as error:  # no UUID
        raise Http404 from error


@requires(Permission.IMAGING_RECORD)
def window_statement(request: SignedInRequest, study_id: UUID) -> HttpResponse:
    """Read, not read, or not possible and why; what was stated before stays in the list."""
    study = study_or_404(request, study_id)
    patient = patient_or_404(request, study.patient_id, "bone window")
    form = StatementForm(typed(request), initial={"answer": request.GET.get("answer")})

    def act() -> object:
        return statement_record(by=request.user, study=study, spec=form.spec(), today=clock.today())

    if saved(request, form, act):
        back = back_of(request)
        return redirect(back) if back else redirect("imaging:study_record", patient.id, study.id)
    return patient_page(
        request,
        "imaging/window_statement.html",
        patient,
        status_of(request),
        form=form,
        line=study_line(study),
        next=back_of(request),
        back_url=back_of(request),
        heading=gettext("Bone window"),
        statements=study.window_statements.select_related("made_by"),
    )


@require_GET
@requires(Permission.PATIENT_VIEW)
def key_image(request: SignedInRequest, row_id: UUID) -> HttpResponse:
    """The picture of a key image."""
    row = _key_image(request, row_id)
    audit.record_reading(request=request, patient_id=row.patient_id, subject="key image", of=row.pk)
    return HttpResponse(bytes(row.jpeg), content_type="image/jpeg")


@requires(Permission.IMAGING_RECORD)
def key_image_void(request: SignedInRequest, row_id: UUID) -> HttpResponse:
    """A key image that no meeting should see any more."""
    row = _key_image(request, row_id)
    patient = patient_or_404(request, row.patient_id, "key image")
    form = ReasonForm(typed(request))

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return record_void(kind=KEY_IMAGE, by=request.user, row=row, reason=reason, now=clock.now())

    if saved(request, form, act):
        return redirect("imaging:study_record", patient.id, row.series.study_id)
    return patient_page(
        request,
        "imaging/key_image_void.html",
        patient,
        status_of(request),
        form=form,
        row=row,
        heading=gettext("Void this key image"),
    )


def _key_image(request: SignedInRequest, row_id: UUID) -> KeyImage:
    rows = KeyImage.objects.filter(patient__in=visible_to(request.user), voided_at=None)
    return get_object_or_404(rows.select_related("series"), pk=row_id)
