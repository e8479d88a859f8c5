"""The style guide, and its switch between the light and the dark ground. Neither exists outside debug."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from design import samples

THEMES = ("light", "dark")


def _for_developers() -> None:
    if not settings.DEBUG:
        raise Http404


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state; 404 outside debug."""
    _for_developers()
    return render(request, "styleguide/index.html", samples.context())


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remembers `theme` (light or dark) in the session and goes back to `next`; anything else means light.

    404 outside debug.
    """
    _for_developers()
    chosen = request.POST.get("theme", "")
    request.session["theme"] = chosen if chosen in THEMES else "light"
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(back if safe else "/")
