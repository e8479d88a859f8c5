"""The password that opens a locked session."""

from typing import Any

from django.http import HttpRequest

from accounts.forms import SignInForm
from accounts.models import User


class UnlockForm(SignInForm):
    """The sign-in form of one person: the name is that of the session, whatever is sent."""

    def __init__(self, request: Any, data: Any = None, **kwargs: Any) -> None:
        super().__init__(request, None if data is None else _of_session(request, data), **kwargs)
        self.fields["password"].widget.attrs["autofocus"] = True


def _of_session(request: HttpRequest, data: Any) -> dict[str, str]:
    name = request.user.username if isinstance(request.user, User) else ""
    return {"username": name, "password": data.get("password", "")}
