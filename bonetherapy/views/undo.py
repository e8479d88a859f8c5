"""Taking back a record that was wrong."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from accounts import clock
from accounts.errors import Conflict
from accounts.permissions import Permission, SignedInRequest, requires
from bonetherapy.forms.give import UndoForm
from bonetherapy.models import Dose
from bonetherapy.services import undoing
from bonetherapy.views.doors import dose_or_404
from bonetherapy.views.problems import errors_add


@requires(Permission.DOSE_RECORD)
def dose_undo(request: SignedInRequest, dose_id: UUID) -> HttpResponse:
    """Asks why, then opens the dose again and puts the following dates back."""
    dose = dose_or_404(request, dose_id, subject="dose_undo")
    form = UndoForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            undoing.dose_undo(
                by=request.user, dose=dose, reason_text=form.cleaned_data["reason_text"], now=clock.now()
            )
        except ValidationError as error:
            errors_add(form, error)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        else:
            words = gettext("The record of %(name)s is taken back.") % {"name": dose.patient.name}
            messages.success(request, words)
            return redirect("bonetherapy:day")
    return render(
        request, "bonetherapy/dose_form.html", _page(dose, form), status=422 if form.errors else 200
    )


def _page(dose: Dose, form: UndoForm) -> dict[str, object]:
    return {
        "dose": dose,
        "form": form,
        "today": clock.today(),
        "heading": gettext("Undo an injection"),
        "save_word": gettext("Take the record back"),
        "save_icon": "arrow-back-up",
        "promise": gettext("Can be undone for 12 hours, with a reason."),
        "consequences": [
            (
                "arrow-back-up",
                gettext("The dose is open again; the following dates go back to what they were."),
            ),
            ("history", gettext("The reason stays on record with your name.")),
        ],
    }
