"""Every column people type into holds what would run in a page, a template or a calendar if it could."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import DatabaseError, models, transaction
from django.db.models.functions import Cast, Concat, Right

from tests.database import tables_with_rows
from tests.setup.checkout import ROOMS

LIVE = '"><img src=x onerror=alert(1)>'
CANARY = f"{LIVE}QZ{{{{ 7|add:7 }}}}QZ'</textarea></title>\r\nX-QZ:1"
# Shorter columns hold as much of it as fits; these begin a tag in eight.
SHORT = '"><i z>'
_CODED = """
LabResult.analyte JobRun.name JobRun.error Task.key Task.source User.username User.password
Patient.name_pinyin Patient.name_initials Patient.national_id_index Contact.phone_index TrailEntry.row_id
ReadRecord.row_id TrailEntry.subject ReadRecord.subject FactChange.source Reassessment.error
ImagingStudy.study_uid KeyImage.sop_uid ImagingSeries.series_uid ImagingSeries.frame_of_reference_uid
ImagingSeries.kernel LesionMeasurement.series_uid ReportAttachment.sha256 CalendarFeed.digest
Minutes.sha256 MinutesFile.seal MinutesFile.sha256 PreRead.agenda ImportedCase.case
Conference.disciplines Case.triggers Case.reasons Dose.blocked_by ReboundWatch.plan TrailEntry.reason
ReadRecord.reason TrailEntry.user_name ReadRecord.user_name FormerPassword.password ImportBatch.digest
OpenSession.session_data Submission.address Submission.digest Submission.key
"""
_TYPED = """
accession_number agent_text analyte approved_by_name basis_text batch bed bone_window_by booked_place
caption closing_note conclusion dentist_name description deviation device dose_text drug_text drugs
ended_reason error evidence file_name findings flag histology_text hospital kept_because modality_text name
note outcome_text outside_hospital patient_wish place procedure product question reason reason_text receipt
reference region response_text result review_note route_text short_name site site_text sites specimen
stage_text subject text tnm_text tool type_text undo_reason user_name variant waiver_reason
"""
# Under one of these names in any table.
TYPED = frozenset(_TYPED.split())
# Typed too, but a rule of the table keeps them empty while a row is valid.
BOUND = frozenset({"void_reason", "cancel_reason"})
# Codes, keys and digests of the house, names of its own jobs, and the trail, which nobody can change.
CODED = frozenset(_CODED.split())

DISTINCT = {"Hospital", "Department", "Ward"}


def models_of_the_house() -> Iterator[type[models.Model]]:
    """Every table but the histories, which triggers write."""
    for model in apps.get_models():
        if model._meta.app_label in ROOMS and not any(
            f.name == "pgh_id" for f in model._meta.concrete_fields
        ):
            yield model


def texts(model: type[models.Model]) -> list[Any]:
    """The columns people type into, lists of words too."""
    return [field for field in worded(model) if field.name in TYPED and name_of(field) not in CODED]


def worded(model: type[models.Model]) -> list[Any]:
    """The columns of text without a closed set of values."""
    return [field for field in model._meta.local_concrete_fields if is_worded(field)]


def is_worded(field: Any) -> bool:
    """Text or a list of texts; what is chosen from a list is none."""
    if isinstance(field, ArrayField):
        return is_worded(field.base_field)
    return type(field) in {models.CharField, models.TextField} and not field.choices


def name_of(field: Any) -> str:
    """As CODED says it."""
    return f"{field.model.__name__}.{field.name}"


def canary(field: Any) -> Any:
    """As much of it as fits."""
    if isinstance(field, ArrayField):
        return [canary(field.base_field)]
    most = field.max_length or len(CANARY)
    return CANARY[:most] if most > len(LIVE) + 20 else (LIVE if most > len(LIVE) else SHORT[:most])


def poison(refused: set[str]) -> None:
    """Write it everywhere; `refused` gathers what the database itself does not take, for the next time."""
    held = tables_with_rows()
    there = (model for model in models_of_the_house() if model._meta.db_table in held)
    wanted = [field for model in there for field in texts(model)]
    fields = [field for field in wanted if name_of(field) not in refused]
    if not written(fields):
        refused |= {name_of(field) for field in fields if not written([field])}


def written(fields: list[Any]) -> bool:
    """False, and nothing written, when a rule of a table refuses it."""
    tables: dict[type[models.Model], dict[str, Any]] = {}
    for field in fields:
        tables.setdefault(field.model, {})[field.name] = value_of(field)
    try:
        with transaction.atomic():
            for model, values in tables.items():
                model._default_manager.update(**values)
    except DatabaseError:
        return False
    return True


def value_of(field: Any) -> Any:
    """Different in each row where a table wants that."""
    text = canary(field)
    if field.model.__name__ not in DISTINCT:
        return text
    return Concat(models.Value(text[: field.max_length - 8]), Right(Cast("pk", models.CharField()), 8))
