"""Pages of every sheet of the record: all rows, one row with its history, add, correct, void.

A room above makes the same pages for its own sheets: `urlpatterns += addresses(SHEET)`.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from accounts import clock
from accounts.permissions import Permission, SignedInRequest, can, requires
from guidelines.findings import Finding
from patients.cards import lines_of
from patients.forms.answers import answers_in
from patients.forms.people import ReasonForm
from patients.forms.prefill import prefilled
from patients.forms.records import RecordForm
from patients.models import Patient
from patients.services.recording import record_add, record_correct, record_findings, record_void
from patients.sheets.base import Sheet
from patients.sheets.history import history_of
from patients.views.door import patient_or_404, patient_page
from patients.views.saving import asked_of, back_of, saved, status_of, tell, typed

ROWS_PAGE = 50
AnySheet = Sheet[Any, Any]


def addresses(sheet: AnySheet) -> list[URLPattern]:
    """The five addresses of a sheet, below `patients/<id>/` whatever room it is of."""
    add = path(f"<uuid:patient_id>/{sheet.name}/add/", _add(sheet), name=f"{sheet.name}_add")
    return [add, *row_addresses(sheet)]


def row_addresses(sheet: AnySheet) -> list[URLPattern]:
    """The same without `add`: for a sheet whose room has a page of its own for a new row, by that name."""
    start = f"<uuid:patient_id>/{sheet.name}"
    row = f"{start}/<uuid:row_id>"
    return [
        path(f"{start}/", _list(sheet), name=f"{sheet.name}_list"),
        path(f"{row}/", _record(sheet), name=f"{sheet.name}_record"),
        path(f"{row}/correct/", _correct(sheet), name=f"{sheet.name}_correct"),
        path(f"{row}/void/", _void(sheet), name=f"{sheet.name}_void"),
    ]


def _list(sheet: AnySheet) -> Callable[..., Any]:
    @requires(Permission.PATIENT_VIEW)
    def record_list(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
        """Every row, the corrected and voided ones struck out."""
        patient = patient_or_404(request, patient_id, sheet.name)
        rows = sheet.everything(patient).select_related("recorded_by", "voided_by")
        page = Paginator(rows, ROWS_PAGE).get_page(request.GET.get("page"))
        return _answer(request, "record_list", patient, sheet, page=page, lines=lines_of(sheet, page))

    return record_list


def _record(sheet: AnySheet) -> Callable[..., Any]:
    @requires(Permission.PATIENT_VIEW)
    def record(request: SignedInRequest, patient_id: UUID, row_id: UUID) -> HttpResponse:
        """One row, what it corrects and what corrected it."""
        patient = patient_or_404(request, patient_id, sheet.name)
        row = _row(sheet, patient, row_id)
        found = sheet.judged(sheet.form.start(row)) if sheet.judged else None
        more = () if row.voided_at else sheet.more(row)
        context = {
            "row": row,
            "line": sheet.line(row),
            "judged": found,
            "more": more,
            **_row_urls(sheet, row),
        }
        history = lines_of(sheet, history_of(sheet, row))
        return _answer(request, "record", patient, sheet, history=history, **context)

    return record


def _add(sheet: AnySheet) -> Callable[..., Any]:
    @requires(sheet.kind.permission)
    def record_new(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
        """A new row; while it is filled in, what the rules make of it (`#judged`)."""
        patient = patient_or_404(request, patient_id, sheet.name)
        if sheet.judged and request.method == "GET" and request.headers.get("HX-Request"):
            return _judged(request, patient, sheet)
        initial = {sheet.day: clock.today(), **prefilled(sheet.form, request.GET)}
        form = sheet.form(typed(request), initial=initial, patient=patient)

        def act() -> tuple[Finding, ...]:
            spec, by, today = form.spec(), request.user, clock.today()
            said = record_findings(kind=sheet.kind, by=by, patient=patient, spec=spec, today=today)
            answers = answers_in(request.POST)
            record_add(kind=sheet.kind, by=by, patient=patient, spec=spec, today=today, answers=answers)
            return said

        return _form_page(request, patient, sheet, form, act, heading=sheet.new, ways=sheet.ways(patient))

    return record_new


def _correct(sheet: AnySheet) -> Callable[..., Any]:
    @requires(sheet.kind.permission)
    def record_correction(request: SignedInRequest, patient_id: UUID, row_id: UUID) -> HttpResponse:
        """The row typed again with a reason; the old one stays, struck out."""
        patient = patient_or_404(request, patient_id, sheet.name)
        row = _valid_row(sheet, patient, row_id)
        form = sheet.form(typed(request), initial=sheet.form.start(row), patient=patient)
        form.fields[sheet.day].required = getattr(row, sheet.day) is not None
        form.ask_reason()

        def act() -> tuple[Finding, ...]:
            spec, by, today = form.spec(), request.user, clock.today()
            record_correct(
                kind=sheet.kind,
                by=by,
                row=row,
                spec=spec,
                reason=form.cleaned_data["reason"],
                today=today,
                now=clock.now(),
                answers=answers_in(request.POST),
            )
            return record_findings(kind=sheet.kind, by=by, patient=patient, spec=spec, today=today)

        return _form_page(request, patient, sheet, form, act, heading=_("Correct"), row=row)

    return record_correction


def _void(sheet: AnySheet) -> Callable[..., Any]:
    @requires(sheet.kind.permission)
    def record_gone(request: SignedInRequest, patient_id: UUID, row_id: UUID) -> HttpResponse:
        """A row that must not count; it stays visible, struck out."""
        patient = patient_or_404(request, patient_id, sheet.name)
        row = _valid_row(sheet, patient, row_id)
        form = ReasonForm(typed(request))

        def act() -> object:
            reason = form.cleaned_data["reason"]
            return record_void(kind=sheet.kind, by=request.user, row=row, reason=reason, now=clock.now())

        if saved(request, form, act):
            return _done(request, patient)
        return _answer(
            request, "record_void", patient, sheet, status_of(request), form=form, line=sheet.line(row)
        )

    return record_gone


def _form_page(
    request: SignedInRequest,
    patient: Patient,
    sheet: AnySheet,
    form: RecordForm[Any],
    act: Callable[[], tuple[Finding, ...]],
    **context: Any,
) -> HttpResponse:
    """Saves and goes back to the page that asked for it, else to the patient; or shows the form.

    `act` returns what the rules say to the facts.
    """
    said: list[Finding] = []
    if saved(request, form, lambda: said.extend(act())):
        answer = _done(request, patient)
        tell(request, said)
        return answer
    data = _given(form)
    found = sheet.judged(data) if sheet.judged else None
    back = back_of(request)
    context |= {"form": form, "next": back, "back_url": back, "judged": found, **asked_of(request, form)}
    return _answer(request, "record_form", patient, sheet, status_of(request), **context)


def _given(form: RecordForm[Any]) -> Mapping[str, Any]:
    """What stands in the form now, typed or offered."""
    return {field.name: field.value() for field in form}


def _judged(request: SignedInRequest, patient: Patient, sheet: AnySheet) -> HttpResponse:
    found = sheet.judged(request.GET.dict()) if sheet.judged else None
    return _answer(request, "record_form.html#judged", patient, sheet, judged=found)


def _done(request: SignedInRequest, patient: Patient) -> HttpResponse:
    messages.success(request, _("Saved."))
    back = back_of(request)
    return redirect(back) if back else redirect("patients:detail", patient.id)


def _answer(
    request: SignedInRequest,
    template: str,
    patient: Patient,
    sheet: AnySheet,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    name = template if ".html" in template else f"{template}.html"
    context |= {
        "sheet": sheet,
        "list_url": sheet.address("list", patient.id),
        "add_url": sheet.address("add", patient.id),
        "may_record": can(request.user, sheet.kind.permission),
    }
    return patient_page(request, f"patients/{name}", patient, status, **context)


def _row_urls(sheet: AnySheet, row: Any) -> dict[str, str]:
    urls = {f"{action}_url": sheet.row_address(action, row) for action in ("correct", "void")}
    return urls | ({"over_url": sheet.row_address("over", row)} if sheet.goes_on(row) else {})


def _row(sheet: AnySheet, patient: Patient, row_id: UUID) -> Any:
    rows = sheet.everything(patient).select_related("recorded_by", "voided_by")
    return get_object_or_404(rows, pk=row_id)


def _valid_row(sheet: AnySheet, patient: Patient, row_id: UUID) -> Any:
    return get_object_or_404(sheet.rows(patient), pk=row_id)
