"""How the API describes itself: readable names of operations, and what every one of them can answer."""

import re
from typing import Any, Literal
from uuid import UUID

from django.urls import Resolver404, resolve
from django.utils import translation
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from accounts.api_errors import ERRORS, errors_of
from accounts.meanwhile.watches import edits, reads

VERBS = {"GET": "read", "POST": "add", "PUT": "replace", "DELETE": "delete"}
KEY = OpenApiParameter(
    "Idempotency-Key",
    location=OpenApiParameter.HEADER,
    description="A key of your own for this act: sent again with it, it gets the same answer and acts once.",
)
MATCH = OpenApiParameter(
    "If-Match",
    location=OpenApiParameter.HEADER,
    description="The ETag you read: another version is not written over (412).",
)
ETAG = OpenApiParameter(
    "ETag",
    location=OpenApiParameter.HEADER,
    description="The version of the record, for If-Match.",
    response=[200],
)
RETRY = OpenApiParameter(
    "Retry-After",
    int,
    location=OpenApiParameter.HEADER,
    description="Seconds to wait before asking again.",
    response=[429, 503],
)


class Generator(SchemaGenerator):
    """The schema in English, whoever asks; each error is described once and named elsewhere."""

    def get_schema(self, *args: Any, **kwargs: Any) -> Any:
        """The whole schema."""
        with translation.override("en"):
            schema: Any = super().get_schema(*args, **kwargs)  # type: ignore[no-untyped-call]
        shared: dict[str, Any] = {}
        for methods in schema["paths"].values():
            for operation in methods.values():
                operation["responses"] = _shortened(operation["responses"], shared)
        schema["components"]["responses"] = dict(sorted(shared.items()))
        return schema


class WallClock(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]  # as drf-spectacular has it
    """A time of day in the hospital: it has no offset, which `format: time` would ask for."""

    target_class = "rest_framework.fields.TimeField"

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> dict[str, str]:
        """Hours and minutes, as they are typed; seconds too, as they are told."""
        return {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$"}


def _shortened(answers: dict[str, Any], shared: dict[str, Any]) -> dict[str, Any]:
    names = {str(answer.description): name for name, answer in ERRORS.items()}
    short = {}
    for status, answer in answers.items():
        name = names.get(answer["description"])
        if name:
            shared[name] = answer
        short[status] = {"$ref": f"#/components/responses/{name}"} if name else answer
    return short


class Schema(AutoSchema):
    """Names an operation by its view; adds the errors of the house to its answers."""

    def get_operation_id(self) -> str:
        """`dose_give`, `patient_courses_list`, `patient_courses_add`."""
        name = re.sub(r"(?<!^)(?=[A-Z])", "_", type(self.view).__name__.removesuffix("View")).lower()
        if self._is_list_view() and self.method == "GET":
            return f"{name}_list"
        if len(getattr(self.view, "permission_for", {})) < 2:
            return name.removeprefix("one_")
        return f"{name.removeprefix('one_')}_{VERBS[self.method]}"

    def get_description(self) -> str:  # type: ignore[override]  # as drf-spectacular has it
        """What the view is, and what this method does."""
        parts = (type(self.view).__doc__, getattr(self.view, self.method.lower()).__doc__)
        return " ".join(re.sub(r"\s+", " ", part).strip() for part in parts if part)

    def get_override_parameters(self) -> list[Any]:
        """The headers that let an act happen once, and over nobody's head."""
        if self.method == "GET":
            return [RETRY, ETAG] if self._address() in reads() else [RETRY]
        return [RETRY, KEY, MATCH] if self._address() in edits() else [RETRY, KEY]

    def _address(self) -> str:
        filled = re.sub(r"\{\w+\}", str(UUID(int=0)), self.path.replace("{number}", "1"))
        try:
            return resolve(filled).view_name
        except Resolver404:
            return ""

    def _get_response_bodies(self, direction: Literal["request", "response"] = "response") -> Any:
        answers = super()._get_response_bodies(direction)
        describe: Any = self._get_response_for_code
        for status, answer in self._errors().items():
            answers.setdefault(status, describe(answer, status, direction=direction))
        return answers

    def _errors(self) -> dict[str, OpenApiResponse]:
        return errors_of(
            is_guarded=bool(self.get_auth()),
            is_found="{" in self.path or self._is_list_view(),
            is_act=self.method != "GET",
            is_versioned=self.method != "GET" and self._address() in edits(),
            takes_body=bool(self._get_request_body()),  # type: ignore[no-untyped-call]  # untyped package
        )
