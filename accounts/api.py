"""What API endpoints of all rooms stand on: strict input, and a permission for every method."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.models import User
from accounts.permissions import HasPermission, Permission


class StrictSerializer(serializers.Serializer[Any]):
    """Refuses keys it does not know: a misspelt field must not vanish, and no other column can be set."""

    def to_internal_value(self, data: Any) -> Any:
        """The parsed values; raises ValidationError for an unknown key."""
        unknown = set(data) - set(self.fields) if isinstance(data, dict) else set()
        if unknown:
            raise serializers.ValidationError(
                {name: _("There is no such field.") for name in sorted(unknown)}
            )
        return super().to_internal_value(data)


class Endpoint(APIView):
    """A view for signed-in users. `permission_for` names what each method needs; others are refused."""

    permission_classes = [IsAuthenticated, HasPermission]
    permission_for: dict[str, Permission] = {}

    @staticmethod
    def user(request: Request) -> User:
        """The signed-in user; the permission classes have made sure there is one."""
        if not isinstance(request.user, User):
            raise TypeError("A permission class let an anonymous request pass.")
        return request.user


def parsed(serializer: type[StrictSerializer], request: Request, **more: Any) -> dict[str, Any]:
    """The request's body, checked; raises ValidationError with one entry per field."""
    filled = serializer(data=request.data, **more)
    filled.is_valid(raise_exception=True)
    return dict(filled.validated_data)
