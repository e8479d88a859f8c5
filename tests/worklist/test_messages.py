"""Golden texts of everything that leaves the hospital, and the proof that no name leaves with it."""

import re
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from pytest_django.fixtures import Settings

from patients.enums import ContactKind
from patients.models import Contact, Patient
from tests.cast import TODAY, Cast
from tests.worklist.conftest import at
from worklist.channels.email import Email
from worklist.channels.protocol import Message, Undeliverable
from worklist.enums import Audience, Channel, ReminderKind
from worklist.messages import NoRecipient, key_of, message_of
from worklist.models import Reminder

pytestmark = pytest.mark.django_db

STAFF_ZH = """您好！

BoneBoard 有一条待办提醒，请打开：
http://bone.invalid/r/{id}/

链接仅在院内网络登录后有效。请勿回复本邮件。"""
STAFF_EN = """Hello,

BoneBoard has something for you to look at. Please open:
http://bone.invalid/r/{id}/

The link works inside the hospital network, after signing in. Please do not answer this message."""
PATIENT = """您好！

请联系您的医院科室，确认下次来院时间。
如已联系，请忽略本消息。

本消息由系统自动发送，请勿回复。

----

Hello,

Please call your hospital department about your next visit.
If you have already done so, please ignore this message.

This message is sent automatically. Please do not answer it.
"""


@pytest.fixture(autouse=True)
def address(settings: Settings) -> None:
    settings.BASE_URL = "http://bone.invalid"


def reminder(zhang: Patient, audience: Audience, **more: object) -> Reminder:
    facts: dict[str, object] = {
        "kind": ReminderKind.DOSE_BEFORE,
        "subject_id": zhang.id,
        "patient": zhang,
        "department": zhang.department,
        "due_on": TODAY,
        "audience": audience,
        "channel": Channel.EMAIL,
        "planned_for": TODAY,
        "not_before": at(TODAY),
        "last_day": TODAY + timedelta(days=1),
    }
    row = Reminder.objects.create(**facts | more)
    return Reminder.objects.select_related("contact", "user", "department").get(pk=row.pk)


def contact(zhang: Patient, **more: object) -> Contact:
    facts: dict[str, object] = {
        "kind": ContactKind.SELF,
        "email": "zhang@mail.invalid",
        "wants_messages": True,
    }
    return Contact.objects.create(patient=zhang, **facts | more)


@pytest.mark.parametrize(("language", "text"), [("zh-hans", STAFF_ZH), ("en", STAFF_EN)])
def test_a_doctor_is_written_to_in_the_own_language(
    zhang: Patient, people: Cast, language: str, text: str
) -> None:
    people.doctor_wang.language = language
    people.doctor_wang.save()
    row = reminder(zhang, Audience.DOCTOR, user=people.doctor_wang)
    message = message_of(row, is_late=False)
    assert message.body == text.format(id=row.id) + "\n"
    assert message.to == ("wang@hospital.invalid",)


def test_the_nurses_mailbox_gets_both_languages(zhang: Patient, people: Cast) -> None:
    people.oncology_1.nurse_mailbox = "nurses@hospital.invalid"
    people.oncology_1.save()
    row = reminder(zhang, Audience.NURSES)
    message = message_of(row, is_late=False)
    assert message.body == f"{STAFF_ZH}\n\n----\n\n{STAFF_EN}\n".replace("{id}", str(row.id))
    assert message.subject == "BoneBoard：您有一条待办提醒 / BoneBoard: something is waiting for you"
    assert message.to == ("nurses@hospital.invalid",)


def test_a_patient_is_asked_to_call_and_told_nothing_else(zhang: Patient) -> None:
    message = message_of(reminder(zhang, Audience.PATIENT, contact=contact(zhang)), is_late=True)
    assert message.body == PATIENT
    assert message.subject == "请联系您的医院科室 / Please call your hospital department"


@pytest.mark.parametrize(
    ("language", "line"),
    [("zh-hans", "本提醒晚于计划日发出。"), ("en", "This message went out later than planned.")],
)
def test_a_late_message_says_so(zhang: Patient, people: Cast, language: str, line: str) -> None:
    people.doctor_wang.language = language
    people.doctor_wang.save()
    row = reminder(zhang, Audience.DOCTOR, user=people.doctor_wang)
    assert line in message_of(row, is_late=True).body.splitlines()


def test_who_does_not_want_messages_gets_none(zhang: Patient, people: Cast) -> None:
    people.doctor_wang.wants_email = False
    people.doctor_wang.save()
    people.nurse_li.wants_email = False
    people.nurse_li.save()
    rows = [
        reminder(zhang, Audience.DOCTOR, user=people.doctor_wang),
        reminder(zhang, Audience.NURSES),
        reminder(zhang, Audience.PATIENT, contact=contact(zhang, wants_messages=False)),
    ]
    for row in rows:
        with pytest.raises(NoRecipient) as nobody:
            message_of(row, is_late=False)
        assert nobody.value.is_choice


def test_a_contact_who_wants_messages_but_has_no_address_has_to_be_called(zhang: Patient) -> None:
    row = reminder(zhang, Audience.PATIENT, contact=contact(zhang, email=""))
    with pytest.raises(NoRecipient) as nobody:
        message_of(row, is_late=False)
    assert not nobody.value.is_choice


def test_the_key_is_the_same_for_ever_and_differs_between_days(zhang: Patient) -> None:
    row = reminder(zhang, Audience.NURSES)
    other = reminder(zhang, Audience.NURSES, due_on=TODAY + timedelta(days=28))
    assert key_of(row) == key_of(Reminder.objects.get(pk=row.pk))
    assert re.fullmatch("[0-9a-f]{32}", key_of(row))
    assert key_of(row) != key_of(other)


@pytest.mark.parametrize("bad", ["x@y.invalid\nBcc: thief@evil.invalid", "x@y.invalid\r\n\r\nhello"])
def test_a_line_break_cannot_forge_a_header(bad: str, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with pytest.raises(Undeliverable, match="BadHeaderError"):
        Email().deliver(Message("k", (bad,), "s", "b"))
    with pytest.raises(Undeliverable, match="BadHeaderError"):
        Email().deliver(Message("k", ("x@y.invalid",), "s\nBcc: thief@evil.invalid", "b"))


def test_the_message_id_is_made_of_the_key(mailoutbox: list[EmailMessage]) -> None:
    receipt = Email().deliver(Message("0" * 32, ("x@y.invalid",), "s", "b"))
    assert receipt.text == mailoutbox[0].extra_headers["Message-ID"]
    assert receipt.text.startswith(f"<{'0' * 32}@")
