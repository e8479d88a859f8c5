"""Signatures: by discipline, chair and medical affairs, in the board's order; the last one seals."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from accounts.enums import Discipline, Role
from accounts.models import User
from mdt.enums import ApprovalStep, MeetingState
from mdt.models import Board, Meeting, Minutes, SignOff
from mdt.selectors.signing import needed, to_sign
from mdt.services.closing import meeting_close
from mdt.services.signing import minutes_seal_due, minutes_sign
from patients.models import Patient
from tests.cast import Cast, cast, patient, person
from tests.mdt.boards import at, came
from tests.mdt.minutes.stage import CLOSING, closed_case, session

BOTH = [ApprovalStep.DISCIPLINES, ApprovalStep.CHAIR]
LATER = at(hour=17)


def closed(people: Cast, zhang: Patient, approval: list[ApprovalStep]) -> Meeting:
    held = session(people, approval=approval)
    closed_case(people, zhang, held)
    return meeting_close(by=people.coordinator_qian, meeting=held, now=CLOSING)


def signed(meeting: Meeting) -> list[tuple[str, str]]:
    return list(meeting.signatures.order_by("step", "discipline").values_list("step", "discipline"))


def test_nothing_is_sealed_before_the_last_signature(people: Cast, zhang: Patient) -> None:
    held = closed(people, zhang, BOTH)
    for signer in (people.radiologist_he, people.panel_member_lin):
        minutes_sign(by=signer, meeting=held, now=LATER)
    assert not Minutes.objects.exists()

    minutes_sign(by=people.doctor_wang, meeting=held, now=LATER)

    held.refresh_from_db()
    assert held.state == MeetingState.SIGNED
    assert signed(held) == [
        ("CHAIR", ""), ("DISCIPLINES", "MED_ONC"), ("DISCIPLINES", "RADIOLOGY"), ("DISCIPLINES", "RAD_ONC")
    ]  # fmt: skip
    assert [row["name"] for row in Minutes.objects.get().content["signatures"]] == [
        "王磊", "林涛", "何洁", "王磊"
    ]  # fmt: skip


def test_the_chair_signs_after_the_disciplines(people: Cast, zhang: Patient) -> None:
    held = closed(people, zhang, BOTH)

    minutes_sign(by=people.doctor_wang, meeting=held, now=LATER)

    assert signed(held) == [("DISCIPLINES", "MED_ONC")]
    assert to_sign(people.doctor_wang) == []
    assert to_sign(people.radiologist_he) == [held]


def test_signing_twice_is_signing_once(people: Cast, zhang: Patient) -> None:
    held = closed(people, zhang, [ApprovalStep.DISCIPLINES])
    assert len(minutes_sign(by=people.radiologist_he, meeting=held, now=LATER)) == 1

    assert minutes_sign(by=people.radiologist_he, meeting=held, now=LATER) == []
    assert SignOff.objects.count() == 1


def test_medical_affairs_signs_last_where_the_board_names_somebody(people: Cast, zhang: Patient) -> None:
    office = person("yiwu", "医务处", Role.PANEL_MEMBER, people.oncology_1)
    held = session(people, approval=[*BOTH, ApprovalStep.MEDICAL_AFFAIRS], medical_affairs=office)
    closed_case(people, zhang, held)
    meeting_close(by=people.coordinator_qian, meeting=held, now=CLOSING)
    for signer in (people.radiologist_he, people.panel_member_lin, people.doctor_wang):
        minutes_sign(by=signer, meeting=held, now=LATER)
    assert not Minutes.objects.exists()

    minutes_sign(by=office, meeting=held, now=LATER)

    assert Minutes.objects.get().content["signatures"][-1]["name"] == "医务处"


def test_guests_without_an_account_leave_no_signature_open(people: Cast, zhang: Patient) -> None:
    held = session(people, approval=[ApprovalStep.DISCIPLINES])
    held.attendance.create(name="外院专家", discipline=Discipline.ORTHO, recorded_by=people.doctor_wang)
    came(held, people.nurse_li, Discipline.NURSING)

    assert [one.discipline for one in needed(held)] == ["MED_ONC", "RAD_ONC", "RADIOLOGY"]


def test_a_role_that_signs_nothing_is_refused(people: Cast, zhang: Patient) -> None:
    held = closed(people, zhang, BOTH)

    with pytest.raises(PermissionDenied):
        minutes_sign(by=people.nurse_li, meeting=held, now=LATER)


@pytest.mark.django_db(transaction=True)
def test_two_of_one_discipline_at_once_leave_one_signature(transactional_db: None) -> None:
    people = cast()
    zhang = patient(people.oncology_1, responsible_doctor=people.doctor_wang)
    held = session(people, approval=[ApprovalStep.DISCIPLINES])
    came(held, people.doctor_zhao, Discipline.MED_ONC)
    closed_case(people, zhang, held)
    meeting_close(by=people.coordinator_qian, meeting=held, now=CLOSING)

    counts = at_once(
        held, people.doctor_wang, people.doctor_zhao, people.radiologist_he, people.panel_member_lin
    )

    assert sum(counts) == 3
    assert sorted(held.signatures.values_list("discipline", flat=True)) == ["MED_ONC", "RADIOLOGY", "RAD_ONC"]
    assert Minutes.objects.count() == 1


def at_once(held: Meeting, *signers: User) -> list[int]:
    """Everybody signs in a thread of their own; how many signatures each gave."""
    gate = Barrier(len(signers))

    def run(signer: User) -> int:
        gate.wait()
        try:
            return len(minutes_sign(by=signer, meeting=held, now=LATER))
        finally:
            connection.close()

    with ThreadPoolExecutor(len(signers)) as pool:
        return list(pool.map(run, signers))


def test_minutes_whose_board_asks_for_fewer_signatures_are_sealed(people: Cast, zhang: Patient) -> None:
    held = closed(people, zhang, [ApprovalStep.CHAIR, ApprovalStep.MEDICAL_AFFAIRS])
    minutes_sign(by=people.doctor_wang, meeting=held, now=LATER)
    assert minutes_seal_due(now=LATER) == 0

    Board.objects.update(approval=[ApprovalStep.CHAIR])

    assert [minutes_seal_due(now=LATER) for _ in range(2)] == [1, 0]
    held.refresh_from_db()
    assert (held.state, Minutes.objects.get().sealed_by) == (MeetingState.SIGNED, None)


def test_minutes_do_not_wait_for_a_signer_who_left_the_house(people: Cast, zhang: Patient) -> None:
    held = closed(people, zhang, [ApprovalStep.DISCIPLINES])
    for signer in (people.doctor_wang, people.radiologist_he):
        minutes_sign(by=signer, meeting=held, now=LATER)
    User.objects.filter(pk=people.panel_member_lin.pk).update(is_active=False)

    assert minutes_seal_due(now=LATER) == 1
    assert [row["name"] for row in Minutes.objects.get().content["signatures"]] == ["王磊", "何洁"]
