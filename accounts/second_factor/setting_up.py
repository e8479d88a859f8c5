"""The secret on the page of setting up, sealed in the session until a code proves that the phone has it."""

from django.http import HttpRequest

from accounts.crypto import decrypt, encrypt
from accounts.second_factor.codes import new_secret

KEY = "second_factor_new"


def secret_offered(request: HttpRequest) -> str:
    """The secret this session sets up; the same until it is used, so that a wrong code costs no new scan."""
    sealed = request.session.get(KEY)
    if sealed:
        return decrypt(sealed)
    secret = new_secret()
    request.session[KEY] = encrypt(secret)
    return secret


def secret_forget(request: HttpRequest) -> None:
    """After it was taken over."""
    request.session.pop(KEY, None)
