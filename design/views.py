"""The style guide. It does not exist outside debug."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from design import samples


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state; 404 outside debug."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "styleguide/index.html", samples.context())
