"""Two people at the same moment over one version of a hospital's limits, on the real database."""

import pytest

from accounts.errors import Conflict
from patients.models import LimitsVersion
from patients.services.limits import limits_change
from tests.cast import TODAY, Cast
from tests.patients.test_races import together
from tests.patients.versions import approve, draft, lab_days, spec

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_approvals_of_one_version_at_once_bear_one_name(crowd: Cast) -> None:
    row = draft(crowd)
    answers = together(
        lambda: approve(crowd, row, approver=crowd.doctor_wang),
        lambda: approve(crowd, row, approver=crowd.doctor_zhao),
    )
    winners = [answer.approved_by for answer in answers if isinstance(answer, LimitsVersion)]
    assert sum(isinstance(answer, Conflict) for answer in answers) == 1
    assert winners == [LimitsVersion.objects.get().approved_by]


def test_two_drafts_begun_at_once_are_one(crowd: Cast) -> None:
    answers = together(lambda: draft(crowd, 7), lambda: draft(crowd, 21))
    assert sum(isinstance(answer, Conflict) for answer in answers) == 1
    assert LimitsVersion.objects.count() == 1


def test_a_change_and_an_approval_at_once_leave_what_was_approved(crowd: Cast) -> None:
    row = draft(crowd, 7)

    def change() -> object:
        return limits_change(by=crowd.admin_gao, row=row, spec=spec(lab_days(21)), today=TODAY)

    answers = together(change, lambda: approve(crowd, row))
    changed, taken = answers[0], answers[1]
    assert isinstance(taken, LimitsVersion)
    assert LimitsVersion.objects.get().limits == taken.limits
    assert taken.limits == lab_days(7 if isinstance(changed, Conflict) else 21)
