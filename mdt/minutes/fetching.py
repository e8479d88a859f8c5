"""What a PDF may load: data we put into the page ourselves, and nothing else.

Minutes hold what people typed. Without this a `url()` or an image in a field would read files of the server
or knock at other machines (measured: nine requests and an embedded file from one text).
"""

from typing import Any

from weasyprint.urls import URLFetcher, URLFetchingError


class Sealed(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Refuses every address but `data:`."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=["data"])

    def fetch(self, url: str, headers: Any = None) -> Any:
        """What a `data:` address holds; raises URLFetchingError for any other."""
        if not url.lower().startswith("data:"):
            raise URLFetchingError("Minutes load nothing from outside.")
        return super().fetch(url, headers)
