"""What each examination shows and where it fails, where one is chosen (table 3.3, DX-13)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.permissions import Permission, SignedInRequest, requires
from guidelines.imaging.flare import IMG_30
from guidelines.imaging.modalities import DX_13, WHY_THIS_ORDER, Modality, modality_help, sensitivity_rank

LAST = 9  # behind all that have a place in the order


@require_GET
@requires(Permission.PATIENT_VIEW)
def modalities(request: SignedInRequest) -> HttpResponse:
    """The most sensitive first; those without a place in the order come last."""
    ranked = sorted(Modality, key=lambda one: sensitivity_rank(one) or LAST)
    rows = [
        {"modality": one, "rank": sensitivity_rank(one), "help": modality_help(one)}
        for one in ranked
        if modality_help(one)
    ]
    context = {"rows": rows, "order": DX_13, "why": WHY_THIS_ORDER, "flare": IMG_30}
    return render(request, "imaging/modalities.html", context)
