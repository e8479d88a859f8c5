"""Somebody lost the phone and the printed codes: an administrator takes the factor away, and says why."""

from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from accounts import clock
from accounts.models import User
from accounts.policy import policy
from accounts.second_factor.factors import lost_factor_reset
from accounts.second_factor.forms import LostFactorForm


def lost_factor_page(request: HttpRequest, person: User, site: dict[str, Any]) -> HttpResponse:
    """Asks for the reason; with one, the factor is gone and a temporary password is shown once."""
    form = LostFactorForm(request.POST if "reason" in request.POST else None)
    context = {**site, "title": _("Lost second factor"), "person": person, "form": form}
    if not form.is_valid():
        context["checkbox"] = ACTION_CHECKBOX_NAME
        return TemplateResponse(request, "accounts/admin/lost_factor.html", context)
    request.access_reason = form.cleaned_data["reason"]  # type: ignore[attr-defined]  # the trail's: accounts.middleware
    context["temporary"] = lost_factor_reset(user=person, now=clock.now())
    context["days"] = policy().temporary_age.days
    return TemplateResponse(request, "accounts/admin/lost_factor_done.html", context)
