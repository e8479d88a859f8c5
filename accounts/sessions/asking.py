"""Who asks, and how: a person or a page by itself, for a page or for data."""

from django.conf import settings
from django.http import HttpRequest

BACKGROUND = "X-Background"
API = "/api/"


def is_background(request: HttpRequest) -> bool:
    """True for what a page asks by itself: marked by our scripts, or an address that only scripts ask.

    Such a request keeps no session alive. Asked after the address was resolved.
    """
    match = request.resolver_match
    return BACKGROUND in request.headers or (
        match is not None and match.view_name in settings.BACKGROUND_PAGES
    )


def wants_page(request: HttpRequest) -> bool:
    """True for a browser that goes to an address; False for htmx, for fetch and for machines."""
    if "HX-Request" in request.headers:
        return False
    return "text/html" in request.headers.get("Accept", "text/html")


def wants_data(request: HttpRequest) -> bool:
    """True for a call of the API; False for a browser that goes to such an address."""
    return request.path.startswith(API) and "text/html" not in request.headers.get("Accept", "")
