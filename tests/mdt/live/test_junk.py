"""Whatever is typed into the room: an answer in words, never a failure."""

from itertools import cycle
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from guidelines.mdt.decisions import DecisionType
from mdt.forms.decisions import DecisionForm, DissentForm, GuestForm, TextsForm
from mdt.models import Case, Decision, Dissent
from tests.access import Stage
from tests.mdt.access_live import ROWS as LIVE
from tests.patients.test_junk import JUNK

FORMS = (DecisionForm, DissentForm, GuestForm, TextsForm)
FIELDS = [name for form in FORMS for name in form.base_fields]
TYPES = ("BMA_START", "", "BMA_HOLD", "FOLLOW_UP", "RT")
MORE = ("type", "version", "seen", "tick", "answer-BMA-03-reason", "answer-BMA-03-text")


@pytest.mark.parametrize(("of", "junk"), list(zip(cycle(TYPES), JUNK, strict=False)), ids=range(len(JUNK)))
def test_junk_is_answered(people: Any, zhang: Any, junk: str, of: str) -> None:
    browser = Client()
    browser.force_login(people.doctor_wang)
    sent = dict.fromkeys([*FIELDS, *MORE], junk) | {"type": of or junk}
    for name, row in LIVE.items():
        assert not isinstance(row, tuple)
        assert row.kwargs is not None
        address = reverse(name, kwargs=row.kwargs(Stage(people, zhang)))
        for method in row.methods[-1:]:  # what is sent; a page that is only opened takes nothing of it
            answer = getattr(browser, method.lower())(address, sent)
            assert answer.status_code in {200, 204, 302, 404, 409, 422}, name
            is_page = answer.headers.get("Content-Type", "").startswith("text/html")
            assert not is_page or "<script>alert" not in answer.content.decode()
    assert set(Decision.objects.values_list("type", flat=True)) <= {one.value for one in DecisionType}
    assert Case.objects.get().state == "ACCEPTED"
    assert not Dissent.objects.filter(reason="").exists()
