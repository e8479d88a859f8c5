"""Every table that points at a patient, in every room, found in the models, not in a list that grows old."""

from typing import Any

from django.db.models import ForeignKey, ForeignObjectRel, Model, OneToOneField, Q
from pghistory.models import Event

from patients.models import Patient

Reference = ForeignKey[Any, Any]


def references() -> list[Reference]:
    """The columns that name a patient. Write history is left out: it keeps the id it was written under."""
    found = []
    for relation in Patient._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or not isinstance(relation.field, ForeignKey):
            continue
        if not issubclass(relation.field.model, Event):
            found.append(relation.field)
    return sorted(found, key=lambda column: column.model._meta.label)


def is_single(column: Reference) -> bool:
    """True when a patient can have one such row only."""
    return isinstance(column, OneToOneField)


def rows_of_other_rooms(patient: Patient) -> list[str]:
    """What rooms above keep about the patient, as words for a person: "courses (1)".

    A model may name rows in `DERIVED` that follow from others and go when those go: they keep nobody.
    """
    found = []
    for column in references():
        model: type[Model] = column.model
        if model._meta.app_label == Patient._meta.app_label:
            continue
        rows = model._base_manager.filter(**{column.name: patient})
        count = rows.exclude(getattr(model, "DERIVED", Q(pk__in=[]))).count()
        if count:
            found.append(f"{model._meta.verbose_name_plural} ({count})")
    return found
