"""What several people type at once: nothing is written over unseen."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from mdt.models import Case
from mdt.services.texts import TextsClash, case_texts_save
from patients.models import Patient
from tests.cast import Cast
from tests.mdt.live.session import session


def save(people: Cast, of: Case, version: int, **changes: str) -> Case:
    return case_texts_save(by=people.coordinator_qian, case=of, changes=changes, version=version)


def test_each_save_is_a_version_and_the_same_words_are_none(people: Cast, zhang: Patient) -> None:
    of = session(people, zhang)
    assert save(people, of, 0, conclusion="先放疗").version == 1
    assert save(people, of, 1, conclusion="先放疗").version == 1
    assert save(people, of, 1, conclusion="先放疗\r\n再评估").conclusion == "先放疗\n再评估"


def test_another_field_is_no_clash(people: Cast, zhang: Patient) -> None:
    of = session(people, zhang)
    save(people, of, 0, conclusion="先放疗")
    stored = save(people, of, 0, patient_wish="不愿住院")
    assert (stored.conclusion, stored.patient_wish, stored.version) == ("先放疗", "不愿住院", 2)


def test_the_same_field_is_one_and_the_other_words_stay(people: Cast, zhang: Patient) -> None:
    of = session(people, zhang)
    save(people, of, 0, conclusion="先放疗")
    with pytest.raises(TextsClash) as clash:
        save(people, of, 0, conclusion="先手术", patient_wish="不愿住院")
    assert clash.value.fields == ("conclusion",)
    assert (clash.value.case.conclusion, clash.value.case.version) == ("先放疗", 1)
    assert save(people, of, 1, conclusion="先放疗\n先手术").version == 2


def test_every_version_stays_in_the_history(people: Cast, zhang: Patient) -> None:
    of: Any = session(people, zhang)
    for number, words in enumerate(("一", "一二", "三")):
        save(people, of, number, conclusion=words)
    kept = of.events.filter(version__gt=0).order_by("pgh_id").values_list("conclusion", flat=True)
    assert list(kept) == ["一", "一二", "三"]


def test_what_cannot_be_stored_is_refused_by_field(people: Cast, zhang: Patient) -> None:
    of = session(people, zhang)
    for name, words in {"conclusion": "长" * 4001, "drug_statement": "MAYBE", "drug_text": "x" * 301}.items():
        with pytest.raises(ValidationError) as problems:
            save(people, of, 0, **{name: words})
        assert list(problems.value.error_dict) == [name]


def test_who_writes(people: Cast, zhang: Patient) -> None:
    of = session(people, zhang)
    for user in (people.nurse_li, people.panel_member_lin):
        with pytest.raises(PermissionDenied):
            case_texts_save(by=user, case=of, changes={"conclusion": "x"}, version=0)
