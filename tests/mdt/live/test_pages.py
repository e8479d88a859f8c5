"""The page of the room: what it shows, to whom, and what a click does."""

from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from redis.exceptions import RedisError

from accounts.enums import Discipline
from accounts.models import User
from guidelines.mdt.dataset import CaseItem
from guidelines.mdt.decisions import DecisionType
from imaging.models import Lesion
from mdt.models import Attendance, Case, Decision, Dissent, Meeting, PanelOpinion, TimeSpent
from mdt.selectors.gaps import gaps_at_hand
from patients.models import BoneMetastasis, CareTeamMember, Patient
from tests.cast import Cast, patient
from tests.mdt.boards import MEETING_ON, decision
from tests.mdt.boards import case as a_case
from tests.mdt.live.session import minute, session

HOSTILE = "<script>alert(1)</script> {{ 7|add:7 }} url(http://x) \u202e\U0001f9b4 " + "长" * 60


@pytest.fixture
def of(people: Cast, zhang: Patient) -> Any:
    """The case under discussion, with the clock of the test standing in the meeting."""
    with time_machine.travel(minute(1), tick=False):
        yield session(people, zhang)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(of: Case, name: str, *more: object) -> str:
    return reverse(f"live:{name}", args=[of.meeting_id, of.id, *more])


def body(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_meeting_leads_to_the_case_on_the_screen(people: Cast, of: Case) -> None:
    second = another(people, of)
    page = reverse("live:meeting", args=[of.meeting_id])
    assert browser(people.doctor_wang).get(page).headers["Location"] == url(of, "case")
    browser(people.coordinator_qian).post(url(second, "show"))
    assert browser(people.doctor_wang).get(page).headers["Location"] == url(second, "case")
    told = body(browser(people.doctor_wang).get(url(of, "case")))
    assert "agenda-elsewhere" in told


def test_without_a_case_only_who_runs_the_meeting_finds_the_room(people: Cast, of: Case) -> None:
    page = reverse("live:meeting", args=[of.meeting_id])
    for user in (people.panel_member_lin, people.doctor_zhao):
        assert browser(user).get(page).status_code == 404
    Case.objects.all().delete()
    assert browser(people.coordinator_qian).get(page).status_code == 200


def test_what_is_not_recorded_is_said(people: Cast, of: Case) -> None:
    told = body(browser(people.doctor_wang).get(url(of, "case")))
    assert told.count("未记录") >= 4
    assert "T8 新发病理性骨折" in told


def test_names_of_patients_the_user_may_not_see_stay_hidden(people: Cast, of: Case) -> None:
    other = patient(people.oncology_2, name="李建华", number="ZY9")
    a_case(of.board, other, people.doctor_wang, of.meeting, place=2)
    assert "李建华" not in body(browser(people.doctor_wang).get(url(of, "case")))
    assert "李建华" in body(browser(people.coordinator_qian).get(url(of, "case")))


def test_the_list_names_what_a_case_must_have_and_lacks(people: Cast, of: Case) -> None:
    other = another(people, of)
    hidden = a_case(
        of.board, patient(people.oncology_2, number="ZY9"), people.doctor_wang, of.meeting, place=3
    )
    told = browser(people.doctor_wang).get(url(of, "case"))
    rows = {row.case.id: row.missing for row in told.context["rows"]}
    assert CaseItem.HISTOLOGY in (rows[other.id] or ())
    assert CaseItem.QUESTION not in (rows[other.id] or ())
    assert rows[hidden.id] is None
    assert f"缺 {len(rows[other.id] or ())} 项：{CaseItem.HISTOLOGY.zh}" in body(told)


def test_without_a_cache_the_list_says_nothing_of_readiness(
    people: Cast, of: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_args: object) -> object:
        raise RedisError

    monkeypatch.setattr("mdt.selectors.gaps.cache.get", lost)
    assert gaps_at_hand(of.meeting, MEETING_ON) == {}  # type: ignore[arg-type]  # it has a meeting


def test_the_body_map_of_the_patient_stands_in_the_room_and_changes_nothing(
    people: Cast, zhang: Patient, of: Case
) -> None:
    Lesion.objects.create(
        patient=zhang, site="T8", bone="SPINE", type="OSTEOLYTIC", recorded_by=people.doctor_wang
    )
    told = body(browser(people.doctor_wang).get(url(of, "case")))
    assert "bodymap-figure" in told
    assert "1 处骨病灶" in told
    assert reverse("imaging:lesion_add", args=[zhang.id]) not in told


def another(people: Cast, of: Case) -> Case:
    """The next case of the same meeting."""
    return a_case(of.board, patient(people.oncology_1, number="ZY2"), people.doctor_wang, of.meeting, place=2)


def questions(client: Client, address: str, status: int = 200) -> int:
    """How many queries one look asks, after a first one that asks the rules."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == status
    return len(asked)


def test_sixty_cases_ask_what_one_asks(people: Cast, of: Case) -> None:
    client = browser(people.coordinator_qian)
    pages = [url(of, "case"), url(of, "state")]
    one = [questions(client, page) for page in pages]
    for number in range(2, 61):
        other = patient(people.oncology_1, number=f"ZZ{number}")
        decision(a_case(of.board, other, people.doctor_wang, of.meeting, place=number), people.doctor_wang)
    sixty = [questions(client, page) for page in pages]
    # Fewer is no harm: what is remembered for seconds may be read again in between.
    assert all(now <= before for now, before in zip(sixty, one, strict=True)), (sixty, one)


def test_a_decision_is_prefilled_and_saved(people: Cast, of: Case) -> None:
    client = browser(people.coordinator_qian)
    told = body(client.get(url(of, "decision"), {"type": "RT"}))
    lin = people.panel_member_lin
    assert f'value="{lin.id}" selected' in told
    assert 'value="2025-03-21"' in told
    sent = {"type": "RT", "site": "T8", "owner": lin.id, "due_on": "2025-03-21", "intent": "PALLIATIVE"}
    answer = client.post(url(of, "decision"), sent | {"citation": "10:1B", "text": "30 Gy"})
    assert answer.headers["Location"] == url(of, "case")
    row = Decision.objects.get()
    assert (row.owner, row.discipline, row.rule_id, row.text) == (lin, "RAD_ONC", "GL Rec 10", "T8 · 30 Gy")


def test_a_conflict_is_shown_at_once_and_what_was_typed_stays(people: Cast, zhang: Patient, of: Case) -> None:
    BoneMetastasis.objects.filter(patient=zhang).update(status="SUSPECTED", confirmed_on=None)
    client = browser(people.coordinator_qian)
    sent = {"type": "BMA_START", "agent": "DENOSUMAB", "text": "自己的话"}
    shown = client.post(url(of, "decision"), sent | {"preview": "1"})
    assert shown.status_code == 200
    assert "stop-panel" in body(shown)
    assert not Decision.objects.exists()
    refused = client.post(url(of, "decision"), sent)
    assert refused.status_code == 422
    assert "自己的话" in body(refused)
    passed = {"answer-BMA-03-reason": "BENEFIT", "answer-BMA-03-text": "活检明日"}
    assert client.post(url(of, "decision"), sent | passed).status_code == 422
    assert browser(people.doctor_wang).post(url(of, "decision"), sent | passed).status_code == 302


def test_another_type_keeps_the_words(people: Cast, of: Case) -> None:
    sent = {"type": "SURGERY", "retype": "1", "text": "自己的话"}
    answer = browser(people.coordinator_qian).post(url(of, "decision"), sent, headers={"HX-Request": "true"})
    assert (answer.status_code, "自己的话" in body(answer)) == (200, True)


def test_a_decision_is_changed_and_struck_out(people: Cast, of: Case) -> None:
    row = decision(of, people.doctor_wang, owner=None)
    client = browser(people.coordinator_qian)
    assert "T8 外照射" in body(client.get(url(of, "decision_edit", row.number)))
    sent = {"type": "RT", "owner": people.doctor_wang.id, "due_on": "2025-03-21", "version": "0"}
    client.post(url(of, "decision_edit", row.number), sent)
    client.post(url(of, "decision_edit", row.number), sent | {"due_on": "2025-03-28"})
    row.refresh_from_db()
    assert (row.owner, str(row.due_on), row.version) == (people.doctor_wang, "2025-03-21", 1)
    client.post(url(of, "decision_void", row.number), {"reason": "重复", "version": "1"})
    row.refresh_from_db()
    assert row.void_reason == "重复"


def test_a_dissent_in_one_form(people: Cast, of: Case) -> None:
    sent = {"who": str(people.radiologist_he.id), "reason": "骨窗未阅", "number": ""}
    browser(people.coordinator_qian).post(url(of, "dissent"), sent)
    row = Dissent.objects.get()
    assert (row.name, row.discipline, row.user) == ("何洁", "RADIOLOGY", people.radiologist_he)


def test_a_member_dissents_for_himself(people: Cast, zhang: Patient, of: Case) -> None:
    CareTeamMember.objects.create(
        patient=zhang, user=people.panel_member_lin, reason="CONSULT", granted_by=people.doctor_wang
    )
    client = browser(people.panel_member_lin)
    assert 'name="who"' not in body(client.get(url(of, "dissent")))
    client.post(url(of, "dissent"), {"reason": "先放疗", "number": "", "who": str(people.doctor_wang.id)})
    assert Dissent.objects.get().name == "林涛"


def test_ticks(people: Cast, of: Case) -> None:
    client, lin = browser(people.coordinator_qian), people.panel_member_lin
    for tick, modes in (
        (f"{lin.id}:REMOTE", ["REMOTE"]),
        (f"{lin.id}:ON_SITE", ["ON_SITE"]),
        (f"{lin.id}:ABSENT", []),
    ):
        client.post(url(of, "attendance"), {"tick": tick})
        assert list(Attendance.objects.filter(user=lin).values_list("mode", flat=True)) == modes
    for junk in ("", "x", f"{of.id}:REMOTE", f"{lin.id}:FLYING"):
        assert client.post(url(of, "attendance"), {"tick": junk}).status_code == 302
    assert Attendance.objects.count() == 2


def test_a_guest(people: Cast, of: Case) -> None:
    sent = {"name": "周平", "discipline": "ORTHO", "hospital": "省骨科医院", "is_remote": "on"}
    assert browser(people.coordinator_qian).post(url(of, "guest"), sent).status_code == 302
    assert Attendance.objects.get(user=None).mode == "REMOTE"
    assert browser(people.coordinator_qian).post(url(of, "guest"), {}).status_code == 422


def test_nothing_is_sent_while_nothing_changes(people: Cast, of: Case) -> None:
    client = browser(people.doctor_wang)
    page = client.get(url(of, "case"))
    seen = page.context["digest"]
    assert client.get(url(of, "state"), {"seen": seen}).status_code == 204
    decision(of, people.doctor_wang)
    changed = client.get(url(of, "state"), {"seen": seen})
    assert "外照射" in body(changed)
    assert client.get(url(of, "state"), {"seen": changed.context["digest"]}).status_code == 204


def test_the_clock_runs_for_whoever_runs_the_meeting(people: Cast, of: Case) -> None:
    assert browser(people.doctor_zhao).post(url(of, "show")).status_code == 404
    browser(people.coordinator_qian).post(url(of, "show"))
    assert TimeSpent.objects.get().user == people.coordinator_qian


def test_a_meeting_begins_with_a_click(people: Cast, of: Case) -> None:
    Meeting.objects.update(state="PLANNED", opened_at=None)
    browser(people.coordinator_qian).post(reverse("live:begin", args=[of.meeting_id]))
    assert Meeting.objects.get().state == "OPEN"


def save(client: Client, of: Case, **sent: str) -> Any:
    return client.post(url(of, "texts"), sent)


def test_texts_are_saved_as_they_are_typed_and_a_clash_brings_both(people: Cast, of: Case) -> None:
    one, other = browser(people.coordinator_qian), browser(people.doctor_wang)
    assert save(one, of, conclusion="先放疗", version="0").json() == {"version": 1}
    told = save(other, of, conclusion="先手术", version="0")
    assert (told.status_code, told.json()["theirs"], told.json()["version"]) == (
        409,
        {"conclusion": "先放疗"},
        1,
    )
    assert save(other, of, drug_statement="MAYBE", version="1").status_code == 422
    assert save(other, of, conclusion="\x00", version="1").status_code == 422
    assert save(other, of, conclusion="x", version="junk").status_code == 409


def test_a_case_is_concluded_from_the_page_and_the_next_one_comes(people: Cast, of: Case) -> None:
    second = another(people, of)
    client = browser(people.coordinator_qian)
    sent = {"conclusion": "先放疗", "drug_statement": "START", "drug_text": "地舒单抗", "version": "0"}
    refused = client.post(url(of, "close"), sent)
    assert refused.status_code == 422
    assert "MDT-05" in body(refused) or "责任分工" in body(refused) or "尚未记录任何决定" in body(refused)
    decision(of, people.doctor_wang)
    asked = client.post(url(of, "close"), sent)
    assert "answer-MDT-04-RT-reason" in body(asked)
    answer = client.post(url(of, "close"), sent | {"answer-MDT-04-RT-reason": "ARRANGED"})
    assert answer.headers["Location"] == url(second, "case")
    of.refresh_from_db()
    assert (of.state, of.conclusion) == ("CLOSED", "先放疗")
    assert body(client.get(url(of, "case"))).count("先放疗") >= 1


def test_silence_on_bone_protection_is_told_at_the_field(people: Cast, of: Case) -> None:
    decision(of, people.doctor_wang)
    answer = browser(people.coordinator_qian).post(url(of, "close"), {"conclusion": "先放疗", "version": "0"})
    assert (answer.status_code, "drug_statement" in answer.context["texts_form"].errors) == (422, True)


def test_both_texts_stand_on_the_page_that_concludes(people: Cast, of: Case) -> None:
    save(browser(people.doctor_wang), of, conclusion="先手术", version="0")
    sent = {"conclusion": "先放疗", "version": "0"}
    told = body(browser(people.coordinator_qian).post(url(of, "close"), sent))
    assert "先手术" in told
    assert "先放疗" in told


def test_hostile_words_stay_words(people: Cast, of: Case) -> None:
    Case.objects.filter(pk=of.pk).update(question=HOSTILE, conclusion=HOSTILE, patient_wish=HOSTILE)
    row = decision(of, people.doctor_wang, text=HOSTILE)
    Dissent.objects.create(
        case=of,
        decision=row,
        name=HOSTILE[:60],
        discipline="ORTHO",
        reason=HOSTILE,
        recorded_by=people.doctor_wang,
    )
    PanelOpinion.objects.create(
        case=of,
        given_by=people.radiologist_he,
        discipline="RADIOLOGY",
        stance="OTHER",
        text=HOSTILE,
        given_at=minute(0),
    )
    Attendance.objects.create(
        meeting=Meeting.objects.get(),
        name=HOSTILE[:60],
        discipline="ORTHO",
        hospital=HOSTILE[:100],
        recorded_by=people.doctor_wang,
    )
    for name in ("case", "state", "decision", "dissent", "close"):
        told = body(browser(people.coordinator_qian).get(url(of, name)))
        assert "<script>alert" not in told
        assert "{{ 7|add:7 }}" in told


def test_opinions_and_earlier_decisions_are_read(people: Cast, zhang: Patient, of: Case) -> None:
    PanelOpinion.objects.create(
        case=of, given_by=people.radiologist_he, discipline=Discipline.RADIOLOGY, stance="NEED_DATA",
        text="缺 MRI", given_at=minute(0),
    )  # fmt: skip
    old = a_case(
        of.board,
        zhang,
        people.doctor_wang,
        of.meeting,
        state="CLOSED",
        closed_at=minute(0),
        closed_by=people.doctor_wang,
    )
    decision(old, people.doctor_wang, text="口腔检查", type=DecisionType.DENTAL, outcome="PARTIAL")
    told = body(browser(people.doctor_wang).get(url(of, "case")))
    assert "缺 MRI" in told
    assert "口腔检查" in told
