"""Why a bone window cannot be read, or that its day is missing, stands wherever its status does."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from imaging.enums import WindowAnswer
from imaging.models import ImagingSlot, ImagingStudy
from imaging.selectors.evidence import obstacle_of
from imaging.selectors.window_quality import window_counts, window_quality
from imaging.services.statements import statement_record
from imaging.specs import StatementSpec
from patients.models import Patient
from tests.cast import Cast
from tests.imaging.calendar import LATE, ask_rules, at, ct_done

DONE, REASON = date(2025, 4, 25), "外院只给了纵隔窗胶片"


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """A day on which the CT of May is overdue."""
    with time_machine.travel(at(LATE), tick=False):
        yield


@pytest.fixture
def study(people: Cast, zhang: Patient) -> ImagingStudy:
    """A CT near the slot of May, of which nobody has spoken."""
    return ct_done(people, zhang, DONE, read=False)


@pytest.fixture
def impossible(people: Cast, zhang: Patient, study: ImagingStudy) -> ImagingStudy:
    """The same, with the statement that its bone window cannot be read."""
    spec = StatementSpec(WindowAnswer.NOT_POSSIBLE, REASON)
    statement_record(by=people.radiologist_he, study=study, spec=spec, today=LATE)
    ask_rules(zhang, LATE)
    return study


def addresses(study: ImagingStudy) -> dict[str, str]:
    return {
        "board": reverse("imaging:board"),
        "patient": reverse("patients:detail", args=[study.patient_id]),
        "study": reverse("imaging:study_record", args=[study.patient_id, study.id]),
        "images": reverse("imaging:study_images", args=[study.id]),
        "quality": reverse("imaging:window_quality"),
    }


@pytest.mark.parametrize("where", ["board", "patient", "study", "images", "quality"])
def test_the_reason_stands_there(people: Cast, impossible: ImagingStudy, client: Client, where: str) -> None:
    client.force_login(people.doctor_wang)
    assert REASON in client.get(addresses(impossible)[where]).content.decode()


def test_it_counts_as_not_read_and_leaves_the_slot_open(people: Cast, impossible: ImagingStudy) -> None:
    counts = window_counts(people.doctor_wang, DONE, LATE)
    assert (counts.total, counts.read, counts.unread, counts.impossible) == (1, 0, 1, 1)
    listed = window_quality(people.doctor_wang, LATE).impossible
    assert [obstacle_of(row) for row in listed] == [REASON]
    assert ImagingSlot.objects.get(study=impossible).is_fulfilled is False


def test_a_later_statement_takes_the_reason_away(
    people: Cast, impossible: ImagingStudy, client: Client
) -> None:
    with time_machine.travel(at(LATE, 10), tick=False):
        spec = StatementSpec(WindowAnswer.YES)
        statement_record(by=people.radiologist_he, study=impossible, spec=spec, today=LATE)
        client.force_login(people.doctor_wang)
        assert REASON not in client.get(addresses(impossible)["board"]).content.decode()
        assert window_counts(people.doctor_wang, DONE, LATE).impossible == 0


def test_a_reading_without_its_day_counts_nowhere_and_says_so(
    people: Cast, zhang: Patient, study: ImagingStudy, client: Client
) -> None:
    ImagingStudy.objects.filter(pk=study.pk).update(bone_window_reviewed=True, bone_window_by="何洁")
    ask_rules(zhang, LATE)
    counts = window_counts(people.doctor_wang, DONE, LATE)
    assert (counts.read, counts.undated, counts.unread, counts.unknown, counts.attested) == (0, 1, 0, 0, 0)
    assert ImagingSlot.objects.get(study=study).is_fulfilled is False
    client.force_login(people.doctor_wang)
    client.cookies["django_language"] = "zh-hans"
    assert "缺阅片日期" in client.get(addresses(study)["board"]).content.decode()
