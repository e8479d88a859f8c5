"""Every form a task leads to is there, for one patient, and its finding or kind exists."""

from uuid import UUID

from django.urls import reverse

from config.work import FORMS
from design.icons import ICONS
from guidelines.assessment.codes import Code
from worklist.enums import TaskKind

ANYBODY = UUID(int=1)


def test_every_form_has_an_address_and_an_icon() -> None:
    for form in FORMS.values():
        assert str(ANYBODY) in reverse(form.page, args=[ANYBODY])
        assert form.icon in ICONS


def test_every_form_belongs_to_a_finding_or_a_kind_of_task() -> None:
    assert set(FORMS) <= {code.value for code in Code} | set(TaskKind.values)
