"""Clinical limits in the administration: the form, its errors in words, the differences, the approval."""

import re
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib import admin
from django.test import Client

from accounts.errors import Conflict
from accounts.models import User
from guidelines.reading.limit_values import LIMIT_KEYS
from guidelines.reading.limits import DEFAULT_HOSPITAL_LIMITS
from patients.models import LimitsVersion
from tests.cast import TODAY, Cast
from tests.patients.versions import approved, draft

pytestmark = pytest.mark.usefixtures("noon")
LIST = "/admin/patients/limitsversion/"


@pytest.fixture
def gao(client: Client, people: Cast) -> Client:
    """Administrator Gao of Hospital East, signed in."""
    client.force_login(people.admin_gao)
    return client


def page_of(row: LimitsVersion) -> str:
    return f"{LIST}{row.pk}/change/"


def typed(people: Cast, **more: Any) -> dict[str, Any]:
    """The form as a browser sends it: the defaults, but for what is named."""
    values: dict[str, Any] = {}
    for key in LIMIT_KEYS:
        value = key.of(DEFAULT_HOSPITAL_LIMITS)
        values[key.name] = ", ".join(map(str, value)) if isinstance(value, tuple) else value
    values = {name: value for name, value in values.items() if value not in {None, False}}
    facts = {"hospital": people.east.pk, "effective_from": TODAY, "reason": "科内讨论"}
    return values | facts | more


def errors_of(page: Any) -> dict[str, list[str]]:
    return dict(page.context["adminform"].form.errors)


def test_the_form_shows_every_limit_with_name_unit_default_and_source(gao: Client) -> None:
    page = gao.get(f"{LIST}add/").content.decode()
    assert all(f'name="{key.name}"' in page for key in LIMIT_KEYS)
    assert "检验有效期" in page
    assert "LAB_VALID_DAYS · 天 · 默认 14 · 来源 P" in page
    assert 'name="approver"' not in page


def test_the_form_speaks_english(gao: Client) -> None:
    User.objects.update(language="en")
    page = gao.get(f"{LIST}add/").content.decode()
    assert "Laboratory result valid for" in page
    assert "LAB_VALID_DAYS · days · default 14 · source P" in page


def test_the_pages_run_under_the_policy(gao: Client, people: Cast) -> None:
    for address in (LIST, f"{LIST}add/", page_of(approved(people)), page_of(draft(people))):
        page = gao.get(address)
        assert page.status_code == 200
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|<script>|javascript:", page.content.decode())


def test_a_draft_is_saved_as_typed(gao: Client, people: Cast) -> None:
    answer = gao.post(
        f"{LIST}add/",
        typed(
            people, lab_valid_days="7", ctx_watch_days="30，60、90", postop_ct_months="6", calcium_low="2.15"
        ),
    )
    row = LimitsVersion.objects.get()
    assert answer.status_code == 302
    assert (row.version, row.is_approved, row.reason) == (1, False, "科内讨论")
    assert (row.limits.drugs.lab_valid_days, row.limits.drugs.ctx_watch_days) == (7, (30, 60, 90))
    assert (row.limits.imaging.postop_ct_months, row.values["calcium_low"]) == (6, "2.15")


def test_an_unchanged_form_is_the_catalogue(gao: Client, people: Cast) -> None:
    gao.post(f"{LIST}add/", typed(people))
    assert LimitsVersion.objects.get().limits == DEFAULT_HOSPITAL_LIMITS


WRONG = {
    "lab_valid_days": "0",
    "dental_valid_days": "99999999999999999999",
    "on_time_min_days": "31",
    "ctx_watch_days": "60, soon",
    "mdt_quorum": "-1",
    "calcium_high": "3.5",
}
SAID = {
    "zh-hans": {
        "lab_valid_days": ["必须大于 0"],
        "dental_valid_days": ["不能大于 9999"],
        "on_time_max_days": ["不能小于“按时间隔下限”"],
        "ctx_watch_days": ["须为整数"],
        "mdt_quorum": ["必须大于 0"],
        "calcium_emergency": ["不能小于“血钙上限（无本实验室范围时）”"],
    },
    "en": {
        "lab_valid_days": ["must be greater than 0"],
        "dental_valid_days": ["must not be above 9999"],
        "on_time_max_days": ['must not be below "On-time interval, lower end"'],
        "ctx_watch_days": ["must be a whole number"],
        "mdt_quorum": ["must be greater than 0"],
        "calcium_emergency": ['must not be below "Calcium, upper limit without a range"'],
    },
}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_mistake_is_said_at_its_field_in_the_users_language(
    gao: Client, people: Cast, language: str
) -> None:
    User.objects.update(language=language)
    page = gao.post(f"{LIST}add/", typed(people, **WRONG))
    assert errors_of(page) == SAID[language]
    assert 'value="60, soon"' in page.content.decode()
    assert not LimitsVersion.objects.exists()


def test_nonsense_is_refused_at_its_field(gao: Client, people: Cast) -> None:
    wrong = {
        "ctx_watch_days": "9" * 5000,
        "mdt_target_days": "9" * 5000,
        "calcium_mg": "1e999999",
        "vitd_min_iu": "NaN",
        "mda_measure": "AREA",
        "scan_lead_days": "",
        "effective_from": "2025-02-28",
    }
    page = gao.post(f"{LIST}add/", typed(people, **wrong))
    assert set(errors_of(page)) == set(wrong)


def test_there_is_one_draft_at_a_time(gao: Client, people: Cast) -> None:
    draft(people)
    page = gao.post(f"{LIST}add/", typed(people))
    assert list(errors_of(page)) == ["hospital"]
    assert LimitsVersion.objects.count() == 1


def test_a_new_draft_starts_with_what_is_in_force(gao: Client, people: Cast) -> None:
    approved(people, 9)
    form = gao.get(f"{LIST}add/").context["adminform"].form
    assert form["lab_valid_days"].value() == 9


def test_a_draft_shows_its_differences_from_what_is_in_force(gao: Client, people: Cast) -> None:
    approved(people, 9)
    page = gao.get(page_of(draft(people, 7)))
    told = [(key.name, before.zh, after.zh) for key, before, after in page.context["changes"]]
    assert told == [("lab_valid_days", "9", "7")]
    assert "与第 1 版（2025-03-01 起生效）的差异" in page.content.decode()


def test_a_draft_without_differences_says_so(gao: Client, people: Cast) -> None:
    page = gao.get(page_of(draft(people, 14))).content.decode()
    assert "与目录默认值的差异" in page
    assert "无差异" in page


def test_naming_an_oncologist_approves_the_draft_as_typed(gao: Client, people: Cast) -> None:
    row = draft(people)
    gao.post(page_of(row), typed(people, lab_valid_days="10", approver=people.doctor_wang.pk))
    row.refresh_from_db()
    assert (row.approved_by, row.limits.drugs.lab_valid_days) == (people.doctor_wang, 10)


def test_a_draft_is_changed_without_a_name(gao: Client, people: Cast) -> None:
    row = draft(people)
    gao.post(page_of(row), typed(people, lab_valid_days="10"))
    row.refresh_from_db()
    assert (row.is_approved, row.limits.drugs.lab_valid_days) == (False, 10)


def test_only_oncologists_of_the_hospital_can_be_chosen(gao: Client, people: Cast) -> None:
    row = draft(people)
    form = gao.get(page_of(row)).context["adminform"].form
    assert set(form.fields["approver"].queryset) == {people.doctor_wang, people.doctor_zhao}
    page = gao.post(page_of(row), typed(people, approver=people.doctor_wu.pk))
    assert list(errors_of(page)) == ["approver"]


def test_an_approved_version_is_only_read(gao: Client, people: Cast) -> None:
    row = approved(people)
    page = gao.get(page_of(row))
    text = page.content.decode()
    assert 'name="lab_valid_days"' not in text
    assert "王磊 2025-03-01" in text
    assert sum(len(rows) for _title, rows in page.context["sections"]) == len(LIMIT_KEYS)
    assert gao.post(page_of(row), typed(people)).status_code == 403
    assert gao.get(f"{LIST}{row.pk}/history/").status_code == 200
    assert gao.get(f"{LIST}{row.pk}/delete/").status_code == 403


def test_the_history_names_the_limits_that_were_changed(gao: Client, people: Cast) -> None:
    row = draft(people)
    gao.post(page_of(row), typed(people, lab_valid_days="10"))
    page = gao.get(f"{LIST}{row.pk}/history/").content.decode()
    assert "高远" in page
    assert "lab_valid_days: 7 → 10" in page
    assert "dental_valid_days" not in page


def test_who_was_slower_is_told(gao: Client, people: Cast) -> None:
    row = draft(people)
    with patch("patients.admin.limits_change", side_effect=Conflict("已批准")):
        page = gao.post(page_of(row), typed(people), follow=True)
    assert page.redirect_chain[-1][0] == LIST
    assert "已批准" in page.content.decode()


def test_the_list_says_where_each_version_stands_and_filters_by_it(gao: Client, people: Cast) -> None:
    approved(people)
    draft(people)
    page = gao.get(LIST).content.decode()
    assert "现行" in page
    assert "草稿" in page
    assert "王磊 2025-03-01" in page
    assert gao.get(LIST, {"state": "DRAFT"}).context["cl"].result_count == 1
    assert gao.get(LIST, {"state": "x"}).context["cl"].result_count == 2
    assert gao.get(LIST, {"q": "王磊"}).context["cl"].result_count == 1


def test_the_list_costs_the_same_with_more_versions(
    gao: Client, people: Cast, django_assert_max_num_queries: Any
) -> None:
    approved(people)
    with django_assert_max_num_queries(14) as few:
        gao.get(LIST)
    for days in (8, 9, 10):
        approved(people, days)
    with django_assert_max_num_queries(len(few)):
        gao.get(LIST)


def test_another_hospital_stays_hidden(client: Client, people: Cast) -> None:
    row = draft(people)
    stranger = people.nurse_zhou
    User.objects.filter(pk=stranger.pk).update(role="ADMIN", is_staff=True)
    client.force_login(User.objects.get(pk=stranger.pk))
    assert client.get(LIST).context["cl"].result_count == 0
    assert client.get(page_of(row)).status_code == 302
    assert client.get(page_of(row).replace(str(row.pk), "junk")).status_code == 302


def test_whoever_looks_after_all_starts_with_the_catalogue(gao: Client, people: Cast) -> None:
    approved(people, 9)
    User.objects.filter(pk=people.admin_gao.pk).update(hospital=None, department=None)
    form = gao.get(f"{LIST}add/").context["adminform"].form
    assert form["lab_valid_days"].value() == 14
    assert admin.site.is_registered(LimitsVersion)
