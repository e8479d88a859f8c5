"""One form pressed twice at the very same moment, on real connections: one act, one answer."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import WriteAction
from accounts.models import TrailEntry, User
from accounts.once.keeping import AGAIN
from patients.models import Patient
from tests.access import Kwargs, Stage
from tests.bonetherapy.access import of_a_dose
from tests.cast import cast, confirm_bone_metastasis, patient
from tests.mdt.access_live import of_a_live_case
from tests.patients.test_races import together
from tests.twice.before import BEFORE
from tests.twice.pages import sent_by
from tests.undone import undone
from tests.worklist.access import of_a_task

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("noon")]
ACTS: dict[str, tuple[str, Kwargs]] = {
    "bonetherapy:dose_give": ("nurse_li", of_a_dose),
    "worklist:task_settle": ("nurse_li", of_a_task),
    "live:decision": ("doctor_wang", of_a_live_case),
}


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    """张桂兰 and the cast, really committed."""
    people = cast()
    zhang: Patient = patient(people.oncology_1, responsible_doctor=people.doctor_wang)
    confirm_bone_metastasis(zhang, people.doctor_wang)
    return Stage(people, zhang)


@pytest.mark.parametrize("name", ACTS)
def test_two_presses_at_one_moment_are_one_act(stage: Stage, name: str) -> None:
    who, kwargs = ACTS[name]
    user, parts = getattr(stage.people, who), kwargs(stage)
    if name in BEFORE:
        BEFORE[name](stage, parts)
    with undone():
        tried = sent_by(user, name, parts, stage)
    assert tried
    assert tried.has_acted
    last = TrailEntry.objects.latest("id").id

    answers = together(*[lambda: pressed(user, reverse(name, kwargs=parts), tried.body)] * 2)

    assert sorted(answer.get(AGAIN, "") for answer in answers) == ["", "true"]
    assert len({(answer.status_code, answer.get("Location")) for answer in answers}) == 1
    written = TrailEntry.objects.filter(id__gt=last, action__in=WriteAction.values)
    assert written.values("request_id").distinct().count() == 1


def pressed(user: User, path: str, body: dict[str, Any]) -> Any:
    """The answer to the form, in a browser of its own."""
    browser = Client()
    browser.force_login(user)
    return browser.post(path, body)
