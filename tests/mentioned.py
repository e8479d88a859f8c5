"""Whom a text tells of."""

from patients.models import Patient


def mentioned(text: str) -> list[Patient]:
    """The patients a page or an answer of the API tells of: by name, hospital number or id."""
    return [
        row
        for row in Patient.objects.only("name", "hospital_number")
        if str(row.pk) in text or row.hospital_number in text or row.name in text
    ]
