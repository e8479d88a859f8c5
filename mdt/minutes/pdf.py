"""HTML to PDF. WeasyPrint costs a second and 55 MB to import, so only the worker that renders loads it."""

from importlib import import_module

from mdt.minutes.styles import print_style


def pdf_of(html: str) -> bytes:
    """The PDF of a page that holds all it needs; nothing outside is loaded (mdt.minutes.fetching)."""
    weasyprint = import_module("weasyprint")
    fetcher = import_module("mdt.minutes.fetching").Sealed()
    style = weasyprint.CSS(string=print_style(), url_fetcher=fetcher)
    page = weasyprint.HTML(string=html, url_fetcher=fetcher)
    rendered: bytes = page.write_pdf(stylesheets=[style])
    return rendered
