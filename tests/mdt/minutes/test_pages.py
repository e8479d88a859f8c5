"""The pages: two actions to close, two to sign, what changed said plainly, and nothing for strangers."""

import hashlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import ReadAction
from accounts.models import ReadRecord, User
from mdt.enums import ApprovalStep, MeetingState
from mdt.models import Attendance, Case, Conference, Meeting, Minutes, MinutesFile
from mdt.services import rendering
from mdt.services.closing import meeting_close
from mdt.services.rendering import files_render
from patients.models import Patient
from tests.cast import Cast, patient
from tests.mdt.boards import at, case
from tests.mdt.minutes.stage import CLOSING, closed_case, session

pytestmark = pytest.mark.usefixtures("noon")


def as_(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    user.language = "en"
    user.save()
    return browser


@pytest.fixture
def held(people: Cast, zhang: Patient) -> Meeting:
    made = session(people, approval=[ApprovalStep.DISCIPLINES])
    closed_case(people, zhang, made)
    return made


@pytest.fixture
def minutes(people: Cast, zhang: Patient) -> Minutes:
    made = session(people)
    closed_case(people, zhang, made)
    meeting_close(by=people.coordinator_qian, meeting=made, now=CLOSING)
    return Minutes.objects.get()


@pytest.fixture
def files(minutes: Minutes, monkeypatch: Any) -> Minutes:
    monkeypatch.setattr(
        rendering, "pdf_of", lambda html: b"%PDF-1.7 " + hashlib.sha256(html.encode()).digest()
    )
    files_render(meeting=Meeting.objects.get(), now=CLOSING)
    return minutes


def page(browser: Client, name: str, *args: Any) -> str:
    answer = browser.get(reverse(name, args=args), follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def of(minutes: Minutes) -> tuple[Any, Any]:
    return minutes.case.patient_id, minutes.id


def test_the_coordinator_opens_the_page_and_closes(people: Cast, held: Meeting) -> None:
    browser = as_(people.coordinator_qian)
    assert "Every case has its outcome." in page(browser, "minutes:close", held.id)

    answer = browser.post(reverse("minutes:close", args=[held.id]))

    assert answer["Location"] == reverse("minutes:meeting", args=[held.id])
    held.refresh_from_db()
    assert held.state == MeetingState.CLOSED


def test_a_case_without_outcome_leads_to_where_it_is_deferred_or_withdrawn(
    people: Cast, held: Meeting
) -> None:
    other = patient(people.oncology_1, "李华", "ZY5")
    left = case(held.board, other, people.doctor_wang, to=held)

    shown = page(as_(people.coordinator_qian), "minutes:close", held.id)

    assert reverse("case:detail", args=[left.id]) in shown
    assert "Close and send</span>" not in shown


def test_what_is_missing_asks_for_a_reason_in_place(people: Cast, held: Meeting) -> None:
    Attendance.objects.filter(discipline="RADIOLOGY").delete()
    browser, address = as_(people.coordinator_qian), reverse("minutes:close", args=[held.id])

    refused = browser.post(address)
    assert refused.status_code == 422
    assert "Please say why" in refused.content.decode()

    assert browser.post(address, {"note": "影像科急诊"}).status_code == 302


def test_the_signer_finds_the_way_in_the_bar_and_signs_what_was_read(people: Cast, held: Meeting) -> None:
    meeting_close(by=people.coordinator_qian, meeting=held, now=CLOSING)
    browser = as_(people.panel_member_lin)
    assert "To sign (1)" in page(browser, "patients:list")
    shown = page(browser, "minutes:to_sign")
    assert "先外照射，继续地舒单抗。" in shown or "A case of a patient you may not see." in shown

    browser.post(reverse("minutes:sign"), {"read": str(held.id)})

    assert held.signatures.get().signed_by == people.panel_member_lin
    assert "To sign (" not in page(browser, "patients:list")


def test_a_meeting_that_was_not_on_the_page_is_not_signed(people: Cast, held: Meeting) -> None:
    meeting_close(by=people.coordinator_qian, meeting=held, now=CLOSING)

    as_(people.panel_member_lin).post(reverse("minutes:sign"), {"read": ""})

    assert not held.signatures.exists()


def test_the_minutes_say_on_the_page_what_they_say_on_paper(people: Cast, minutes: Minutes) -> None:
    shown = page(as_(people.doctor_wang), "minutes:case", *of(minutes))

    for words in (
        "张桂兰",
        "T8 外照射 30 Gy / 10 次",
        "Recommendation 10 1B",
        "not recorded",
        minutes.sha256[:4],
    ):
        assert words in shown
    assert "The record of that day still says what was sealed." in shown


def test_the_code_on_the_paper_leads_to_the_live_record(people: Cast, minutes: Minutes) -> None:
    answer = as_(people.doctor_wang).get(reverse("minutes:live", args=[minutes.id]))

    assert answer["Location"] == reverse("minutes:case", args=of(minutes))


def test_a_correction_after_the_sealing_is_said_plainly(people: Cast, minutes: Minutes) -> None:
    Case.objects.update(conclusion="先手术评估。")

    shown = page(as_(people.doctor_wang), "minutes:case", *of(minutes))

    assert "was changed in:" in shown
    assert "Conclusion" in shown
    assert "先外照射，继续地舒单抗。" in shown


def test_a_new_version_stands_beside_the_old_one(people: Cast, minutes: Minutes) -> None:
    browser, address = as_(people.coordinator_qian), reverse("minutes:renew", args=of(minutes))
    assert browser.post(address).status_code == 422

    browser.post(address, {"reason": "结论录入有误"})

    assert "There is a newer version 2: 结论录入有误" in page(browser, "minutes:case", *of(minutes))


def test_the_pdf_is_on_record_as_printed(people: Cast, files: Minutes) -> None:
    answer = as_(people.doctor_wang).get(reverse("minutes:case_file", args=[*of(files), "en"]))

    assert answer["Content-Type"] == "application/pdf"
    assert (
        hashlib.sha256(answer.content).hexdigest()
        == MinutesFile.objects.get(minutes=files, language="en").sha256
    )
    assert ReadRecord.objects.filter(action=ReadAction.PRINT, patient_id=files.case.patient_id).count() == 1


def test_a_language_nobody_prints_is_not_found(people: Cast, files: Minutes) -> None:
    assert (
        as_(people.doctor_wang).get(reverse("minutes:case_file", args=[*of(files), "fr"])).status_code == 404
    )


def test_the_whole_meeting_is_for_those_who_see_every_patient(people: Cast, files: Minutes) -> None:
    held = Meeting.objects.get()
    address = reverse("minutes:meeting_file", args=[held.id, "zh-hans"])

    assert as_(people.doctor_wang).get(address).status_code == 200
    assert as_(people.panel_member_lin).get(address).status_code == 404
    assert "for those who may see every patient" in page(
        as_(people.panel_member_lin), "minutes:meeting", held.id
    )


def test_progress_is_shown_until_every_file_is_there(
    people: Cast, minutes: Minutes, monkeypatch: Any
) -> None:
    held, browser = Meeting.objects.get(), as_(people.doctor_wang)
    waiting = page(browser, "minutes:progress", held.id)
    assert "0 of 4" in waiting
    assert 'hx-trigger="every 2s"' in waiting

    monkeypatch.setattr(rendering, "pdf_of", lambda _html: b"%PDF")
    files_render(meeting=held, now=CLOSING)

    done = page(browser, "minutes:progress", held.id)
    assert "hx-trigger" not in done
    assert reverse("minutes:meeting_file", args=[held.id, "en"]) in done


def check(browser: Client, content: bytes) -> str:
    file = SimpleUploadedFile("a.pdf", content, "application/pdf")
    return str(browser.post(reverse("minutes:verify"), {"file": file}).content.decode())


def test_a_file_is_known_by_its_bytes(people: Cast, files: Minutes) -> None:
    browser, row = as_(people.doctor_wang), MinutesFile.objects.get(minutes=files, language="en")

    assert "This file is the sealed one" in check(browser, bytes(row.pdf))
    assert "is none of the sealed ones" in check(browser, bytes(row.pdf) + b" ")


def test_a_whole_meeting_is_known_too(people: Cast, files: Minutes) -> None:
    row = MinutesFile.objects.get(minutes=None, language="en")

    assert "Every case in it is the newest version." in check(as_(people.doctor_wang), bytes(row.pdf))


def test_the_number_shows_the_seal(people: Cast, minutes: Minutes) -> None:
    shown = (
        as_(people.doctor_wang).get(reverse("minutes:verify"), {"number": minutes.number}).content.decode()
    )

    assert minutes.sha256 in shown
    assert "The content still has its seal." in shown


def test_a_stranger_learns_nothing(people: Cast, files: Minutes) -> None:
    stranger, row = as_(people.doctor_wu), MinutesFile.objects.get(minutes=files, language="en")
    held = Meeting.objects.get()

    assert "is none of the sealed ones" in check(stranger, bytes(row.pdf))
    assert (
        files.sha256 not in stranger.get(reverse("minutes:verify"), {"number": files.number}).content.decode()
    )
    for name in ("minutes:meeting", "minutes:progress", "minutes:close"):
        assert stranger.get(reverse(name, args=[held.id])).status_code == 404


def test_neither_a_file_nor_a_number_is_said(people: Cast) -> None:
    assert (
        "Type a number or choose a PDF."
        in as_(people.doctor_wang).post(reverse("minutes:verify")).content.decode()
    )


def test_the_patients_page_and_time_line_lead_to_the_minutes(people: Cast, minutes: Minutes) -> None:
    zhang = minutes.case.patient
    held_on = {"held_on": at().date(), "conclusion": "先外照射", "disciplines": ["MED_ONC"]}
    Case.objects.update(
        conference=Conference.objects.create(patient=zhang, recorded_by=people.doctor_wang, **held_on)
    )

    shown = page(as_(people.doctor_wang), "patients:detail", zhang.id)

    assert shown.count(reverse("minutes:case", args=of(minutes))) >= 2


def test_three_cases_cost_as_many_queries_as_one(people: Cast, zhang: Patient) -> None:
    browser = as_(people.doctor_wang)
    one, three = session(people), session(people, name="三例")
    closed_case(people, zhang, one)
    for place in (1, 2, 3):
        closed_case(people, patient(people.oncology_1, number=f"N{place}"), three, place=place)
    counts = []
    for held in (one, three):
        meeting_close(by=people.coordinator_qian, meeting=held, now=CLOSING)
        with CaptureQueriesContext(connection) as queries:
            page(browser, "minutes:meeting", held.id)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_three_meetings_to_sign_cost_as_many_queries_as_one(people: Cast) -> None:
    browser, counts = as_(people.panel_member_lin), []
    for names in (("一",), ("二", "三")):
        for name in names:
            held = session(people, name=name, approval=[ApprovalStep.DISCIPLINES])
            closed_case(people, patient(people.oncology_1, number=f"N{name}"), held)
            meeting_close(by=people.coordinator_qian, meeting=held, now=CLOSING)
        with CaptureQueriesContext(connection) as queries:
            page(browser, "minutes:to_sign")
        counts.append(len(queries))

    assert counts[0] == counts[1]
