"""What the invited are told, once: words and calendar part, never a patient, a disease or the board."""

from datetime import date, datetime, timedelta
from email import message_from_string
from email.message import Message
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from icalendar import Calendar
from pytest_django.fixtures import Settings

from mdt import services
from mdt.enums import Answer, MailKind
from mdt.models import Meeting, MeetingMail
from mdt.specs import MeetingSpec
from patients.models import Patient
from tests.cast import Cast
from tests.mdt.boards import MEETING_ON, at, board, case, meeting
from worklist.channels.email import Email
from worklist.channels.protocol import ChannelDown, TryLater
from worklist.channels.protocol import Message as Told
from worklist.enums import ReminderState

NOW = at(date(2025, 3, 3), 9)
INVITATION_ZH = """您好！

邀请您参加会议：
2025-03-07 15:00 · 60 分钟
门诊楼 4 层会议室

议程和您的答复请打开
http://bone.invalid/mdt/meetings/{id}/

链接仅在院内网络登录后有效。请勿回复本邮件。
"""
INVITATION_EN = """Hello,

You are invited to a meeting:
2025-03-07 15:00 · 60 minutes
门诊楼 4 层会议室

Agenda and your answer: please open
http://bone.invalid/mdt/meetings/{id}/

The link works inside the hospital network, after signing in. Please do not answer this message.
"""


@pytest.fixture(autouse=True)
def address(settings: Settings) -> None:
    settings.BASE_URL = "http://bone.invalid"


@pytest.fixture
def friday(people: Cast, zhang: Patient) -> Meeting:
    """Published, with 张桂兰 on the agenda; doctor Wang reads English."""
    people.doctor_wang.language = "en"
    people.doctor_wang.save()
    row = meeting(board(people))
    case(row.board, zhang, people.doctor_wang, row)
    services.agenda_publish(by=people.coordinator_qian, meeting=row, now=NOW)
    return row


def to(mails: list[EmailMultiAlternatives], username: str) -> list[EmailMultiAlternatives]:
    return [mail for mail in mails if mail.to == [f"{username}@hospital.invalid"]]


def calendar_of(mail: EmailMultiAlternatives) -> tuple[str, Any]:
    """The media type of the calendar part and its one event, read back."""
    whole: Message = message_from_string(mail.message().as_string())
    [part] = [part for part in whole.walk() if part.get_content_type() == "text/calendar"]
    content: Any = part.get_payload(decode=True)
    calendar = Calendar.from_ical(content)
    assert calendar["method"] == part.get_param("method")
    [event] = calendar.walk("VEVENT")
    return str(part.get_param("method")), event


def test_golden_words_in_both_languages(friday: Meeting, mailoutbox: Any) -> None:
    services.mails_deliver(NOW)

    [zh], [en] = to(mailoutbox, "he"), to(mailoutbox, "wang")
    assert (zh.subject, zh.body) == (
        "BoneBoard：2025-03-07 15:00 会议邀请",
        INVITATION_ZH.format(id=friday.id),
    )
    assert (en.subject, en.body) == (
        "BoneBoard: invitation to the meeting of 2025-03-07 15:00",
        INVITATION_EN.format(id=friday.id),
    )


def test_the_calendar_part_is_one_event_with_zone_and_alarm(friday: Meeting, mailoutbox: Any) -> None:
    services.mails_deliver(NOW)

    method, event = calendar_of(to(mailoutbox, "he")[0])

    assert method == "REQUEST"
    assert (event["uid"], int(event["sequence"]), event["status"]) == (
        f"{friday.id}@boneboard",
        0,
        "CONFIRMED",
    )
    assert event.decoded("dtstart") == at()
    assert event["dtstart"].params["tzid"] == "Asia/Shanghai"
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=60)
    assert event["attendee"] == "mailto:he@hospital.invalid"
    assert event["organizer"] == "mailto:qian@hospital.invalid"
    [alarm] = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(minutes=-30)
    whole = message_from_string(to(mailoutbox, "he")[0].message().as_string())
    assert b"BEGIN:VTIMEZONE" in part_bytes(whole)


def part_bytes(whole: Message) -> bytes:
    [part] = [part for part in whole.walk() if part.get_content_type() == "text/calendar"]
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


def test_no_patient_no_disease_no_board_leaves_the_house(
    friday: Meeting, zhang: Patient, mailoutbox: Any
) -> None:
    services.mails_deliver(NOW)

    assert len(mailoutbox) == 3
    for mail in mailoutbox:
        whole = message_from_string(mail.message().as_string())
        text = mail.subject + mail.body + part_bytes(whole).decode()
        for secret in (zhang.name, zhang.hospital_number, "骨转移", "T8", "bone metastasis", "cancer"):
            assert secret not in text


def test_a_change_is_the_same_event_under_a_higher_number(
    friday: Meeting, people: Cast, mailoutbox: Any
) -> None:
    services.mails_deliver(NOW)
    spec = MeetingSpec(starts_at=at(MEETING_ON, 16), place="5 层")
    services.meeting_move(by=people.coordinator_qian, meeting=friday, spec=spec, now=NOW)
    services.mails_deliver(NOW)

    first, second = (calendar_of(mail)[1] for mail in to(mailoutbox, "he"))
    assert first["uid"] == second["uid"]
    assert (int(second["sequence"]), second.decoded("dtstart")) == (1, at(MEETING_ON, 16))
    assert to(mailoutbox, "he")[1].subject == "BoneBoard：会议有变更：2025-03-07 16:00"


def test_a_cancellation_takes_the_event_out(friday: Meeting, people: Cast, mailoutbox: Any) -> None:
    services.mails_deliver(NOW)
    services.meeting_cancel(by=people.coordinator_qian, meeting=friday, reason="主席出差", now=NOW)
    services.mails_deliver(NOW)

    method, event = calendar_of(to(mailoutbox, "he")[1])
    assert (method, event["status"], int(event["sequence"])) == ("CANCEL", "CANCELLED", 1)
    assert "主席出差" not in to(mailoutbox, "he")[1].body


def test_who_never_heard_of_it_is_not_told_that_it_is_off(
    friday: Meeting, people: Cast, mailoutbox: Any
) -> None:
    services.meeting_cancel(by=people.coordinator_qian, meeting=friday, reason="主席出差", now=NOW)

    assert services.mails_deliver(NOW) == {}
    assert mailoutbox == []


def test_each_message_once_however_often_the_clock_comes(friday: Meeting, mailoutbox: Any) -> None:
    assert services.mails_deliver(NOW) == {"SENT": 3}
    assert services.mails_deliver(NOW) == {}
    assert len(mailoutbox) == 3


def test_nothing_at_night(friday: Meeting, mailoutbox: Any) -> None:
    assert services.mails_deliver(at(date(2025, 3, 3), 23)) == {}
    assert mailoutbox == []


def test_reminded_the_day_before_once(friday: Meeting, people: Cast, mailoutbox: Any) -> None:
    services.mails_deliver(NOW)
    friday.invitations.filter(user=people.panel_member_lin).update(answer=Answer.DECLINED)
    wednesday, thursday = at(date(2025, 3, 5), 9), at(date(2025, 3, 6), 9)

    assert services.meeting_reminders_write(wednesday) == 0
    assert [services.meeting_reminders_write(thursday) for _ in range(2)] == [2, 0]
    services.mails_deliver(thursday)

    [mail] = to(mailoutbox, "he")[1:]
    assert mail.subject == "BoneBoard：2025-03-07 15:00 会议提醒"
    assert "张桂兰" not in mail.body
    assert len(to(mailoutbox, "lin")) == 1


def test_a_moved_meeting_is_reminded_of_again(friday: Meeting, people: Cast) -> None:
    thursday = at(date(2025, 3, 6), 9)
    services.meeting_reminders_write(thursday)
    spec = MeetingSpec(starts_at=at(date(2025, 3, 14)))
    services.meeting_move(by=people.coordinator_qian, meeting=friday, spec=spec, now=thursday)

    assert services.meeting_reminders_write(at(date(2025, 3, 13), 9)) == 3


def test_who_heard_today_is_not_reminded_today(people: Cast) -> None:
    row = meeting(board(people))
    thursday = at(date(2025, 3, 6), 9)
    services.agenda_publish(by=people.coordinator_qian, meeting=row, now=thursday)

    assert services.meeting_reminders_write(thursday + timedelta(hours=2)) == 0


def test_who_wants_no_mail_gets_none(friday: Meeting, people: Cast, mailoutbox: Any) -> None:
    people.radiologist_he.wants_email = False
    people.radiologist_he.save()

    assert services.mails_deliver(NOW) == {"SENT": 2, "CANCELLED": 1}
    assert to(mailoutbox, "he") == []


def deliver(told: Told, error: Exception | None) -> Any:
    if error is not None:
        raise error
    return None


def test_a_server_that_is_away_blames_nobody(friday: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Email, "deliver", lambda _self, told: deliver(told, ChannelDown("down")))

    assert services.mails_deliver(NOW) == {}
    assert set(MeetingMail.objects.values_list("state", "attempts")) == {(ReminderState.PENDING, 0)}


def test_later_five_times_then_a_person(friday: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Email, "deliver", lambda _self, told: deliver(told, TryLater("451")))

    moment: datetime = NOW
    for _ in range(5):
        services.mails_deliver(moment)
        moment += timedelta(hours=1)

    assert set(MeetingMail.objects.values_list("state", "attempts")) == {(ReminderState.FAILED, 5)}


def test_a_poisonous_row_fails_alone(
    friday: Meeting, people: Cast, mailoutbox: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    people.radiologist_he.email = "a\nb@hospital.invalid"
    people.radiologist_he.save()

    assert services.mails_deliver(NOW) == {"SENT": 2, "FAILED": 1}


def test_a_worker_that_died_leaves_nothing_behind(friday: Meeting, mailoutbox: Any) -> None:
    MeetingMail.objects.update(state=ReminderState.CLAIMED, claimed_at=NOW, attempts=1)

    assert services.mails_deliver(NOW + timedelta(minutes=9)) == {}
    assert services.mails_deliver(NOW + timedelta(minutes=11)) == {"SENT": 3}


def test_about_a_meeting_that_began_nothing_is_sent(friday: Meeting, mailoutbox: Any) -> None:
    assert services.mails_deliver(at(MEETING_ON, 16)) == {"MISSED": 3}
    assert mailoutbox == []


def test_the_same_message_keeps_its_id(friday: Meeting, mailoutbox: Any) -> None:
    services.mails_deliver(NOW)
    ids = {mail.extra_headers["Message-ID"] for mail in mailoutbox}
    MeetingMail.objects.update(state=ReminderState.PENDING)
    services.mails_deliver(NOW)

    assert {mail.extra_headers["Message-ID"] for mail in mailoutbox} == ids
    assert len(ids) == 3
    assert MeetingMail.objects.filter(kind=MailKind.INVITATION).count() == 3


def test_an_invitation_that_comes_back_after_the_cancellation_is_dropped(
    friday: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server asks to come later; meanwhile the meeting is cancelled."""

    def cancelled_meanwhile(_self: Email, _told: Told) -> None:
        services.meeting_cancel(by=friday.board.coordinator, meeting=friday, reason="节日", now=NOW)
        raise TryLater("451")

    monkeypatch.setattr(Email, "deliver", cancelled_meanwhile)
    services.mails_deliver(NOW)
    heard: list[str] = []
    monkeypatch.setattr(Email, "deliver", lambda _self, told: heard.append(told.subject))
    services.mails_deliver(NOW + timedelta(hours=1))
    assert len(heard) == 3
    assert all("取消" in words or "cancelled" in words for words in heard)
