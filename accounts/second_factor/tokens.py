"""API tokens of people whose role needs a second factor open nothing before they have one."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.authentication import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed

from accounts.models import User
from accounts.second_factor.duty import is_required
from accounts.second_factor.factors import has_factor


class FactorTokenAuthentication(TokenAuthentication):
    """As DRF's. A token got before the duty began waits for the factor, and ends when one is set up."""

    def authenticate_credentials(self, key: str) -> tuple[User, Any]:
        """The user and the token; 401 for a token that opens nothing."""
        user, token = super().authenticate_credentials(key)
        if is_required(user) and not has_factor(user):
            raise AuthenticationFailed(_("Sign in on the page first and set up your second factor."))
        return user, token
