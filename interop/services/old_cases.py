"""Old cases from a table: looked at, approved in one step, and undone as long as nobody built on them.

What is reviewed is what is imported: a review writes every row by the services of the rooms and takes all
of it back. No rule of the record refuses an imported fact; a possible double is left out.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import Conflict, Refusal
from accounts.models import User
from accounts.permissions import Permission
from accounts.spreadsheet.columns import Column, Entry, Problem, accepted_by, entry_again
from accounts.spreadsheet.complaints import Told, in_every_language
from accounts.vocabulary import say
from guidelines.record.board import BoneDrugStatement
from interop.enums import BatchState
from interop.models import ImportBatch, ImportedLine
from interop.old_cases import BOARD, TUMOUR, columns_of
from interop.services.complaints import kept, rows_of, told_of
from interop.services.touched import written_rows
from mdt.services import CONFERENCE
from mdt.specs import ConferenceSpec
from patients.enums import Histology, MetastasisBasis, MetastasisStatus, Sex
from patients.models import Patient
from patients.services.recording import record_add
from patients.services.registration import patient_register
from patients.services.tumour import bone_metastasis_save, diagnosis_save
from patients.services.writing import must
from patients.specs.facts import DiagnosisSpec, MetastasisSpec
from patients.specs.people import PatientSpec, PlaceSpec, RegistrationSpec

MOST_ROWS = 500
HERE = Permission.CASES_IMPORT
EARLIER_BOARD = replace(CONFERENCE, permission=HERE)
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """Who brings which file in on which day."""

    by: User
    file_name: str
    today: date


def batch_review(
    *, by: User, file_name: str, content: bytes, entries: Sequence[Entry], now: datetime, today: date
) -> ImportBatch:
    """The table as it would be imported: good rows wait, the others say what is wrong. Nothing is imported.

    Raises ValidationError for a table without rows or with too many.
    """
    must(by, HERE)
    if by.hospital is None:
        raise PermissionDenied
    if not entries or len(entries) > MOST_ROWS:
        raise ValidationError(_("The table must have 1 to %(most)s rows.") % {"most": MOST_ROWS})
    source = Source(by, file_name, today)
    with transaction.atomic():
        problems = [*_tried(source, entries)]
        transaction.set_rollback(True)
    bad = rows_of(problems)
    good = [{"row": entry.row, "texts": entry.texts} for entry in entries if entry.row not in bad]
    return ImportBatch.objects.create(
        hospital=by.hospital,
        file_name=file_name[:120],
        digest=hashlib.sha256(content).hexdigest(),
        good_count=len(good),
        bad_count=len(bad),
        waiting=json.dumps(good, ensure_ascii=False) if good else "",
        problems=kept(problems),
        uploaded_by=by,
        uploaded_at=now,
    )


@transaction.atomic
def batch_approve(*, by: User, batch: ImportBatch, now: datetime, today: date) -> ImportBatch:
    """The good rows, imported together. A second click finds them imported and changes nothing.

    A row that became a double since the review is left out and said. Raises Conflict for a discarded batch.
    """
    must(by, HERE)
    held = _held(batch)
    if held.state == BatchState.APPROVED:
        return held
    if held.state != BatchState.REVIEW:
        raise Conflict(_("This import was discarded or undone."))
    columns = columns_of(held.hospital)
    source = Source(by, held.file_name, today)
    late: list[Told] = []
    for told in json.loads(held.waiting or "[]"):
        entry = entry_again(told["row"], told["texts"], columns)
        late += _imported(source, held, entry, columns)
    rows = rows_of(late)
    held.problems = kept([*told_of(held), *late])
    held.good_count, held.bad_count = held.good_count - len(rows), held.bad_count + len(rows)
    held.state, held.waiting, held.approved_by, held.approved_at = BatchState.APPROVED, "", by, now
    held.save()
    return held


@transaction.atomic
def batch_drop(*, by: User, batch: ImportBatch) -> ImportBatch:
    """The table discarded before it was approved; its rows are forgotten."""
    must(by, HERE)
    held = _held(batch)
    if held.state == BatchState.REVIEW:
        held.state, held.waiting, held.problems = BatchState.DROPPED, "", ""
        held.save()
    return held


def _held(batch: ImportBatch) -> ImportBatch:
    return ImportBatch.objects.select_for_update(of=("self",)).select_related("hospital").get(pk=batch.pk)


def _tried(source: Source, entries: Sequence[Entry]) -> Iterator[Told]:
    """Every problem of the table; the rows stay written until the caller takes them back."""
    columns = columns_of(source.by.hospital) if source.by.hospital else ()
    for entry in entries:
        found, _patient = _tale(source, entry, columns)
        yield from found


def _imported(source: Source, batch: ImportBatch, entry: Entry, columns: Sequence[Column]) -> Sequence[Told]:
    problems, patient = _tale(source, entry, columns)
    if patient is not None:
        line = ImportedLine.objects.create(batch=batch, place=entry.row, patient=patient)
        line.made = written_rows(patient)
        line.save(update_fields=["made"])
    return problems


def _tale(source: Source, entry: Entry, columns: Sequence[Column]) -> tuple[Sequence[Told], Patient | None]:
    """The same with what is wrong in every language: a row that fails is tried again in each of them."""
    found, patient = _written(source, entry, columns)
    return (in_every_language(lambda: _written(source, entry, columns)[0]) if found else ()), patient


def _written(
    source: Source, entry: Entry, columns: Sequence[Column]
) -> tuple[Sequence[Problem], Patient | None]:
    """The patient of a row in a savepoint of its own, or what stands against it."""
    if entry.problems:
        return entry.problems, None
    try:
        with transaction.atomic():
            return (), _case(source, entry.values)
    except ValidationError as error:
        return list(_said(entry, error, columns)), None
    except Refusal as refusal:
        told = [f"{one.rule_id} {say(one.message)}" for one in refusal.findings]
        accepted = _("register this patient on the page: there a person decides")
        return [Problem(entry.row, "", text, accepted) for text in told], None


def _said(entry: Entry, error: ValidationError, columns: Sequence[Column]) -> Iterator[Problem]:
    known = {column.key: column for column in columns}
    told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, texts in told.items():
        column = known.get(NAMES.get(name, name))
        title, accepted = (str(column.title), accepted_by(column)) if column else ("", "")
        yield Problem(entry.row, title, " ".join(texts), accepted)


NAMES = {"status": "bone_metastasis"}  # fields of a service that the table calls otherwise


def _case(source: Source, values: Values) -> Patient:
    by, today = source.by, source.today
    person = PatientSpec(
        name=values["name"],
        sex=Sex(values["sex"]),
        birth_date=values["birth_date"],
        hospital_number=values["hospital_number"],
        national_id=values["national_id"] or "",
        responsible_doctor=values["responsible_doctor"],
    )
    spec = RegistrationSpec(person=person, place=PlaceSpec(department=values["department"]))
    patient = patient_register(by=by, spec=spec, today=today, under=HERE)
    _diagnosis(source, patient, values)
    _metastasis(source, patient, values)
    _board(source, patient, values)
    return patient


def _diagnosis(source: Source, patient: Patient, values: Values) -> None:
    if not any(values[key] for key in TUMOUR):
        return
    spec = DiagnosisSpec(
        histology=Histology(values["histology"] or Histology.UNKNOWN),
        diagnosed_on=values["diagnosed_on"],
        tnm_text=values["tnm_text"] or "",
        stage_text=values["stage_text"] or "",
        note=_("Imported on %(day)s from %(file)s") % {"day": source.today, "file": source.file_name},
    )
    diagnosis_save(by=source.by, patient=patient, spec=spec, today=source.today, under=HERE)


def _metastasis(source: Source, patient: Patient, values: Values) -> None:
    status = values["bone_metastasis"]
    if status is None:
        if values["confirmed_on"] or values["basis"] or values["sites"]:
            raise ValidationError({"bone_metastasis": _("Say first whether there is bone metastasis.")})
        return
    spec = MetastasisSpec(
        status=MetastasisStatus(status),
        confirmed_on=values["confirmed_on"],
        basis=MetastasisBasis(values["basis"]) if values["basis"] else None,
        sites=values["sites"] or "",
    )
    bone_metastasis_save(
        by=source.by, patient=patient, spec=spec, today=source.today, imported=True, under=HERE
    )


def _board(source: Source, patient: Patient, values: Values) -> None:
    if not any(values[key] for key in BOARD):
        return
    statement = values["drug_statement"]
    spec = ConferenceSpec(
        held_on=values["held_on"],
        question=values["question"] or "",
        conclusion=values["conclusion"] or "",
        drug_statement=BoneDrugStatement(statement) if statement else None,
        drug_text=values["drug_text"] or "",
    )
    record_add(
        kind=EARLIER_BOARD, by=source.by, patient=patient, spec=spec, today=source.today, imported=True
    )
