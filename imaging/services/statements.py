"""What a reader states about the bone window of a CT (IMG-21, IMG-22); corrections are further ones."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.errors import Conflict
from accounts.models import User
from imaging.enums import WindowAnswer
from imaging.models import BoneWindowReview, BoneWindowStatement, ImagingStudy
from imaging.services.checks import window_findings
from imaging.services.studies import STUDY, window_columns, window_problem
from imaging.specs import BoneWindowSpec, StatementSpec
from patients.services.overrides import findings_settle
from patients.services.recording import Writing
from patients.services.writing import locked, must, refuse
from patients.specs.overrides import Acknowledgement

LONGEST = 300


@transaction.atomic
def statement_record(
    *, by: User, study: ImagingStudy, spec: StatementSpec, today: date
) -> BoneWindowStatement:
    """The statement; the facts of the study follow it, with the window this reader was shown longest.

    Raises ValidationError per field, Refusal for IMG-24, PermissionDenied, Conflict for a void study.
    """
    refuse({"reason": _reason_problem(spec)})
    seen = BoneWindowReview.objects.filter(series__study=study, user=by, shown_ms__gt=0).order_by("-shown_ms")
    longest = seen.first()
    _written(Writing(by, study.patient, today), study, _window(by, spec, longest, today), answers=())
    return BoneWindowStatement.objects.create(
        study=study,
        answer=spec.answer,
        reason=spec.reason.strip(),
        made_by=by,
        coverage=max((one.coverage for one in seen if one.coverage is not None), default=None),
    )


@transaction.atomic
def bone_window_record(
    *,
    by: User,
    study: ImagingStudy,
    spec: BoneWindowSpec,
    today: date,
    answers: Iterable[Acknowledgement] = (),
) -> ImagingStudy:
    """The study with the bone window as somebody tells it in full, which is a statement of his as well.

    So the last statement is always the one that holds. Raises ValidationError for impossible values, Refusal
    for IMG-23 and IMG-24, Conflict for a void study.
    """
    row = _written(Writing(by, study.patient, today), study, spec, answers)
    answer = WindowAnswer.YES if spec.reviewed else WindowAnswer.NO
    BoneWindowStatement.objects.create(study=row, answer=answer, made_by=by)
    return row


def _written(
    writing: Writing, study: ImagingStudy, spec: BoneWindowSpec, answers: Iterable[Acknowledgement]
) -> ImagingStudy:
    """The study with these facts; the history keeps what stood there before."""
    must(writing.by, STUDY.permission)
    patient = locked(study.patient_id)
    row = ImagingStudy.objects.select_for_update(of=("self",)).get(pk=study.pk)
    if row.voided_at is not None:
        raise Conflict(_("This examination is void. Reload the page to see it as it stands."))
    refuse({"bone_window": window_problem(spec, row.done_on, patient, writing.today)})
    findings = window_findings(spec, writing)
    findings_settle(by=writing.by, patient=patient, findings=findings, answers=answers, subject_id=row.id)
    for name, value in window_columns(spec).items():
        setattr(row, name, value)
    row.save()
    return row


def _reason_problem(spec: StatementSpec) -> object:
    if spec.answer is WindowAnswer.NOT_POSSIBLE and not spec.reason.strip():
        return _("Please say why it is not possible.")
    return _("At most %(n)s characters.") % {"n": LONGEST} if len(spec.reason.strip()) > LONGEST else None


def _window(by: User, spec: StatementSpec, seen: BoneWindowReview | None, today: date) -> BoneWindowSpec:
    if spec.answer is not WindowAnswer.YES:
        return BoneWindowSpec(reviewed=False, by=by.name)
    width, level = (seen.width, seen.level) if seen else (None, None)
    return BoneWindowSpec(reviewed=True, by=by.name, on=today, width=width, level=level)
