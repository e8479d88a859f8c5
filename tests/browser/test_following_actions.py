"""The pages of what follows a meeting, in a real browser; the actions themselves are counted in `days/`."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mdt.models import Decision, Meeting
from patients.models import Patient
from tests.access import Stage
from tests.browser.conftest import PHONE, Open, barriers
from tests.cast import Cast
from tests.mdt.following.access import a_referral
from tests.mdt.following.board_day import concluded, start_denosumab

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def decision(people: Cast, zhang: Patient) -> Decision:
    """Yesterday's board wants denosumab within a fortnight."""
    today = timezone.localdate()
    made = start_denosumab(concluded(people, zhang), people.doctor_wang, today + timedelta(days=14))
    Meeting.objects.update(starts_at=timezone.now() - timedelta(days=1))
    return made


def places(decision: Decision, people: Cast) -> list[str]:
    """Every page about what follows a meeting."""
    referral = a_referral(Stage(people, decision.case.patient))
    return [
        "/mdt/decisions/",
        f"/mdt/decisions/{decision.id}/",
        f"/mdt/decisions/{decision.id}/course/",
        "/mdt/referrals/",
        f"/mdt/referrals/{referral.id}/",
        f"/patients/{decision.case.patient_id}/refer/",
    ]


def test_a_phone_never_scrolls_sideways(decision: Decision, people: Cast, open_page: Open) -> None:
    for path in places(decision, people):
        page = open_page(people.doctor_wang, path, viewport=PHONE)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_barrier_is_found(decision: Decision, people: Cast, open_page: Open, language: str) -> None:
    for path in places(decision, people):
        page = open_page(people.doctor_wang, path, language=language, probed=True)
        page.wait_for_load_state("networkidle")
        assert barriers(page) == "", path
