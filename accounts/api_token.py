"""The API's way to sign in: a token for a user name and a password, as slow to guess as the page."""

import math
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.authtoken.models import Token
from rest_framework.authtoken.views import ObtainAuthToken
from rest_framework.exceptions import PermissionDenied, Throttled, ValidationError
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import clock
from accounts.api import Endpoint
from accounts.api_errors import silent
from accounts.directory.backend import is_down
from accounts.forms import DIRECTORY_DOWN
from accounts.models import User
from accounts.policy.ageing import CHOOSE_FIRST, has_to_choose
from accounts.second_factor.duty import is_required
from accounts.second_factor.factors import has_factor
from accounts.second_factor.forms import CODE_LENGTH
from accounts.second_factor.guard import code_passes
from accounts.services import token_revoke
from accounts.throttle import forgive, note_failure, typed_name, wait_of


class CredentialsInput(serializers.Serializer[Any]):
    """User name and password, and the code of the second factor for who has one."""

    username = serializers.CharField()
    password = serializers.CharField()
    code = serializers.CharField(required=False, max_length=CODE_LENGTH)


class TokenOutput(serializers.Serializer[Any]):
    """The token, to be sent as `Authorization: Token <token>`."""

    token = serializers.CharField()


def directory_silent() -> Response:
    """Nobody knows whether the password is right: the machine may ask again later."""
    error = {"code": "directory_down", "detail": str(DIRECTORY_DOWN), "attr": None}
    return Response({"type": "server_error", "errors": [error]}, status=503)


def second_factor_check(request: Request, user: User) -> None:
    """Raise unless the code is right, or nobody asks the user for one."""
    if has_factor(user):
        if not code_passes(request, user, str(request.data.get("code") or "")[:CODE_LENGTH]):
            words = _("The code of your second factor is missing, wrong or was used already.")
            raise ValidationError({"code": words})
    elif is_required(user):
        raise PermissionDenied(_("Sign in on the page first and set up your second factor."))


class TokenView(ObtainAuthToken):
    """A token for a user name and a password. A temporary password gets none."""

    @extend_schema(
        request=CredentialsInput, responses={200: TokenOutput, 503: silent("The hospital's directory")}
    )
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """400 for a wrong or locked name or a wrong code, 403 for a temporary password or no factor yet.

        429 after many failures.
        """
        name = typed_name(request)
        if wait := wait_of(request, name):
            raise Throttled(wait=math.ceil(wait.total_seconds()))
        form = self.get_serializer(data=request.data)
        try:
            form.is_valid(raise_exception=True)
        except ValidationError:
            note_failure(request, name)
            if is_down(request):
                return directory_silent()
            raise
        user = form.validated_data["user"]
        if has_to_choose(user, clock.now()):
            code, words = CHOOSE_FIRST
            raise PermissionDenied(words, code)
        second_factor_check(request, user)
        forgive(name)
        return Response({"token": Token.objects.get_or_create(user=user)[0].key})


class TokenRevoke(APIView):
    """The user's token opens nothing any more; the next one is another."""

    permission_classes = [IsAuthenticated]

    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        """Doing it twice is doing it once."""
        token_revoke(user=Endpoint.user(request))
        return Response(status=204)
