"""The answer's own schema, and how an answer is held against it."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from jsonschema_rs import Draft202012Validator

SCHEMA: dict[str, Any] = json.loads((Path(settings.BASE_DIR) / "docs" / "assess.schema.json").read_text())
VALIDATOR = Draft202012Validator(SCHEMA, validate_formats=True)


def read_back(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer as its reader gets it; JSON knows no NaN."""
    told: dict[str, Any] = json.loads(json.dumps(answer, ensure_ascii=False, allow_nan=False))
    return told


def wrong_with(answer: dict[str, Any]) -> list[str]:
    """Where the answer breaks its schema, and how."""
    broken = VALIDATOR.iter_errors(read_back(answer))
    return [f"{'/'.join(map(str, error.instance_path))}: {error.message}" for error in broken]
