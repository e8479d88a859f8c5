"""The pages of tasks and the two panels on the patient's page, as people use them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guidelines.assessment.codes import Code
from patients.models import Patient
from tests.bonetherapy.steps import denosumab
from tests.cast import TODAY, Cast, calcium, confirm_bone_metastasis, patient
from tests.worklist.conftest import at
from tests.worklist.planned import subject
from worklist import services
from worklist.models import Reassessment, Task

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
NOW = at(TODAY, 12)


@pytest.fixture
def doctor(people: Cast, client: Client) -> Client:
    client.force_login(people.doctor_wang)
    return client


def page_of(zhang: Patient, client: Client, language: str = "zh-hans") -> str:
    client.cookies["django_language"] = language
    answer = client.get(reverse("patients:detail", args=[zhang.id]))
    assert answer.status_code == 200
    return answer.content.decode()


def task_url(task: Task, step: str = "settle") -> str:
    return reverse(f"worklist:task_{step}", args=[task.id])


def test_the_patients_page_says_what_is_due_with_why_source_grade_and_form(
    doctor: Client, zhang: Patient
) -> None:
    page = page_of(zhang, doctor)
    assert "现在要做" in page
    assert "启动骨改良药物" in page
    assert "建议 5" in page
    assert reverse("bonetherapy:course_start", args=[zhang.id]) in page
    assert "数据待核对" in page


def test_a_dose_stands_among_the_findings_and_is_said_once(
    doctor: Client, zhang: Patient, people: Cast
) -> None:
    calcium(zhang, people.nurse_li)
    course = denosumab(zhang, people.doctor_wang, TODAY - timedelta(days=5), today=TODAY - timedelta(days=5))
    page = page_of(zhang, doctor)
    assert reverse("bonetherapy:dose_rebook", args=[course.doses.get(number=1).id]) in page
    assert not Task.objects.filter(code__startswith="INJ_", patient=zhang).exists()


def test_an_entry_shows_at_once_what_it_means(doctor: Client, zhang: Patient, people: Cast) -> None:
    page_of(zhang, doctor)
    calcium(zhang, people.nurse_li, "3.20")
    assert "高钙血症急症" in page_of(zhang, doctor)


def test_a_fault_of_the_rules_leaves_the_page_and_says_so(
    doctor: Client, zhang: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_facts: object) -> object:
        raise ArithmeticError

    monkeypatch.setattr("worklist.selectors.findings.assess", broken)
    assert "规则评估于" in page_of(zhang, doctor)


def test_an_administrator_sees_faults_without_names(zhang: Patient, people: Cast, client: Client) -> None:
    Reassessment.objects.create(
        patient_id=zhang.id, failures=2, failed_at=NOW, retry_at=NOW, error="ArithmeticError in x, line 1"
    )
    client.force_login(people.admin_gao)
    page = client.get(reverse("worklist:assessments")).content.decode()
    assert "ArithmeticError in x, line 1" in page
    assert zhang.name not in page


def test_a_task_is_taken_commented_and_put_off_on_its_page(
    doctor: Client, zhang: Patient, people: Cast
) -> None:
    task = subject(zhang, TODAY)
    assert doctor.post(task_url(task, "take")).status_code == 302
    assert doctor.post(task_url(task, "comment"), {"text": "问过家属"}).status_code == 302
    later = TODAY + timedelta(days=3)
    assert doctor.post(task_url(task, "postpone"), {"until": later, "reason": "出差"}).status_code == 302
    assert doctor.post(task_url(task, "assign"), {"to": people.nurse_li.id}).status_code == 302
    page = doctor.get(task_url(task)).content.decode()
    for words in ("已认领", "问过家属", "出差", "转交给 李敏"):
        assert words in page


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        ("comment", {"text": ""}),
        ("postpone", {"until": "2020-01-01", "reason": "kept words"}),
        ("postpone", {"until": "soon", "reason": "kept words"}),
        ("assign", {"to": "x"}),
    ],
)
def test_junk_keeps_the_page_and_the_words(
    doctor: Client, zhang: Patient, step: str, typed: dict[str, str]
) -> None:
    answer = doctor.post(task_url(subject(zhang, TODAY), step), typed)
    assert answer.status_code == 422
    assert typed.get("reason", "") in answer.content.decode()


def test_a_finding_that_no_words_end_has_no_field_for_them(doctor: Client, zhang: Patient) -> None:
    services.patient_reassess(patient_id=zhang.id, now=NOW)
    start = Task.objects.get(code=Code.BMA_START)
    assert 'name="evidence"' not in doctor.get(task_url(start)).content.decode()
    assert doctor.post(task_url(start), {"evidence": "done"}).status_code == 422


def test_a_finding_that_ended_says_what_came(doctor: Client, zhang: Patient, people: Cast) -> None:
    calcium(zhang, people.nurse_li, "1.90", on=TODAY - timedelta(days=1))
    services.patients_reassess_due(now=NOW)
    hold = Task.objects.get(code=Code.HYPOCALCAEMIA_HOLD)
    calcium(zhang, people.nurse_li, "2.30")
    services.patients_reassess_due(now=NOW)
    page = doctor.get(task_url(hold)).content.decode()
    assert "自动关闭" in page
    assert "2025-03-01" in page


def test_a_data_flag_is_confirmed_with_name_and_day(doctor: Client, zhang: Patient) -> None:
    page_of(zhang, doctor)
    flag = Task.objects.get(code=Code.DATA_FLAG)
    assert doctor.post(task_url(flag), {"evidence": "外院分期未给出"}).status_code == 302
    page = page_of(zhang, doctor)
    assert "外院分期未给出" in page
    assert "王磊" in page


def test_the_list_is_narrowed_and_junk_narrows_nothing(doctor: Client, zhang: Patient) -> None:
    services.patient_reassess(patient_id=zhang.id, now=NOW)
    address = reverse("worklist:tasks")
    assert "启动骨改良药物</a>" in doctor.get(address + "?what=BMA_START").content.decode()
    assert "启动骨改良药物</a>" not in doctor.get(address + "?what=DENTAL_CHECK").content.decode()
    assert "启动骨改良药物</a>" in doctor.get(address + "?what=junk&severity=x&due=y").content.decode()


def test_the_pages_speak_english_too(people: Cast, client: Client, zhang: Patient) -> None:
    people.doctor_wang.language = "en"
    people.doctor_wang.save()
    client.force_login(people.doctor_wang)
    page = page_of(zhang, client, "en")
    assert "Due now" in page
    assert "Start the bone-modifying drug" in page


@pytest.mark.parametrize("who", ["doctor_wang", "nurse_li"])
def test_sixty_patients_cost_the_queries_of_one(people: Cast, client: Client, who: str) -> None:
    client.force_login(getattr(people, who))
    counts = []
    for more in (1, 59):
        for number in range(more):
            row = patient(
                people.oncology_1, number=f"ZY{more}{number}", responsible_doctor=people.doctor_wang
            )
            confirm_bone_metastasis(row, people.doctor_wang)
        services.patients_reassess_due(now=NOW)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("worklist:tasks"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_list_is_ordered_by_day_when_asked(doctor: Client, zhang: Patient, people: Cast) -> None:
    calcium(zhang, people.nurse_li, "1.90")
    services.patient_reassess(patient_id=zhang.id, now=NOW)
    address = reverse("worklist:tasks") + "?show=department"
    worst = [row.task for row in doctor.get(address).context["rows"]]
    dated = [row.task for row in doctor.get(address + "&order=day").context["rows"]]
    assert {task.id for task in worst} == {task.id for task in dated}
    assert [task.due_on for task in dated] == sorted(task.due_on for task in dated)
    assert [task.rank for task in worst] == sorted(task.rank for task in worst)
    assert worst != dated


def test_the_page_of_a_task_offers_its_forms_and_no_way_to_itself(
    doctor: Client, zhang: Patient, people: Cast
) -> None:
    services.patient_reassess(patient_id=zhang.id, now=NOW)
    start = Task.objects.get(code=Code.BMA_START)
    page = doctor.get(task_url(start)).content.decode()
    assert reverse("bonetherapy:course_start", args=[zhang.id]) in page
    assert f'href="{task_url(start)}"' not in page
