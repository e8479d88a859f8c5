"""Lesions without diameters: what a reader says of each feeds the rules, never guessed (IMG-40, IMG-43)."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from guidelines.imaging.bands import Change
from guidelines.imaging.flare import Correlative
from guidelines.imaging.modalities import Modality
from guidelines.imaging.response import IMG_46, CtFill, ResponseCategory
from guidelines.lesions import Bone, LesionType
from imaging.enums import Trend
from imaging.models import ImagingStudy, Lesion, LesionReading
from imaging.selectors.register import register_of
from imaging.selectors.trends import course_of
from imaging.services import reading_record
from imaging.specs import ReadingSpec
from patients.models import Patient
from tests.cast import TODAY, Cast
from tests.imaging.measured import BASELINE, LAST, lesion, measure, study
from tests.imaging.test_responding import computed, missing
from tests.patients.spoken import NOW

GREW, BETWEEN, SHRANK, NOT_SHOWN = Change
NE, SD, PR, PD = (ResponseCategory(code) for code in ("NE", "SD", "PR", "PD"))


def say(
    people: Cast, seen: ImagingStudy, what: Lesion, change: Change | None, *, reason: str = "", **more: Any
) -> LesionReading:
    spec = ReadingSpec(study_id=seen.id, lesion_id=what.id, read_on=TODAY, change=change, **more)
    by = people.radiologist_he
    return reading_record(by=by, patient=seen.patient, spec=spec, today=TODAY, now=NOW, reason=reason)


@pytest.fixture
def pair(people: Cast, zhang: Patient) -> tuple[Lesion, Lesion]:
    """Two lytic lesions nobody can measure."""
    first, second = (
        lesion(people, zhang, site, Bone.SPINE, type=LesionType.OSTEOLYTIC) for site in ("T8", "L4")
    )
    return first, second


def cts(people: Cast, row: Patient, modality: Modality = Modality.CT) -> ImagingStudy:
    """Two examinations of one kind; the later one comes back."""
    study(people, row, BASELINE, modality)
    return study(people, row, LAST, modality)


@pytest.mark.parametrize(
    ("said", "category"),
    [
        ((GREW, GREW), PD),
        ((SHRANK, SHRANK), PR),
        ((BETWEEN, BETWEEN), SD),
        ((SHRANK, NOT_SHOWN), PR),
        ((SHRANK, BETWEEN), NE),
        ((SHRANK, None), NE),
        ((NOT_SHOWN, NOT_SHOWN), NE),
    ],
)
def test_a_class_follows_where_all_lesions_agree(
    people: Cast,
    zhang: Patient,
    pair: tuple[Lesion, Lesion],
    said: tuple[Change | None, ...],
    category: ResponseCategory,
) -> None:
    seen = cts(people, zhang)
    for what, change in zip(pair, said, strict=True):
        if change is not None:
            say(people, seen, what, change)
    assert computed(seen, has_measurable=False).by_sum.category is category


def test_one_that_grew_alone_is_a_mixed_response_and_no_progression(
    people: Cast, zhang: Patient, pair: tuple[Lesion, Lesion]
) -> None:
    seen = cts(people, zhang)
    say(people, seen, pair[0], GREW)
    say(people, seen, pair[1], SHRANK)
    found = computed(seen, has_measurable=False, nonmeasurable_change_pct=Decimal(-10))
    assert (found.by_sum.category, found.is_mixed) == (SD, True)
    [mixed] = [one for one in found.by_sum.findings if one.rule_id == IMG_46.rule_id]
    assert mixed.inputs["lesions"] == ("T8",)
    assert "differ" in str(missing(seen)) or "不一致" in str(missing(seen))


def test_the_readers_estimate_of_all_goes_before_single_lesions(
    people: Cast, zhang: Patient, pair: tuple[Lesion, Lesion]
) -> None:
    seen = cts(people, zhang)
    for what in pair:
        say(people, seen, what, SHRANK)
    grew = computed(seen, has_measurable=False, nonmeasurable_change_pct=Decimal(25))
    assert grew.by_sum.category is PD


@pytest.mark.parametrize(
    ("fills", "category"),
    [
        ((CtFill.PARTIAL_OR_RIM, CtFill.NONE), PR),
        ((CtFill.COMPLETE, CtFill.COMPLETE), ResponseCategory.CR),
        ((CtFill.COMPLETE, None), PR),
        ((CtFill.NONE, CtFill.NONE), SD),
        ((CtFill.NONE, None), NE),
    ],
)
def test_sclerosis_is_read_lesion_by_lesion(
    people: Cast,
    zhang: Patient,
    pair: tuple[Lesion, Lesion],
    fills: tuple[CtFill | None, ...],
    category: ResponseCategory,
) -> None:
    seen = cts(people, zhang)
    for what, fill in zip(pair, fills, strict=True):
        if fill is not None:
            say(people, seen, what, None, fill=fill)
    assert computed(seen, has_measurable=False).by_sum.category is category


def test_hotter_uptake_alone_is_no_progression(
    people: Cast, zhang: Patient, pair: tuple[Lesion, Lesion]
) -> None:
    seen = cts(people, zhang, Modality.BS)
    for what in pair:
        say(people, seen, what, GREW)
    alone = computed(seen, has_measurable=False)
    assert alone.by_sum.category is NE
    assert "IMG-32" in {one.rule_id for one in alone.by_sum.findings}
    shown = computed(seen, has_measurable=False, correlative=Correlative.DESTRUCTION)
    assert shown.by_sum.category is PD
    healing = computed(seen, has_measurable=False, correlative=Correlative.SCLEROSIS)
    assert healing.by_sum.category is PR


def test_where_diameters_stand_they_say_how_it_changed(
    people: Cast, zhang: Patient, pair: tuple[Lesion, Lesion]
) -> None:
    seen = cts(people, zhang)
    measure(people, seen, pair[0], "10.0", "8.0")
    with pytest.raises(ValidationError) as refused:
        say(people, seen, pair[0], GREW)
    assert list(refused.value.error_dict) == ["change"]
    assert say(people, seen, pair[0], None, fill=CtFill.NONE).fill == "NONE"
    with pytest.raises(ValidationError):
        say(people, seen, pair[1], None)


def test_a_lesion_of_baseline_that_is_only_read_leaves_the_sum_unknown(
    people: Cast, zhang: Patient, pair: tuple[Lesion, Lesion]
) -> None:
    first, seen = study(people, zhang, BASELINE), study(people, zhang, LAST)
    measure(people, first, pair[0], "20.0", "20.0")
    for what in pair:
        say(people, seen, what, SHRANK)
    assert computed(seen).by_sum.category is NE
    say(people, seen, pair[0], GREW, reason="录错")
    say(people, seen, pair[1], GREW, reason="录错")
    assert computed(seen).by_sum.category is PD


def test_the_register_shows_what_was_said(people: Cast, zhang: Patient, pair: tuple[Lesion, Lesion]) -> None:
    seen = cts(people, zhang)
    for what, change in zip(pair, (GREW, BETWEEN), strict=True):
        say(people, seen, what, change)
    register = register_of(zhang)
    trends = {place.head.site: course_of(place, register).trend for place in register.places}
    assert trends == {"T8": Trend.GROWN, "L4": Trend.UNKNOWN}


def test_the_same_words_are_the_same_row_and_others_need_a_reason(
    people: Cast, zhang: Patient, pair: tuple[Lesion, Lesion]
) -> None:
    seen = cts(people, zhang)
    row = say(people, seen, pair[0], SHRANK)
    assert say(people, seen, pair[0], SHRANK) == row
    with pytest.raises(ValidationError):
        say(people, seen, pair[0], GREW)
    say(people, seen, pair[0], GREW, reason="录错")
    row.refresh_from_db()
    assert (row.void_reason, LesionReading.objects.get(voided_at=None).change) == ("录错", "GREW")


def test_a_nurse_reads_nothing(people: Cast, zhang: Patient, pair: tuple[Lesion, Lesion]) -> None:
    spec = ReadingSpec(study_id=cts(people, zhang).id, lesion_id=pair[0].id, read_on=TODAY, change=GREW)
    with pytest.raises(PermissionDenied):
        reading_record(by=people.nurse_li, patient=zhang, spec=spec, today=TODAY, now=NOW)


@pytest.mark.usefixtures("noon")
def test_the_measuring_page_takes_and_shows_them(
    people: Cast, zhang: Patient, pair: tuple[Lesion, Lesion], client: Client
) -> None:
    seen = cts(people, zhang)
    client.force_login(people.radiologist_he)
    address = reverse("imaging:measure", args=[zhang.id, seen.id])
    first, second = (str(what.id) for what in pair)
    typed = {"measured_on": str(TODAY), f"change_{first}": "GREW", f"fill_{second}": "COMPLETE"}
    both = typed | {f"long_{first}": "9", f"short_{first}": "8"}
    assert client.post(address, both).context["form"].errors[f"change_{first}"]
    assert client.post(address, typed).status_code == 302
    told = client.get(address).content.decode()
    assert "增大 25% 或以上" in told
    row = LesionReading.objects.get(change="GREW")
    wiped = client.post(address, {"measured_on": str(TODAY), f"fill_{second}": "COMPLETE"})
    assert wiped.context["form"].errors[f"change_{first}"]
    void = reverse("imaging:reading_void", args=[zhang.id, row.id])
    assert "增大" in client.get(void).content.decode()
    assert client.post(void, {"reason": "他人病灶"}).status_code == 302
    row.refresh_from_db()
    assert row.void_reason == "他人病灶"


@pytest.mark.usefixtures("noon")
def test_the_api_takes_lists_and_voids_them(
    people: Cast, zhang: Patient, pair: tuple[Lesion, Lesion]
) -> None:
    seen, client = cts(people, zhang), APIClient()
    client.force_authenticate(people.radiologist_he)
    address = f"/api/v1/patients/{zhang.id}/lesion-readings/"
    body = {"study": str(seen.id), "lesion": str(pair[0].id), "read_on": str(TODAY), "change": "SHRANK"}
    made = client.post(address, body, format="json")
    assert (made.status_code, made.json()["change"]) == (201, "SHRANK")
    assert client.post(address, body | {"change": "VANISHED"}, format="json").status_code == 400
    assert client.get(address).json()["count"] == 1
    gone = client.post(f"{address}{made.json()['id']}/void/", {"reason": "录错"}, format="json")
    assert gone.json()["void_reason"] == "录错"
    client.force_authenticate(people.doctor_wu)
    assert client.get(address).status_code == 404
