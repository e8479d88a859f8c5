"""What a reader states about a bone window: it settles the quality item, keeps its reason, is not edited."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.utils import DatabaseError
from django.test import Client
from django.urls import reverse

from accounts.errors import Conflict
from accounts.models import ReadRecord
from imaging.enums import WindowAnswer
from imaging.models import BoneWindowReview, BoneWindowStatement, ImagingSeries, ImagingStudy
from imaging.services import STUDY
from imaging.services.statements import statement_record
from imaging.sheets import STUDY as SHEET
from imaging.sheets import window_state
from imaging.specs import StatementSpec
from patients.models import Patient
from patients.services.recording import record_correct
from tests.cast import TODAY, Cast
from tests.imaging.test_recording import ct
from tests.imaging.test_reviews import every_slice, opened, sent
from tests.patients.spoken import NOW

YES, NO, CANNOT = (StatementSpec(answer) for answer in WindowAnswer)


def stated(people: Cast, study: ImagingStudy, spec: StatementSpec) -> BoneWindowStatement:
    return statement_record(by=people.doctor_wang, study=study, spec=spec, today=TODAY)


def facts(study: ImagingStudy) -> tuple[Any, ...]:
    study.refresh_from_db()
    return (
        study.bone_window_reviewed,
        study.bone_window_by,
        study.bone_window_on,
        study.window_width,
        study.window_level,
    )


def shown(people: Cast, series: ImagingSeries, clock: time_machine.Traveller, **window: Any) -> None:
    visit = opened(people.doctor_wang, series)
    clock.shift(timedelta(seconds=30))
    sent(people.doctor_wang, series, visit, 0, every_slice(2000, **window))


def state(zhang: Patient) -> str:
    return window_state(SHEET.rows(zhang).get())


def test_read_here_carries_the_window_it_was_read_in(
    people: Cast, series: ImagingSeries, zhang: Patient, noon: time_machine.Traveller
) -> None:
    shown(people, series, noon, width=2200, level=600)
    assert state(zhang) == "window_partial"
    row = stated(people, series.study, YES)
    assert facts(series.study) == (True, "王磊", TODAY, 2200, 600)
    assert row.coverage == 100
    assert state(zhang) == "window_observed"


def test_read_elsewhere_is_attested_without_numbers(
    people: Cast, series: ImagingSeries, zhang: Patient
) -> None:
    assert state(zhang) == "not_recorded"
    row = stated(people, series.study, YES)
    assert facts(series.study) == (True, "王磊", TODAY, None, None)
    assert (row.coverage, state(zhang)) == (None, "window_attested")


def test_what_another_reader_was_shown_is_not_ones_own(
    people: Cast, series: ImagingSeries, noon: time_machine.Traveller
) -> None:
    shown(people, series, noon)
    statement_record(by=people.radiologist_he, study=series.study, spec=YES, today=TODAY)
    assert facts(series.study) == (True, "何洁", TODAY, None, None)


def test_not_possible_says_why_and_leaves_the_quality_item_open(
    people: Cast, series: ImagingSeries, zhang: Patient
) -> None:
    with pytest.raises(ValidationError) as problem:
        stated(people, series.study, CANNOT)
    assert list(problem.value.error_dict) == ["reason"]
    stated(people, series.study, StatementSpec(WindowAnswer.NOT_POSSIBLE, "  只有纵隔窗胶片 "))
    assert BoneWindowStatement.objects.get().reason == "只有纵隔窗胶片"
    assert (facts(series.study), state(zhang)) == ((False, "王磊", None, None, None), "window_not_possible")
    stated(people, series.study, NO)
    assert state(zhang) == "window_none"


def test_a_correction_is_a_further_statement_and_nothing_is_edited(
    people: Cast, series: ImagingSeries
) -> None:
    stated(people, series.study, NO)
    stated(people, series.study, YES)
    assert facts(series.study)[0] is True
    assert [row.answer for row in BoneWindowStatement.objects.all()] == ["YES", "NO"]
    for change in ({"answer": "YES"}, {"reason": "x"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            BoneWindowStatement.objects.filter(answer="NO").update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        BoneWindowStatement.objects.all().delete()


def test_a_corrected_examination_keeps_its_statements(people: Cast, series: ImagingSeries) -> None:
    stated(people, series.study, NO)
    new = record_correct(
        kind=STUDY, by=people.doctor_wang, row=series.study, spec=ct(), reason="录错", today=TODAY, now=NOW
    )
    assert new.window_statements.get().answer == "NO"
    with pytest.raises(Conflict):
        stated(people, series.study, YES)


def test_a_nurse_states_nothing(people: Cast, series: ImagingSeries) -> None:
    with pytest.raises(PermissionDenied):
        statement_record(by=people.nurse_li, study=series.study, spec=YES, today=TODAY)
    assert not BoneWindowStatement.objects.exists()


@pytest.fixture
def doctor(people: Cast, client: Client, noon: time_machine.Traveller) -> Client:
    client.force_login(people.doctor_wang)
    return client


def test_the_page_states_and_goes_back_to_the_viewer(doctor: Client, series: ImagingSeries) -> None:
    path = reverse("imaging:window_statement", args=[series.study_id])
    back = reverse("imaging:viewer", args=[series.study_id])
    refused = doctor.post(path, {"answer": "NOT_POSSIBLE", "next": back})
    assert (refused.status_code, BoneWindowStatement.objects.count()) == (422, 0)
    assert "请说明无法阅片的原因" in refused.content.decode()
    assert doctor.post(path, {"answer": "YES", "next": back}).headers["Location"] == back
    elsewhere = doctor.post(path, {"answer": "NO", "next": "https://elsewhere.invalid/"})
    assert elsewhere.headers["Location"].startswith("/patients/")
    assert "未按骨窗阅片" in doctor.get(path).content.decode()


def test_everybody_sees_what_is_recorded_about_them_and_nobody_else(
    people: Cast, series: ImagingSeries, noon: time_machine.Traveller, client: Client
) -> None:
    shown(people, series, noon)
    assert BoneWindowReview.objects.count() == 1
    path = reverse("imaging:my_reviews")
    client.force_login(people.doctor_wang)
    assert "2500 / 700" in client.get(path).content.decode()
    client.force_login(people.radiologist_he)
    assert "2500 / 700" not in client.get(path).content.decode()


def test_a_reading_stays_listed_without_the_patient_who_moved_away(
    people: Cast, series: ImagingSeries, noon: time_machine.Traveller, doctor: Client
) -> None:
    shown(people, series, noon)
    path, patient = reverse("imaging:my_reviews"), series.study.patient
    ImagingSeries.objects.update(description="ZHANG GUILAN")  # a scanner writes names there
    assert patient.hospital_number in doctor.get(path).content.decode()
    looks = ReadRecord.objects.filter(patient_id=patient.pk).count()
    cache.clear()  # the next look is the first of its hour

    Patient.objects.filter(pk=patient.pk).update(department=people.oncology_2, ward=None)
    page = doctor.get(path).content.decode()
    assert "2500 / 700" in page
    assert patient.hospital_number not in page
    assert "ZHANG" not in page
    assert ReadRecord.objects.filter(patient_id=patient.pk).count() == looks
