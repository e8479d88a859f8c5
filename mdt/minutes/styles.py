"""The style of printed minutes, read from our own file once; WeasyPrint gets it as text, never by address."""

from functools import cache
from pathlib import Path

from django.conf import settings


@cache
def print_style() -> str:
    """The rules of static/css/minutes-pdf.css."""
    return (Path(settings.BASE_DIR) / "static" / "css" / "minutes-pdf.css").read_text(encoding="utf-8")
