"""Whatever is typed into the forms about images: an answer in words, never a failure."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from imaging.forms import AttachmentForm, WindowForm
from imaging.forms_archive import AccessionForm, ConfirmForm
from imaging.models import ImagingSeries, ImagingStudy, ReportAttachment
from imaging.plan_form import PlanForm
from imaging.slot_forms import BookForm, OrderForm, RefusalForm
from tests.access import Stage
from tests.imaging.access import ROWS
from tests.patients.test_junk import JUNK

FORMS = (AttachmentForm, WindowForm, AccessionForm, ConfirmForm, PlanForm, OrderForm, BookForm, RefusalForm)
FIELDS = [*(name for form in FORMS for name in form.base_fields), "reason", "series", "index", "window"]
POSTED = (
    "imaging:study_archive", "imaging:attachment_add", "imaging:attachment_void", "imaging:follow_up",
    "imaging:reading_void", "imaging:slot_order", "imaging:slot_book", "imaging:slot_refuse",
)  # fmt: skip
READ = (
    "imaging:study_images", "imaging:study_archive", "imaging:series_image", "imaging:modalities",
    "imaging:unplanned", "imaging:follow_up_panel",
)  # fmt: skip


@pytest.mark.parametrize("junk", JUNK, ids=range(len(JUNK)))
def test_junk_is_answered(people: Any, series: ImagingSeries, zhang: Any, junk: str) -> None:
    browser = Client()
    browser.force_login(people.doctor_wang)
    for name in (*POSTED, *READ):
        row = ROWS[name]
        assert not isinstance(row, tuple)
        kwargs = row.kwargs(Stage(people, zhang)) if row.kwargs else {}
        send = browser.post if name in POSTED else browser.get
        answer = send(reverse(name, kwargs=kwargs), dict.fromkeys(FIELDS, junk))
        assert answer.status_code in {200, 302, 400, 404, 409, 422}, name
        is_page = answer.headers["Content-Type"].startswith("text/html")
        assert not is_page or "<script>alert" not in answer.content.decode()
    assert ImagingStudy.objects.exclude(study_uid="").count() == 1
    assert not ReportAttachment.objects.exclude(name="a.pdf").exists()
