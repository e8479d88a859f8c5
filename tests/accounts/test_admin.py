"""The administration: roles instead of groups, one's own hospital, nothing clinical, nothing deleted."""

import re
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from accounts.enums import ReadAction
from accounts.models import Hospital, ReadRecord, User, Ward
from patients.models import Patient
from tests.access import Stage
from tests.accounts.test_sign_in import sign_in
from tests.cast import PASSWORD, Cast
from tests.imaging.access import a_series
from tests.masked import planted, whole_numbers

USERS = "/admin/accounts/user/"
NEW = {
    "name": "赵敏",
    "username": "zhaomin",
    "email": "z@hospital.invalid",
    "role": "NURSE",
    "language": "zh-hans",
}


@pytest.fixture
def gao(browser: Client, people: Cast) -> Client:
    """Administrator Gao of Hospital East, signed in."""
    browser.force_login(people.admin_gao)
    return browser


def added(browser: Client, people: Cast, **more: Any) -> Any:
    place = {"hospital": people.east.pk, "department": people.oncology_1.pk, "is_active": "on"}
    return browser.post(f"{USERS}add/", NEW | place | more)


def test_nothing_clinical_is_registered() -> None:
    rooms = {model._meta.app_label for model in admin.site._registry}
    set_by_the_hospital = {
        model.__name__
        for model in admin.site._registry
        if model._meta.app_label in {"bonetherapy", "patients", "mdt"}
    }

    assert rooms <= {"accounts", "axes", "django_celery_beat", "bonetherapy", "imaging", "mdt", "patients"}
    assert set_by_the_hospital <= {"Board", "DrugProtocol", "LimitsVersion"}
    technical = {model.__name__ for model in admin.site._registry if model._meta.app_label == "imaging"}
    assert technical == {"ImagingSeries", "ReportAttachment"}


def test_no_list_shows_a_whole_number_of_a_patient(browser: Client, people: Cast, zhang: Patient) -> None:
    a_series(Stage(people, planted(zhang)))
    User.objects.filter(pk=people.admin_gao.pk).update(is_superuser=True)
    browser.force_login(people.admin_gao)
    pages = [
        browser.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"))
        for model in admin.site._registry
    ]

    assert {page.status_code for page in pages} == {200}
    assert [whole_numbers(page.content.decode()) for page in pages] == [[] for _page in pages]


def test_every_other_role_is_refused_and_strangers_are_sent_to_the_one_sign_in(
    browser: Client, people: Cast
) -> None:
    assert browser.get("/admin/", follow=True).redirect_chain[-1][0] == "/accounts/login/?next=/admin/"
    for person in (people.nurse_li, people.doctor_wang, people.coordinator_qian, people.radiologist_he):
        browser.force_login(person)
        assert browser.get("/admin/", follow=True).status_code == 403
        assert browser.get(USERS, follow=True).status_code == 403


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "用户"), ("en", "Users")])
def test_the_administration_speaks_both_languages(
    gao: Client, people: Cast, language: str, word: str
) -> None:
    User.objects.update(language=language)

    assert word in gao.get("/admin/").content.decode()


@pytest.mark.parametrize("section", ["user", "hospital", "department", "ward", "readrecord"])
def test_every_section_opens_searches_and_runs_under_the_policy(gao: Client, section: str) -> None:
    for address in (f"/admin/accounts/{section}/", f"/admin/accounts/{section}/?q=李敏"):
        page = gao.get(address)
        assert page.status_code == 200
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|<script>|javascript:", page.content.decode())


def test_a_list_of_users_costs_the_same_with_more_of_them(
    gao: Client, people: Cast, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(14) as few:
        gao.get(USERS)
    for number in range(5):
        User.objects.create(username=f"u{number}", name="王", role="NURSE", hospital=people.east)
    with django_assert_max_num_queries(len(few)):
        gao.get(USERS)


def test_people_are_found_by_name_user_name_and_mail(gao: Client) -> None:
    for words in ("李敏", "li", "li@hospital"):
        assert "李敏" in gao.get(USERS, {"q": words}).content.decode()


def test_a_new_user_signs_in_with_the_temporary_password_shown_once(gao: Client, people: Cast) -> None:
    page = added(gao, people).content.decode()
    temporary = re.search(r"<code>(\w{12})</code>", page)
    user = User.objects.get(username="zhaomin")

    assert temporary
    assert (user.hospital, user.must_change_password, user.is_staff) == (people.east, True, False)
    assert user.check_password(temporary[1])


def test_a_department_of_another_hospital_is_refused(gao: Client, people: Cast) -> None:
    page = added(gao, people, department=people.oncology_west.pk)

    assert page.status_code == 200
    assert not User.objects.filter(username="zhaomin").exists()


def test_nobody_makes_a_superuser(gao: Client, people: Cast) -> None:
    added(gao, people, is_superuser="on", is_staff="on")
    gao.post(f"{USERS}{people.admin_gao.pk}/change/", NEW | {"is_superuser": "on", "role": "ONCOLOGIST"})

    assert not User.objects.filter(is_superuser=True).exists()
    assert User.objects.get(pk=people.admin_gao.pk).role == "ADMIN"


def test_a_superusers_account_cannot_be_taken_over(gao: Client, people: Cast) -> None:
    User.objects.filter(pk=people.nurse_li.pk).update(is_superuser=True)
    gao.post(USERS, {"action": "give_temporary_password", "_selected_action": str(people.nurse_li.pk)})
    answer = gao.post(f"{USERS}{people.nurse_li.pk}/change/", NEW)

    assert answer.status_code == 403
    assert not User.objects.get(pk=people.nurse_li.pk).must_change_password


def test_a_forgotten_password_is_replaced_and_the_sessions_end(gao: Client, people: Cast, li: User) -> None:
    nurse = Client()
    nurse.force_login(li)
    page = gao.post(
        USERS, {"action": "give_temporary_password", "_selected_action": str(li.pk)}
    ).content.decode()

    assert re.search(r"<code>\w{12}</code>", page)
    assert nurse.get("/accounts/profile/").status_code == 302
    assert not User.objects.get(pk=li.pk).check_password(PASSWORD)


def test_an_administrator_looks_after_the_own_hospital_only(gao: Client, people: Cast) -> None:
    page = gao.get(USERS).content.decode()

    assert "李敏" in page
    assert "周芳" not in page
    assert gao.get(f"{USERS}{people.nurse_zhou.pk}/change/").status_code == 302
    assert gao.get(f"{USERS}{people.nurse_zhou.pk}/history/").status_code == 404
    assert gao.get("/admin/accounts/hospital/add/").status_code == 403
    assert "西山医院" not in page + gao.get(f"{USERS}add/").content.decode()


def test_whoever_looks_after_the_whole_adds_hospitals(gao: Client, people: Cast) -> None:
    User.objects.filter(pk=people.admin_gao.pk).update(hospital=None, department=None)
    facts = {"name": "南山医院", "short_name": "南山", "level": "TERTIARY_GENERAL", "city_tier": "TIER_1_2"}
    gao.post("/admin/accounts/hospital/add/", facts)

    assert Hospital.objects.filter(name="南山医院").exists()


def test_nothing_can_be_deleted(gao: Client, people: Cast) -> None:
    for address in (
        f"{USERS}{people.nurse_li.pk}/delete/",
        f"/admin/accounts/ward/{people.ward_1.pk}/delete/",
    ):
        assert gao.post(address, {"post": "yes"}).status_code == 403
    gao.post(
        "/admin/accounts/ward/", {"action": "delete_selected", "_selected_action": str(people.ward_1.pk)}
    )
    assert Ward.objects.filter(pk=people.ward_1.pk).exists()


def test_the_history_of_a_person_shows_who_changed_what(gao: Client, people: Cast) -> None:
    li = people.nurse_li
    facts = {"name": "李敏敏", "username": "li", "role": "NURSE", "language": "en", "is_active": "on"}
    place = {"hospital": people.east.pk, "department": people.oncology_2.pk}
    gao.post(f"{USERS}{li.pk}/change/", facts | place)
    page = gao.get(f"{USERS}{li.pk}/history/").content.decode()

    assert "李敏 → 李敏敏" in page
    assert "肿瘤一科 → 肿瘤二科" in page
    assert "简体中文 → English" in page
    assert "高远" in page


def test_the_trail_is_found_by_patient_and_read_only(gao: Client, people: Cast) -> None:
    facts = {"user_name": "李敏", "role": "NURSE", "action": ReadAction.VIEW, "subject": "detail"}
    mine, other = (
        ReadRecord.objects.create(user_id=people.nurse_li.pk, patient_id=row.pk, **facts)
        for row in (people.ward_1, people.oncology_1)
    )
    page = gao.get("/admin/accounts/readrecord/", {"q": str(mine.patient_id)}).content.decode()

    assert str(mine.patient_id) in page
    assert str(other.patient_id) not in page
    assert gao.get("/admin/accounts/readrecord/add/").status_code == 403
    assert gao.post(f"/admin/accounts/readrecord/{mine.pk}/change/", facts).status_code == 403


def test_the_auditor_reads_trails_and_nothing_else(browser: Client, people: Cast) -> None:
    browser.force_login(people.auditor_tang)

    assert browser.get("/").headers["Location"] == "/admin/accounts/readrecord/"
    assert browser.get("/admin/accounts/readrecord/").status_code == 200
    assert browser.get("/admin/axes/accesslog/").status_code == 200
    for address in (USERS, "/admin/accounts/hospital/", "/admin/axes/accessattempt/"):
        assert browser.get(address).status_code == 403


def test_an_administrator_opens_a_locked_name_at_once(gao: Client, li: User) -> None:
    nurse = Client(REMOTE_ADDR="10.255.255.1")
    for _ in range(5):
        sign_in(nurse, "li", "wrong")
    assert sign_in(nurse).status_code == 429
    attempt = AccessAttempt.objects.get()
    page = gao.get(reverse("admin:axes_accessattempt_changelist")).content.decode()
    gao.post("/admin/axes/accessattempt/", {"action": "unlock", "_selected_action": str(attempt.pk)})

    assert "登录失败记录" in page
    assert sign_in(nurse).status_code == 302


@pytest.mark.parametrize(
    ("role", "chosen", "stored"),
    [("ONCOLOGIST", "", "MED_ONC"), ("ONCOLOGIST", "RAD_ONC", "RAD_ONC"), ("NURSE", "", "")],
)
def test_a_doctor_speaks_for_the_departments_discipline_unless_another_is_chosen(
    gao: Client, people: Cast, role: str, chosen: str, stored: str
) -> None:
    added(gao, people, role=role, discipline=chosen)
    assert User.objects.get(username="zhaomin").discipline == stored


@pytest.mark.parametrize(
    "asked", ["password__startswith=argon2", "username__startswith=l", "last_login__isnull=True"]
)
def test_a_list_is_narrowed_by_nothing_but_the_filters_it_offers(gao: Client, asked: str) -> None:
    assert gao.get(USERS, {"is_active__exact": "1"}).status_code == 200
    assert gao.get(f"{USERS}?{asked}").status_code == 400


def test_the_changes_of_a_row_are_for_those_who_may_see_the_row(browser: Client, people: Cast) -> None:
    page = f"{USERS}{people.nurse_li.pk}/"
    browser.force_login(people.auditor_tang)

    assert browser.get(f"{page}change/").status_code == 403
    assert browser.get(f"{page}history/").status_code == 403
