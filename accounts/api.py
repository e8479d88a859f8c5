"""What API endpoints of all rooms stand on: strict input, and a permission for every method."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts import clock
from accounts.models import User
from accounts.permissions import HasPermission, Permission
from accounts.policy.ageing import CHOOSE_FIRST, has_to_choose
from guidelines.terms import Term

YEARS = (1900, 2199)  # beyond these no interval can be added to a date


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


class HasOwnPassword(BasePermission):
    """Nothing opens with a temporary password: the person chooses a new one first."""

    code, message = CHOOSE_FIRST

    def has_permission(self, request: Request, view: Any) -> bool:
        """False while the password is a temporary one, or has aged where passwords age."""
        return not (isinstance(request.user, User) and has_to_choose(request.user, clock.now()))


class Endpoint(APIView):
    """A view for signed-in users. `permission_for` names what each method needs; others are refused."""

    permission_classes = [IsAuthenticated, HasOwnPassword, HasPermission]
    permission_for: dict[str, Permission] = {}

    @staticmethod
    def user(request: Request) -> User:
        """The signed-in user; the permission classes have made sure there is one."""
        if not isinstance(request.user, User):
            raise TypeError("A permission class let an anonymous request pass.")
        return request.user


class DayField(serializers.DateField):
    """A date somebody can mean: rules add intervals to it."""

    def to_internal_value(self, value: Any) -> date:
        """The date; raises ValidationError outside the years of any patient."""
        return _within(super().to_internal_value(value))


class MomentField(serializers.DateTimeField):
    """A moment somebody can mean; without an offset it is the hospital's time."""

    def to_internal_value(self, value: Any) -> datetime:
        """The moment; raises ValidationError outside the years of any patient."""
        return _within(super().to_internal_value(value))


Day = TypeVar("Day", bound=date)


def _within(day: Day) -> Day:
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise serializers.ValidationError(_("This year cannot be meant."))
    return day


def options(terms: Iterable[Term]) -> list[tuple[str, str]]:
    """Codes of a clinical vocabulary for a ChoiceField; in English, as the schema is."""
    return [(term.value, term.en) for term in terms]


class FindingOutput(serializers.Serializer[Any]):
    """What a rule says. Answer a STOP or WARN with `code` as `rule_id` and `attr`, if any, as `key`."""

    code = serializers.CharField(source="rule_id")
    severity = serializers.CharField()
    detail = serializers.CharField(source="message.en")
    detail_zh = serializers.CharField(source="message.zh")
    source = serializers.CharField()  # type: ignore[assignment]  # a field
    grade = serializers.CharField()
    attr = serializers.SerializerMethodField()
    due_on = serializers.DateField(allow_null=True)

    def get_attr(self, finding: Any) -> str | None:
        """What tells two findings of one rule apart."""
        return finding.key or None


class WordsOutput(serializers.Serializer[Any]):
    """A word in both languages."""

    zh = serializers.CharField()
    en = serializers.CharField()


def parsed(serializer: type[StrictSerializer], request: Request, **more: Any) -> dict[str, Any]:
    """The request's body, checked; raises ValidationError with one entry per field."""
    filled = serializer(data=request.data, **more)
    filled.is_valid(raise_exception=True)
    return dict(filled.validated_data)
