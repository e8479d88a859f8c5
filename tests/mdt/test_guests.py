"""Who is asked to a meeting and is no member: by one rule for page, API and service."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from accounts.enums import Discipline, Role
from mdt import services
from mdt.enums import MailKind
from mdt.forms import GuestForm
from mdt.models import BoardReferral, Invitation, Meeting, MeetingMail
from mdt.selectors.guests import guests_for
from tests.cast import Cast, person
from tests.mdt.boards import board, meeting, sent_from_the_west
from tests.mdt.test_meetings import NOW, mails, publish
from worklist.enums import ReminderState


@pytest.fixture
def friday(people: Cast) -> Meeting:
    return meeting(board(people))


def test_a_guest_of_another_hospital_comes_with_a_referral_that_is_open(
    friday: Meeting, people: Cast
) -> None:
    publish(friday)
    wu, today = people.doctor_wu, localdate(NOW)

    def invite() -> Invitation:
        return services.guest_invite(
            by=friday.board.coordinator,
            meeting=friday,
            user=wu,
            discipline=Discipline.UPPER_HOSPITAL,
            now=NOW,
        )

    sent = sent_from_the_west(friday.board, people, today)
    assert wu in guests_for(friday.board, today)
    assert invite() == invite()
    assert ("wu", 0) in mails(MailKind.INVITATION)
    for over in ({"until": today - timedelta(days=1)}, {"until": today, "ended_at": NOW, "ended_by": wu}):
        BoardReferral.objects.filter(pk=sent.pk).update(**over)
        assert wu not in guests_for(friday.board, today)
        with pytest.raises(ValidationError):
            invite()


def test_a_guest_is_found_by_the_proposed_words_and_by_a_name_that_one_person_has(
    friday: Meeting, people: Cast
) -> None:
    zhao, wang = people.doctor_zhao, people.doctor_wang
    twin = person("twin", wang.name, Role.ONCOLOGIST, people.oncology_1, discipline=wang.discipline)

    def chosen(typed: str) -> GuestForm:
        form = GuestForm(
            {"user": typed, "discipline": "MED_ONC"}, people=guests_for(friday.board, localdate(NOW))
        )
        form.is_valid()
        return form

    proposed = chosen("").proposed
    assert len(set(proposed)) == len(proposed)
    assert people.auditor_tang.name not in " ".join(proposed)
    assert [chosen(word).cleaned_data.get("user") for word in (zhao.name, "twin")] == [zhao, twin]
    assert {chosen(word).cleaned_data["user"] for word in proposed} == set(
        guests_for(friday.board, localdate(NOW))
    )
    for wrong in (wang.name, people.doctor_wu.name, people.auditor_tang.name, "", "%", "x" * 300):
        assert list(chosen(wrong).errors) == ["user"]


def test_taken_off_and_asked_again(friday: Meeting, people: Cast) -> None:
    publish(friday)
    MeetingMail.objects.update(state=ReminderState.SENT)
    by, lin = friday.board.coordinator, friday.invitations.get(user=people.panel_member_lin)
    services.invitation_withdraw(by=by, invitation=lin, now=NOW)
    publish(friday)
    assert friday.invitations.get(user=people.panel_member_lin).withdrawn_at == NOW

    services.guest_invite(
        by=by, meeting=friday, user=people.panel_member_lin, discipline=Discipline.RAD_ONC, now=NOW
    )

    assert [pair for pair in mails(MailKind.INVITATION) if pair[0] == "lin"] == [("lin", 0), ("lin", 1)]


def test_who_has_no_part_in_boards_is_no_guest(friday: Meeting, people: Cast) -> None:
    with pytest.raises(ValidationError) as error:
        services.guest_invite(
            by=friday.board.coordinator,
            meeting=friday,
            user=people.auditor_tang,
            discipline=Discipline.LAB,
            now=NOW,
        )

    assert list(error.value.message_dict) == ["user"]


def test_a_guest_asked_before_the_agenda_is_published_hears_of_it_with_the_members(
    friday: Meeting, people: Cast
) -> None:
    qian, zhao = people.coordinator_qian, people.doctor_zhao
    services.guest_invite(by=qian, meeting=friday, user=zhao, discipline=Discipline.MED_ONC, now=NOW)
    assert mails(MailKind.INVITATION) == []

    publish(friday)
    publish(friday)
    assert [name for name, _number in mails(MailKind.INVITATION)] == ["he", "lin", "wang", "zhao"]
