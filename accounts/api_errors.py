"""The errors any operation of the API can answer, each described once: status, words and body."""

from typing import Any

from drf_spectacular.utils import OpenApiResponse, PolymorphicProxySerializer
from rest_framework import serializers

from accounts.api import FindingOutput

ERROR_TYPES = ["validation_error", "client_error", "server_error"]
REFUSAL_TYPES = ["refusal"]


class ErrorEntryOutput(serializers.Serializer[Any]):
    """One thing that is wrong; `attr` names the field, null when it is about the whole request."""

    code = serializers.CharField()
    detail = serializers.CharField()
    attr = serializers.CharField(allow_null=True)


class ErrorOutput(serializers.Serializer[Any]):
    """What every error looks like."""

    type = serializers.ChoiceField(ERROR_TYPES)
    errors = ErrorEntryOutput(many=True)  # type: ignore[assignment]  # a field


class StaleEntryOutput(ErrorEntryOutput):
    """A field that differs: as it was read, and as it stands."""

    seen = serializers.CharField(required=False, allow_blank=True)
    stored = serializers.CharField(required=False, allow_blank=True)


class StaleOutput(ErrorOutput):
    """Who changed the record meanwhile, and in what; null where the version that was read is unknown."""

    changed_by = serializers.CharField(allow_null=True)
    changed_at = serializers.DateTimeField(allow_null=True)
    errors = StaleEntryOutput(many=True)


class RefusalOutput(serializers.Serializer[Any]):
    """The rules that refuse."""

    type = serializers.ChoiceField(REFUSAL_TYPES)
    errors = FindingOutput(many=True)  # type: ignore[assignment]  # a field


def silent(what: str) -> OpenApiResponse:
    """The 502 or 503 of an operation that asks another machine."""
    return OpenApiResponse(ErrorOutput, f"{what} does not answer as it should: nothing was done.")


BAD_INPUT = OpenApiResponse(ErrorOutput, "Bad input: one entry per field.")
NOT_SIGNED_IN = OpenApiResponse(ErrorOutput, "Not signed in.")
NOT_ALLOWED = OpenApiResponse(
    ErrorOutput,
    "The role may not do this, or the person has to choose a password or set a second factor up first.",
)
NOT_FOUND = OpenApiResponse(ErrorOutput, "It does not exist, or belongs to a patient the user may not see.")
CONFLICT = OpenApiResponse(
    ErrorOutput, "The record changed meanwhile, the step was done already, or the same key is still running."
)
STALE = OpenApiResponse(
    StaleOutput, "The record is no longer the version of If-Match; ETag names what it is."
)
UNREADABLE = OpenApiResponse(ErrorOutput, "The body is in a format this operation does not read.")
REFUSED = OpenApiResponse(
    PolymorphicProxySerializer("Refused", [RefusalOutput, ErrorOutput], resource_type_field_name=None),
    "Rules refuse: answer the STOP and WARN ones, or do not do it. Or the key was used for something else.",
)
TOO_OFTEN = OpenApiResponse(ErrorOutput, "Too often; Retry-After says when it is open again.")
COLLIDED = OpenApiResponse(
    ErrorOutput,
    "Two calls waited for each other and this one was taken back: after Retry-After send it again.",
)

ERRORS = {
    "BadInput": BAD_INPUT,
    "NotSignedIn": NOT_SIGNED_IN,
    "NotAllowed": NOT_ALLOWED,
    "NotFound": NOT_FOUND,
    "Conflict": CONFLICT,
    "Stale": STALE,
    "Unreadable": UNREADABLE,
    "Refused": REFUSED,
    "TooOften": TOO_OFTEN,
    "Collided": COLLIDED,
}


def errors_of(
    *, is_guarded: bool, is_found: bool, is_act: bool, is_versioned: bool, takes_body: bool
) -> dict[str, OpenApiResponse]:
    """Status -> error of an operation that needs a sign-in, finds rows, acts, changes a row, reads a body."""
    when = {
        "400": (True, BAD_INPUT),
        "401": (is_guarded, NOT_SIGNED_IN),
        "403": (True, NOT_ALLOWED),
        "404": (is_found, NOT_FOUND),
        "409": (is_act, CONFLICT),
        "412": (is_versioned, STALE),
        "415": (takes_body, UNREADABLE),
        "422": (is_act, REFUSED),
        "429": (True, TOO_OFTEN),
        "503": (is_act, COLLIDED),
    }
    return {status: answer for status, (is_so, answer) in when.items() if is_so}
