"""A PDF on its way out, to a page or over the API."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from mdt.models import MinutesFile, PreRead


def pdf_response(row: MinutesFile | PreRead, name: str) -> HttpResponse:
    """The file as it was made; it runs nothing and loads nothing."""
    response = HttpResponse(bytes(row.pdf), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
