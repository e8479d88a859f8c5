"""The API's description: current, without warnings, readable."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.validation import validate_schema

from config.api_schema import Generator as UntypedGenerator

Generator: Any = UntypedGenerator
Renderer: Any = OpenApiYamlRenderer
validate: Any = validate_schema
CHECKED_IN = Path(settings.BASE_DIR) / "docs" / "openapi.yaml"


@pytest.fixture(scope="module")
def schema() -> Any:
    GENERATOR_STATS.reset()
    return Generator().get_schema(request=None, public=True)


def operations(schema: Any) -> list[tuple[str, str, Any]]:
    return [
        (path, method, operation)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]


def test_the_checked_in_file_is_current(schema: Any) -> None:
    rendered = Renderer().render(schema, renderer_context={}).decode()
    assert CHECKED_IN.read_text() == rendered, (
        "Run: bash scripts/boneboard manage spectacular --file docs/openapi.yaml"
    )


def test_nothing_in_it_had_to_be_guessed(schema: Any) -> None:
    assert not GENERATOR_STATS


def test_it_is_openapi(schema: Any) -> None:
    validate(yaml.load(CHECKED_IN.read_text(), Loader=yaml.CSafeLoader))


def test_every_operation_has_a_name_of_its_own(schema: Any) -> None:
    names = [operation["operationId"] for _path, _method, operation in operations(schema)]
    assert len(names) == len(set(names))
    assert {"dose_give", "course_hold", "patient_courses_add", "tasks_list"} <= set(names)


def test_every_operation_says_what_it_is(schema: Any) -> None:
    assert [path for path, _method, operation in operations(schema) if not operation.get("description")] == []


def test_errors_are_told(schema: Any) -> None:
    give = schema["paths"]["/api/v1/doses/{dose_id}/give/"]["post"]["responses"]
    assert {"200", "400", "401", "403", "404", "409", "412", "415", "422", "429", "503"} == set(give)
    assert give["422"] == {"$ref": "#/components/responses/Refused"}
    refused = schema["components"]["schemas"]["Refused"]["oneOf"]
    assert [one["$ref"].rsplit("/", 1)[1] for one in refused] == ["RefusalOutput", "ErrorOutput"]


def test_every_operation_says_that_it_can_be_asked_too_often(schema: Any) -> None:
    assert [path for path, _method, one in operations(schema) if "429" not in one["responses"]] == []
    assert "Retry-After" in schema["components"]["responses"]["TooOften"]["headers"]


def headers(operation: Any) -> set[str]:
    return {one["name"] for one in operation.get("parameters", []) if one["in"] == "header"}


def test_every_act_takes_a_key_and_every_change_the_version_it_read(schema: Any) -> None:
    acts = [(path, one) for path, method, one in operations(schema) if method != "get"]
    assert [path for path, one in acts if "Idempotency-Key" not in headers(one)] == []
    changes = [one for _path, one in acts if "412" in one["responses"]]
    assert len(changes) == sum("If-Match" in headers(one) for _path, one in acts) > 80
    assert "ETag" in schema["paths"]["/api/v1/doses/{dose_id}/"]["get"]["responses"]["200"]["headers"]
