"""What is kept of an assessment beside its tasks, as JSON: the data flags."""

from typing import Any

from guidelines.assessment.data import DataFlag


def flag_note(flag: DataFlag) -> dict[str, Any]:
    """A data flag: its check, the field it is about, its words."""
    message = {"zh": flag.message.zh, "en": flag.message.en}
    return {"check": flag.check, "field": flag.field, "message": message}
