"""The one form of an error that is answered as data, outside the views of the API too."""

from typing import Any

from django.http import JsonResponse
from django.utils.functional import Promise


def problem(status: int, code: str, detail: str | Promise, **more: Any) -> JsonResponse:
    """`detail` is a sentence for people, `code` a word for programs; `more` are headers of the answer."""
    kind = "server_error" if status >= 500 else "client_error"
    error = {"code": code, "detail": detail, "attr": None}
    return JsonResponse({"type": kind, "errors": [error]}, status=status, **more)
