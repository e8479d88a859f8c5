"""The pages of the worklist as people use them."""

from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from accounts.crypto import blind_index
from accounts.models import ReadRecord
from patients.enums import ContactKind
from patients.models import Contact, Patient
from tests.cast import TODAY, Cast, patient
from tests.worklist.conftest import at
from tests.worklist.planned import reminder, subject
from worklist import services
from worklist.enums import Audience, CallOutcome, Channel, ReminderKind, ReminderState, TaskState
from worklist.models import ContactLog, Reminder, Task
from worklist.protocols import CallRow
from worklist.selectors.calls import call_list
from worklist.selectors.health import channel_health, health
from worklist.specs import CallSpec

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon", "task_source")]
NOW = at(TODAY, 12)


@pytest.fixture
def nurse(people: Cast, client: Client) -> Client:
    client.force_login(people.nurse_li)
    return client


@pytest.fixture
def admin(people: Cast) -> Client:
    browser = Client()
    browser.force_login(people.admin_gao)
    return browser


def phone(row: Patient, number: str = "13612342716", **more: Any) -> Contact:
    return Contact.objects.create(
        patient=row, kind=ContactKind.SELF, phone=number, phone_index=blind_index(number), **more
    )


def text(client: Client, name: str, *args: object, query: str = "") -> str:
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def overdue(*, patients: QuerySet[Patient], today: date, limit: int) -> Collection[CallRow]:
    """A call source: everybody is 31 days late."""
    since = today - timedelta(days=31)
    return [
        CallRow(row, row.id, "overdue", 31, "no dose", since, f"/patients/{row.id}/")
        for row in patients.order_by("id")[:limit]
    ]


def test_the_bell_shows_a_notice_until_it_is_opened(nurse: Client, zhang: Patient) -> None:
    row = reminder(zhang, kind=ReminderKind.DENTAL_RECALL)
    assert "张桂兰" in text(nurse, "worklist:inbox")
    answer = nurse.get(reverse("worklist:open", args=[row.id]))
    assert answer.headers["Location"] == reverse("patients:detail", args=[zhang.id])
    assert "张桂兰" not in text(nurse, "worklist:inbox")
    assert "张桂兰" in text(nurse, "worklist:inbox", query="?show=all")


def test_opening_the_e_mail_reads_the_notice_too(nurse: Client, zhang: Patient) -> None:
    notice = reminder(zhang)
    mail = reminder(zhang, subject_id=notice.subject_id, channel=Channel.EMAIL)
    nurse.get(reverse("worklist:open", args=[mail.id]))
    assert Reminder.objects.get(pk=notice.pk).read_at == NOW


def test_a_notice_leads_to_the_page_of_its_kind(nurse: Client, zhang: Patient) -> None:
    row = reminder(zhang)
    answer = nurse.get(reverse("worklist:open", args=[row.id]))
    assert answer.headers["Location"] == reverse("bonetherapy:dose_give", args=[row.subject_id])


def test_all_notices_are_read_at_once_but_only_ones_own(nurse: Client, zhang: Patient, people: Cast) -> None:
    reminder(zhang)
    other = reminder(patient(people.oncology_2, number="ZY2"))
    nurse.post(reverse("worklist:inbox_read"))
    assert list(Reminder.objects.filter(read_at=None)) == [other]


def test_a_failed_message_and_an_overdue_dose_are_one_call(
    nurse: Client, zhang: Patient, settings: Settings
) -> None:
    settings.CALL_SOURCES = ["tests.worklist.test_pages.overdue"]
    phone(zhang)
    reminder(zhang, state=ReminderState.FAILED, audience=Audience.PATIENT, channel=Channel.EMAIL)
    page = text(nurse, "worklist:calls")
    assert page.count("136****2716") == 1
    assert "逾期 31 天" in page
    assert "13612342716" not in page


def test_a_call_takes_two_actions_and_shows_the_number_only_with_a_trace(
    nurse: Client, zhang: Patient
) -> None:
    whom = phone(zhang)
    reminder(zhang, state=ReminderState.MISSED)
    assert "13612342716" in text(nurse, "worklist:call", zhang.id)
    assert ReadRecord.objects.get(action="CALL").patient_id == zhang.id
    answer = nurse.post(reverse("worklist:call", args=[zhang.id]), {"outcome": "REACHED", "contact": whom.id})
    assert answer.headers["Location"] == reverse("worklist:calls")
    assert ContactLog.objects.get().contact == whom
    page = text(nurse, "worklist:calls")
    assert "张桂兰" not in page
    assert "已完成 1" in page


def test_after_logging_the_user_returns_only_inside_the_house(nurse: Client, zhang: Patient) -> None:
    address = reverse("worklist:call", args=[zhang.id])
    back = nurse.post(address, {"outcome": "NO_ANSWER", "next": "/day/?ward=1"})
    away = nurse.post(address, {"outcome": "NO_ANSWER", "note": "2", "next": "https://evil.invalid/"})
    assert (back.headers["Location"], away.headers["Location"]) == ("/day/?ward=1", reverse("worklist:calls"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"outcome": ""}, "请点选通话结果"),
        ({"outcome": "FLEW"}, "请点选其中一个按钮"),
        ({"outcome": "REACHED", "next_try_on": "2020-01-01"}, "日期已过"),
        ({"outcome": "REACHED", "next_try_on": "soon"}, "有效的日期"),
        ({"outcome": "REACHED", "contact": "x"}, "contact"),
        ({"outcome": "REACHED", "subject_id": "x"}, "UUID"),
    ],
)
def test_junk_is_answered_with_what_to_change(
    nurse: Client, zhang: Patient, typed: dict[str, str], said: str
) -> None:
    answer = nurse.post(reverse("worklist:call", args=[zhang.id]), {"note": "kept words", **typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "kept words" in page


def test_a_try_planned_for_later_hides_the_call_until_then(
    nurse: Client, zhang: Patient, people: Cast
) -> None:
    reminder(zhang, state=ReminderState.MISSED)
    spec = CallSpec(CallOutcome.NO_ANSWER, next_try_on=TODAY + timedelta(days=2))
    services.contact_attempt_log(by=people.nurse_li, patient=zhang, spec=spec, now=NOW)
    assert call_list(user=people.nurse_li, today=TODAY).items == []
    (item,) = call_list(user=people.nurse_li, today=TODAY + timedelta(days=2)).items
    assert item.attempts == 1


def test_nobody_sees_calls_of_another_department(zhang: Patient, people: Cast) -> None:
    reminder(zhang, state=ReminderState.MISSED)
    assert call_list(user=people.nurse_sun, today=TODAY).items == []


def test_a_task_is_settled_with_evidence(nurse: Client, zhang: Patient) -> None:
    task = subject(zhang, TODAY)
    assert "张桂兰" in text(nurse, "worklist:tasks")
    address = reverse("worklist:task_settle", args=[task.id])
    assert nurse.post(address, {"evidence": ""}).status_code == 422
    nurse.post(address, {"evidence": "已抽血"})
    assert Task.objects.get(pk=task.pk).state == TaskState.DONE
    assert "已抽血" in text(nurse, "worklist:task_settle", task.id)


def test_a_task_closed_by_somebody_else_keeps_the_words(nurse: Client, zhang: Patient, people: Cast) -> None:
    task = subject(zhang, TODAY)
    services.task_settle(by=people.doctor_wang, task=task, evidence="done", now=NOW)
    answer = nurse.post(reverse("worklist:task_settle", args=[task.id]), {"evidence": "my words"})
    assert answer.status_code == 422
    assert "my words" in answer.content.decode()


def test_tasks_of_the_own_role_come_first_and_the_department_on_demand(nurse: Client, zhang: Patient) -> None:
    subject(zhang, TODAY, role="ONCOLOGIST", text="talk to the family")
    assert "talk to the family" not in text(nurse, "worklist:tasks")
    assert "talk to the family" in text(nurse, "worklist:tasks", query="?show=department")


def test_the_outbox_names_nobody_and_shows_only_the_own_hospital(
    admin: Client, zhang: Patient, people: Cast
) -> None:
    row = reminder(zhang, state=ReminderState.FAILED, channel=Channel.EMAIL, error="SMTPDataError 550")
    far = reminder(patient(people.oncology_west, number="ZY3"))
    page = text(admin, "worklist:outbox")
    assert str(row.id)[-8:] in page
    assert str(far.id)[-8:] not in page
    assert "张桂兰" not in page
    assert "SMTPDataError 550" in page
    assert str(row.id)[-8:] not in text(admin, "worklist:outbox", query="?state=SENT")
    assert str(row.id)[-8:] in text(admin, "worklist:outbox", query="?state=junk&page=x")


def test_an_operator_sends_a_failed_one_again(admin: Client, zhang: Patient) -> None:
    row = reminder(zhang, state=ReminderState.FAILED, channel=Channel.EMAIL)
    for _ in range(2):
        answer = admin.post(reverse("worklist:retry", args=[row.id]))
        assert answer.headers["Location"] == reverse("worklist:outbox")
    assert Reminder.objects.get(pk=row.pk).state == ReminderState.PENDING


def test_the_rehearsal_shows_tomorrow_and_writes_nothing(admin: Client, zhang: Patient) -> None:
    subject(zhang, TODAY + timedelta(days=1))
    page = text(admin, "worklist:dry_run")
    assert "今日注射" in page
    assert "张桂兰" not in page
    assert not Reminder.objects.exists()


def test_the_rehearsal_of_tomorrow_agrees_with_tomorrow(zhang: Patient) -> None:
    for days in (-40, -2, 0, 1, 3, 4, 9):
        subject(zhang, TODAY + timedelta(days=days))
    tomorrow = at(TODAY + timedelta(days=1), 8)
    rehearsed = services.reminders_rehearse(tomorrow)
    assert services.reminders_plan(tomorrow) == rehearsed.counts
    assert sum(group.number for group in rehearsed.groups) == Reminder.objects.count()


def test_the_nurse_reads_how_messages_went(nurse: Client, zhang: Patient, people: Cast) -> None:
    for state in [ReminderState.SENT] * 7 + [ReminderState.FAILED] * 2:
        reminder(zhang, channel=Channel.EMAIL, state=state)
    page = text(nurse, "worklist:calls")
    assert "今日已发送 9 条，送达 7 条，失败 2 条。" in page
    assert "最近一次发送 08:00。" in page


def test_messages_that_wait_too_long_turn_health_red(zhang: Patient, people: Cast) -> None:
    reminder(zhang, channel=Channel.EMAIL, state=ReminderState.PENDING)
    assert not health(user=people.nurse_li, now=at(TODAY, 8, 20)).is_stuck
    assert health(user=people.nurse_li, now=NOW).is_stuck
    assert not health(user=people.nurse_li, now=at(TODAY, 21)).is_stuck
    mail = channel_health(user=people.admin_gao, now=NOW)[1]
    assert (mail.waiting, mail.is_stuck, mail.last_success) == (1, True, None)


def notices(zhang: Patient) -> None:
    reminder(zhang)


def failures(zhang: Patient) -> None:
    phone(zhang)
    reminder(zhang, state=ReminderState.MISSED)


def tasks(zhang: Patient) -> None:
    subject(zhang, TODAY)


@pytest.mark.parametrize(
    ("name", "who", "make"),
    [
        ("worklist:inbox", "nurse_li", notices),
        ("worklist:calls", "nurse_li", failures),
        ("worklist:tasks", "nurse_li", tasks),
        ("worklist:outbox", "admin_gao", notices),
        ("worklist:dry_run", "admin_gao", tasks),
    ],
)
def test_a_list_of_three_costs_the_queries_of_a_list_of_one(
    people: Cast, zhang: Patient, name: str, who: str, make: Callable[[Patient], None]
) -> None:
    browser = Client()
    browser.force_login(getattr(people, who))
    counts = []
    make(zhang)
    for more in ((), ("ZY4", "ZY5")):
        for number in more:
            make(patient(people.oncology_1, number=number))
        with CaptureQueriesContext(connection) as queries:
            browser.get(reverse(name))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 14
