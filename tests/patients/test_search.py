"""One box finds a patient by everything people type."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.crypto import blind_index
from accounts.models import User
from patients.enums import ContactKind
from patients.models import Contact, Patient
from patients.selectors.search import Filters, patients_found, term_of
from patients.services import patient_register
from tests.cast import TODAY, Cast, patient
from tests.patients.spoken import CARD, newcomer

SIGNS = "张王李单解仇曾吕欧阳尉迟桂兰美玉建国秀英伟芳𠮷龘"
NAMES = st.one_of(
    st.text(SIGNS, min_size=2, max_size=6),
    st.text("abcdeXYZ ·éü", min_size=2, max_size=20).filter(lambda text: any(c.isalpha() for c in text)),
)


def found(user: User, typed: str) -> set[Any]:
    return set(patients_found(user, Filters(term=term_of(user, typed))).values_list("pk", flat=True))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=NAMES, data=st.data())
def test_a_registered_patient_is_found_by_any_prefix(people: Cast, name: str, data: Any) -> None:
    with transaction.atomic():
        row = patient_register(by=people.nurse_li, spec=newcomer(people, name=name), today=TODAY)
        words = [row.name, row.name_pinyin, row.name_initials]
        whole = data.draw(st.sampled_from([word for word in words if word]))
        prefix = whole[: data.draw(st.integers(1, len(whole)))]
        ids = found(people.nurse_li, prefix)
        transaction.set_rollback(True)
    assert row.pk in ids


@pytest.mark.parametrize(
    "typed",
    ["张", "张桂", "zhang", "ZhangGui", "zgl", "ZG", "0284", "zy 0284 6173", "６１７３", " zhang gui lan "],
)
def test_what_people_type_finds_the_patient(people: Cast, zhang: Patient, typed: str) -> None:
    patient(people.oncology_1, name="李红", number="ZY5", name_pinyin="lihong", name_initials="lh")
    assert found(people.nurse_li, typed) == {zhang.pk}


def test_a_pattern_sign_inside_a_word_is_only_a_sign(people: Cast, zhang: Patient) -> None:
    assert found(people.nurse_li, "张%") == found(people.nurse_li, "张_兰") == set()


def test_a_whole_number_finds_its_holder_and_a_part_of_it_nobody(people: Cast, zhang: Patient) -> None:
    Patient.objects.filter(pk=zhang.pk).update(national_id=CARD, national_id_index=blind_index(CARD))
    phone = "13800138000"
    Contact.objects.create(patient=zhang, kind=ContactKind.SELF, phone=phone, phone_index=blind_index(phone))
    for typed in (CARD, "138 0013 8000", "+86 13800138000"):
        assert found(people.nurse_li, typed) == {zhang.pk}
    assert found(people.nurse_li, CARD[:12]) == found(people.nurse_li, "13800138001") == set()


def test_a_hospital_number_that_looks_like_a_phone_is_a_hospital_number(people: Cast) -> None:
    row = patient(people.oncology_1, number="13800138000")
    assert found(people.nurse_li, "13800138000") == {row.pk}


def test_nobody_finds_a_patient_of_another_department(people: Cast, zhang: Patient) -> None:
    for user in (people.nurse_sun, people.doctor_wu, people.panel_member_lin, people.admin_gao):
        assert found(user, "张桂兰") == set()
    assert found(people.coordinator_qian, "张桂兰") == {zhang.pk}


def test_words_stay_out_of_the_address(nurse: Client, zhang: Patient) -> None:
    answer = nurse.post(reverse("patients:search"), {"q": "张桂"})
    assert "张" not in answer["Location"]
    assert "%" not in answer["Location"]
    page = nurse.get(answer["Location"]).content.decode()
    assert zhang.hospital_number in page
    assert 'value="张桂"' in page


def test_an_identifier_goes_straight_to_its_holder_and_is_kept_nowhere(nurse: Client, zhang: Patient) -> None:
    Patient.objects.filter(pk=zhang.pk).update(national_id=CARD, national_id_index=blind_index(CARD))
    answer = nurse.post(reverse("patients:search"), {"q": CARD})
    assert answer["Location"] == reverse("patients:detail", args=[zhang.pk])
    assert CARD not in str(dict(nurse.session))


def test_an_identifier_in_the_address_is_not_looked_up(nurse: Client, zhang: Patient) -> None:
    Patient.objects.filter(pk=zhang.pk).update(national_id=CARD, national_id_index=blind_index(CARD))
    answer = nurse.get(reverse("patients:search"), {"q": CARD})
    assert answer["Location"] == reverse("patients:list")


def test_rows_come_while_typing_and_paging_keeps_the_search(nurse: Client, people: Cast) -> None:
    for index in range(51):
        patient(people.oncology_1, number=f"ZY{index:03}")
    answer = nurse.post(reverse("patients:search"), {"q": "zgl"}, headers={"HX-Request": "true"})
    words = answer.content.decode()
    assert "<html" not in words
    token = answer["HX-Replace-Url"].partition("s=")[2]
    assert f"s={token}&amp;page=2" in words
    assert nurse.get(f"{reverse('patients:list')}?s={token}&page=2").context["rows"][0][0].name == "张桂兰"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    nurse: Client, people: Cast, rows: int, django_assert_num_queries: Any
) -> None:
    for index in range(rows):
        patient(people.oncology_1, number=f"ZY{index}", responsible_doctor=people.doctor_wang)
    with django_assert_num_queries(9):  # one of them is the lines in the trail
        assert len(nurse.get(reverse("patients:list")).context["rows"]) == rows


@pytest.mark.parametrize(
    "query",
    [
        "ward=x",
        "doctor=%00",
        "confirmed=maybe",
        "page=-1",
        "page=99999999999999999999",
        "s=" + "x" * 500,
        "q=%00",
    ],
)
def test_a_wrong_filter_is_no_filter(nurse: Client, zhang: Patient, query: str) -> None:
    assert len(nurse.get(f"{reverse('patients:list')}?{query}").context["rows"]) == 1


def test_filters_narrow_the_list(nurse: Client, people: Cast, zhang: Patient) -> None:
    patient(people.oncology_1, number="ZY2")
    for query in (f"ward={people.ward_1.pk}", f"doctor={people.doctor_wang.pk}", "confirmed=yes"):
        rows = nurse.get(f"{reverse('patients:list')}?{query}").context["rows"]
        assert [row.pk for row, _age in rows] == [zhang.pk], query
