"""The trail for the auditor: how far it is sealed, and a part of it to take away."""

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts import audit, clock
from accounts.forms import TrailForm
from accounts.models import TrailBatch, TrailUnsealed
from accounts.permissions import Permission, SignedInRequest, requires
from accounts.selectors import signed_out, trail_of
from accounts.trail.export import lines
from accounts.trail.heads import Head


@require_GET
@requires(Permission.TRAIL_EXPORT)
def trail(request: SignedInRequest) -> HttpResponse:
    """The head of the chain, what waits for the next seal, and which part of the trail to export."""
    return _page(request, TrailForm(initial=TrailForm.last_month(clock.today())))


@require_GET
@requires(Permission.TRAIL_EXPORT)
def trail_csv(request: SignedInRequest) -> HttpResponseBase:
    """The entries of these days as CSV; itself a line of the trail."""
    form = TrailForm(request.GET)
    if not form.is_valid():
        return _page(request, form, status=422)
    audit.record_export(request=request, subject="trail", patient_id=form.cleaned_data["patient"])
    rows = trail_of(request.user, **form.cleaned_data)
    request_id = getattr(request, "request_id", None)
    text = lines(rows, by=request.user, request_id=request_id, now=clock.now())
    answer = StreamingHttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="trail-{request.user.pk}-{clock.today()}.csv"'
    return answer


def _page(request: SignedInRequest, form: TrailForm, status: int = 200) -> HttpResponse:
    last = TrailBatch.objects.last()
    context = {
        "form": form,
        "head": Head.of(last) if last else None,
        "sealed_at": last.sealed_at if last else None,
        "waiting": TrailUnsealed.objects.count(),
        "signed_out": signed_out(request.user),
    }
    return render(request, "accounts/trail.html", context, status=status)
