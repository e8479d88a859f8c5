"""Every form a task leads to is there, for one patient, and every finding has one or the reason why not."""

from uuid import UUID

import pytest
from django.urls import reverse

from config.work import FORMS
from design.icons import ICONS
from guidelines.assessment.codes import Code
from worklist.codes import is_answerable
from worklist.enums import TaskKind
from worklist.task_forms import Form

ANYBODY = UUID(int=1)
# Findings without a form of their own: what ends them, and why no form writes it.
SETTLED_ON_THE_TASK_PAGE = {
    Code.INJ_INTERVAL: "The dose is recorded; only the reason of its day is missing, and words give it.",
    Code.BMA_STOP_WARN: "The stop is recorded; reason and plan are given in words and stand beside it.",
}


def test_every_form_has_an_address_and_an_icon() -> None:
    for forms in FORMS.values():
        for form in forms:
            assert form.icon in ICONS
            if isinstance(form, Form):
                assert str(ANYBODY) in reverse(form.page, args=[ANYBODY])


def test_every_form_belongs_to_a_finding_or_a_kind_of_task() -> None:
    assert set(FORMS) <= {code.value for code in Code} | set(TaskKind.values)


@pytest.mark.parametrize("code", list(Code), ids=str)
def test_every_finding_has_its_form_or_is_ended_by_words_on_its_page(code: Code) -> None:
    assert bool(FORMS.get(code.value)) != (code in SETTLED_ON_THE_TASK_PAGE)
    if code in SETTLED_ON_THE_TASK_PAGE:
        assert is_answerable(code)
