"""Old cases from a table: upload, review, approve, undo."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import audit, clock
from accounts.enums import ReadAction
from accounts.errors import Conflict
from accounts.models import Hospital
from accounts.permissions import Permission, SignedInRequest, requires
from accounts.spreadsheet.writing import file_response, mark_of
from interop.enums import BatchState, LineState
from interop.forms import TableForm, UndoForm
from interop.models import ImportBatch
from interop.old_cases import template_of
from interop.selectors import batches_listed, batches_of, lines_of_batch, rows_waiting
from interop.services.complaints import problems_in
from interop.services.old_cases import MOST_ROWS, batch_approve, batch_drop, batch_review
from interop.services.undoing import batch_undo
from patients.views.saving import BAD_INPUT, saved, typed

MARKS = {
    BatchState.REVIEW: "planned",
    BatchState.APPROVED: "given",
    BatchState.UNDONE: "cancelled",
    BatchState.DROPPED: "cancelled",
}

LINE_MARKS = {LineState.IMPORTED: "given", LineState.UNDONE: "cancelled", LineState.KEPT: "warn"}


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CASES_IMPORT)
def imports(request: SignedInRequest) -> HttpResponse:
    """The template, the upload, and the imports so far; a table that was read leads to its review."""
    form = TableForm(typed(request), request.FILES or None, hospital=_hospital(request))
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("interop:import_batch", _reviewed(request, form).pk)
        except ValidationError as error:
            form.add_error("file", error)
    batches = [(batch, MARKS[BatchState(batch.state)]) for batch in batches_listed(request.user)]
    page = {"form": form, "batches": batches, "most": MOST_ROWS}
    status = BAD_INPUT if request.method == "POST" else 200
    return render(request, "interop/imports.html", page, status=status)


@require_safe
@requires(Permission.CASES_IMPORT)
def import_template(request: SignedInRequest) -> HttpResponse:
    """An empty table with its columns explained in both languages; a line of the trail, as every file is."""
    audit.record_export(request=request, subject="import template", patient_id=None)
    mark = mark_of(request.user, clock.now())
    return file_response("xlsx", "old-cases", mark, template_of(_hospital(request)))


@require_safe
@requires(Permission.CASES_IMPORT)
def import_batch(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """One import: what waits for approval, or what became of each row."""
    return _page(request, _batch_or_404(request, batch_id), UndoForm())


@require_POST
@requires(Permission.CASES_IMPORT)
def import_approve(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Import the good rows."""
    batch = _batch_or_404(request, batch_id)

    def act() -> object:
        return batch_approve(by=request.user, batch=batch, now=clock.now(), today=clock.today())

    return _acted(request, batch, act, _("The rows are imported."))


@require_POST
@requires(Permission.CASES_IMPORT)
def import_drop(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Forget a table that was not approved."""
    batch = _batch_or_404(request, batch_id)
    return _acted(
        request, batch, lambda: batch_drop(by=request.user, batch=batch), _("The table is discarded.")
    )


@require_POST
@requires(Permission.CASES_IMPORT)
def import_undo(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Take the import back, as far as nobody built on it."""
    batch, form = _batch_or_404(request, batch_id), UndoForm(request.POST)

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return batch_undo(by=request.user, batch=batch, reason=reason, now=clock.now())

    if saved(request, form, act):
        messages.success(request, _("The import is undone."))
        return redirect("interop:import_batch", batch.pk)
    return _page(request, batch, form, BAD_INPUT)


def _hospital(request: SignedInRequest) -> Hospital:
    """Where the cases go; 403 for an account without a hospital."""
    if request.user.hospital is None:
        raise PermissionDenied
    return request.user.hospital


def _batch_or_404(request: SignedInRequest, batch_id: UUID) -> ImportBatch:
    return get_object_or_404(batches_of(request.user), pk=batch_id)


def _reviewed(request: SignedInRequest, form: TableForm) -> ImportBatch:
    name, content, entries = form.cleaned_data["file"]
    return batch_review(
        by=request.user,
        file_name=name,
        content=content,
        entries=entries,
        now=clock.now(),
        today=clock.today(),
    )


def _acted(
    request: SignedInRequest, batch: ImportBatch, act: Callable[[], object], done: str
) -> HttpResponse:
    try:
        act()
    except Conflict as conflict:
        messages.warning(request, str(conflict))
    else:
        messages.success(request, done)
    return redirect("interop:import_batch", batch.pk)


def _page(request: SignedInRequest, batch: ImportBatch, form: UndoForm, status: int = 200) -> HttpResponse:
    lines = list(lines_of_batch(batch))
    audit.record_many(
        request=request,
        patient_ids=[line.patient_id for line in lines],
        action=ReadAction.VIEW,
        subject="import of old cases",
    )
    page = {
        "batch": batch,
        "mark": MARKS[BatchState(batch.state)],
        "lines": [(line, LINE_MARKS[LineState(line.state)]) for line in lines],
        "waiting": rows_waiting(batch),
        "problems": problems_in(batch),
        "form": form,
        "is_review": batch.state == BatchState.REVIEW,
        "can_undo": batch.state == BatchState.APPROVED,
    }
    return render(request, "interop/batch.html", page, status=status)
