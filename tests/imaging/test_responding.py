"""The response of one examination: computed by the rules, confirmed by a clinician, never guessed."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.errors import Refusal
from guidelines.imaging.flare import Correlative
from guidelines.imaging.limits import Measure
from guidelines.imaging.modalities import Modality
from guidelines.imaging.response import CtFill, NewLesion
from guidelines.imaging.response_entry import ResponseStandard
from guidelines.lesions import Bone
from imaging.enums import Response
from imaging.models import ImagingStudy, ResponseAssessment
from imaging.selectors.missing import missing_of, new_lesion_of, new_places
from imaging.selectors.register import register_of
from imaging.services import STUDY, response_record, response_void
from imaging.services.responding import Computed, computed_of
from imaging.specs import ResponseSpec, StudySpec
from patients.models import Patient
from tests.cast import TODAY, Cast
from tests.imaging.measured import BASELINE, LAST, NADIR, four_lesions, lesion, measure, study
from tests.patients.spoken import NOW
from tests.record import add


def spec(seen: ImagingStudy, confirmed: Response = Response.SD, **more: Any) -> ResponseSpec:
    facts: dict[str, Any] = {"assessed_on": TODAY, "standard": ResponseStandard.MDA}
    return ResponseSpec(study_id=seen.id, confirmed=confirmed, **facts | more)


def computed(seen: ImagingStudy, **more: Any) -> Computed:
    found = computed_of(register_of(seen.patient), seen, spec(seen, **more))
    assert found is not None
    return found


def missing(seen: ImagingStudy, **more: Any) -> list[str]:
    return missing_of(computed(seen).comparison, spec(seen, **more), register_of(seen.patient))


def respond(
    people: Cast, seen: ImagingStudy, confirmed: Response = Response.SD, *, reason: str = "", **more: Any
) -> ResponseAssessment:
    told = spec(seen, confirmed, **more)
    by = people.radiologist_he
    return response_record(by=by, patient=seen.patient, spec=told, today=TODAY, now=NOW, reason=reason)


def two_cts(people: Cast, row: Patient, before: tuple[str, str], now: tuple[str, str]) -> ImagingStudy:
    """One lesion of T8 in two CTs; the later one comes back."""
    t8 = lesion(people, row, "T8", Bone.SPINE)
    first, second = study(people, row, BASELINE), study(people, row, LAST)
    measure(people, first, t8, *before)
    measure(people, second, t8, *now)
    return second


def test_the_response_of_the_picture(people: Cast, zhang: Patient) -> None:
    last = four_lesions(people, zhang).studies[2]
    row = respond(people, last, Response.PD, new_lesion=NewLesion.CONFIRMED)
    sums = [row.sum_baseline, row.sum_nadir, row.sum_now]
    assert sums == [Decimal("62.0"), Decimal("57.4"), Decimal("68.0")]
    assert (row.product_baseline, row.product_now) == (Decimal("510.84"), Decimal("570.96"))
    assert (row.baseline_on, row.nadir_on, row.computed, row.by_product) == (BASELINE, NADIR, "PD", "PD")
    assert (row.is_mixed, row.is_discordant) == (True, False)
    last.refresh_from_db()
    assert (last.response, last.response_standard) == ("PD", "MDA")


def test_growth_without_the_new_lesion_is_stable_and_mixed(people: Cast, zhang: Patient) -> None:
    found = computed(four_lesions(people, zhang).studies[2])
    assert (found.by_sum.category.value, found.is_mixed, found.measures_differ) == ("SD", True, True)
    assert found.by_product.category.value == "PD"


def test_sum_and_product_may_differ_and_both_are_kept(people: Cast, zhang: Patient) -> None:
    seen = two_cts(people, zhang, ("40.0", "30.0"), ("30.0", "20.0"))
    row = respond(people, seen)
    assert (row.computed, row.by_product) == ("SD", "PR")


def test_the_smallest_sum_is_the_one_the_rule_counts_growth_from(people: Cast, zhang: Patient) -> None:
    told = four_lesions(people, zhang)
    comparison = register_of(zhang).comparison(told.studies[2])
    assert comparison is not None
    for measured in Measure:
        sums, totals = comparison.sums(measured), comparison.totals(measured)
        assert sums is not None
        assert sums.nadir == min(one.value for one in totals[:-1] if one.value is not None)
    assert comparison.nadir is not None
    assert comparison.nadir.done_on == NADIR


def test_a_lesion_of_baseline_that_was_not_measured_is_named(people: Cast, zhang: Patient) -> None:
    t8, l4 = (lesion(people, zhang, site, Bone.SPINE) for site in ("T8", "L4"))
    first, second = study(people, zhang, BASELINE), study(people, zhang, LAST)
    for one in (t8, l4):
        measure(people, first, one, "20.0", "10.0")
    measure(people, second, t8, "20.0", "10.0")
    found = computed(second)
    assert (found.by_sum.category.value, found.comparison.sums(Measure.SUM)) == ("NE", None)
    assert missing(second) == ["本次检查未测量：L4。"]


def test_another_modality_is_nothing_to_compare_with(people: Cast, zhang: Patient) -> None:
    study(people, zhang, BASELINE)
    mri = study(people, zhang, LAST, Modality.MRI)
    found = computed(mri, nonmeasurable_change_pct=Decimal(-60))
    assert found.by_sum.category.value == "NE"
    assert missing(mri) == ["此前没有做过磁共振。"]


def test_nothing_measured_is_no_stable_disease(people: Cast, zhang: Patient) -> None:
    study(people, zhang, BASELINE)
    last = study(people, zhang, LAST)
    told = {"nonmeasurable_change_pct": Decimal(-60)}
    assert computed(last).by_sum.category.value == "NE"
    assert computed(last, **told).by_sum.category.value == "NE"
    assert computed(last, **told, has_measurable=False).by_sum.category.value == "PR"
    assert missing(last) == ["此前的同类检查没有测量过病灶。"]
    assert missing(last, has_measurable=False) == []


@pytest.mark.parametrize(
    ("correlative", "category", "is_discordant"),
    [
        (Correlative.NOT_DONE, "NE", False),
        (Correlative.UNCHANGED, "SD", True),
        (Correlative.SCLEROSIS, "PR", False),
        (Correlative.DESTRUCTION, "PD", False),
    ],
)
def test_a_hotter_bone_scan_is_read_with_other_imaging(
    people: Cast, zhang: Patient, correlative: Correlative, category: str, is_discordant: bool
) -> None:
    seen = two_cts(people, zhang, ("20.0", "10.0"), ("20.0", "10.0"))
    found = computed(seen, bs_change_pct=Decimal(40), correlative=correlative)
    assert (found.by_sum.category.value, found.is_discordant) == (category, is_discordant)


def test_a_new_lesion_is_proposed_by_the_examination_that_shows_it(people: Cast, zhang: Patient) -> None:
    told = four_lesions(people, zhang)
    register = register_of(zhang)
    proposed = []
    for seen in told.studies[:3]:
        comparison = register.comparison(seen)
        assert comparison is not None
        places = new_places(comparison, register)
        proposed.append((new_lesion_of(places, register), [place.head.site for place in places]))
    assert proposed == [
        (NewLesion.NONE, []),
        (NewLesion.NONE, []),
        (NewLesion.CONFIRMED, ["股骨近端"]),
    ]


def test_a_new_focus_of_the_bone_scan_alone_proves_nothing(people: Cast, zhang: Patient) -> None:
    scan = study(people, zhang, LAST, Modality.BS)
    study(people, zhang, BASELINE, Modality.BS)
    lesion(people, zhang, "第8肋", Bone.RIB, study_id=scan.id, first_seen_on=LAST)
    register = register_of(zhang)
    comparison = register.comparison(scan)
    assert comparison is not None
    assert new_lesion_of(new_places(comparison, register), register) is NewLesion.BS_ONLY


def test_another_class_than_the_computed_one_needs_a_reason(people: Cast, zhang: Patient) -> None:
    seen = two_cts(people, zhang, ("20.0", "10.0"), ("10.0", "5.0"))
    with pytest.raises(ValidationError) as problems:
        respond(people, seen, Response.SD)
    assert list(problems.value.error_dict) == ["deviation"]
    row = respond(people, seen, Response.SD, deviation="放疗后改变")
    assert (row.computed, row.confirmed, row.deviation) == ("PR", "SD", "放疗后改变")


def test_a_reason_without_a_deviation_is_not_kept(people: Cast, zhang: Patient) -> None:
    seen = two_cts(people, zhang, ("20.0", "10.0"), ("10.0", "5.0"))
    assert respond(people, seen, Response.PR, deviation="放疗后改变").deviation == ""


def test_progression_from_the_bone_scan_alone_is_stopped(people: Cast, zhang: Patient) -> None:
    study(people, zhang, BASELINE, Modality.BS)
    scan = study(people, zhang, LAST, Modality.BS)
    with pytest.raises(Refusal) as refusal:
        respond(people, scan, Response.PD, bs_change_pct=Decimal(40), deviation="临床判断")
    assert "IMG-47" in {finding.rule_id for finding in refusal.value.asked}


def test_a_second_response_corrects_the_first_and_a_void_one_gives_back_the_report(
    people: Cast, zhang: Patient
) -> None:
    seen = two_cts(people, zhang, ("20.0", "10.0"), ("10.0", "5.0"))
    ImagingStudy.objects.filter(pk=seen.pk).update(response="SD", response_standard="RECIST_1_1")
    seen.refresh_from_db()
    first = respond(people, seen, Response.PR)
    with pytest.raises(ValidationError) as problems:
        respond(people, seen, Response.PR, ct_fill=CtFill.PARTIAL_OR_RIM)
    assert list(problems.value.error_dict) == ["reason"]
    second = respond(people, seen, Response.PR, ct_fill=CtFill.PARTIAL_OR_RIM, reason="补充硬化")
    assert second.corrects == first
    response_void(by=people.doctor_wang, row=second, reason="他人影像", now=NOW)
    seen.refresh_from_db()
    assert (seen.response, seen.response_standard) == ("SD", "RECIST_1_1")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"assessed_on": TODAY + timedelta(days=1)}, "assessed_on"),
        ({"assessed_on": LAST - timedelta(days=1)}, "assessed_on"),
        ({"bs_change_pct": Decimal(-101)}, "bs_change_pct"),
        ({"nonmeasurable_change_pct": Decimal("1.25")}, "nonmeasurable_change_pct"),
    ],
)
def test_an_impossible_response_is_refused_by_field(
    people: Cast, zhang: Patient, more: dict[str, Any], field: str
) -> None:
    seen = two_cts(people, zhang, ("20.0", "10.0"), ("20.0", "10.0"))
    with pytest.raises(ValidationError) as problems:
        respond(people, seen, **{"deviation": "无"} | more)
    assert list(problems.value.error_dict) == [field]


def test_a_study_without_a_day_cannot_be_judged(people: Cast, zhang: Patient) -> None:
    told = StudySpec(modality=Modality.CT, done_on=None)
    seen = add(people, zhang, STUDY, told, imported=True)
    with pytest.raises(ValidationError) as problems:
        respond(people, seen)
    assert list(problems.value.error_dict) == ["study_id"]


def test_a_nurse_confirms_no_response_and_the_database_wants_the_reason(people: Cast, zhang: Patient) -> None:
    seen = two_cts(people, zhang, ("20.0", "10.0"), ("20.0", "10.0"))
    with pytest.raises(PermissionDenied):
        response_record(by=people.nurse_li, patient=zhang, spec=spec(seen), today=TODAY, now=NOW)
    row = respond(people, seen)
    with pytest.raises(IntegrityError), transaction.atomic():
        ResponseAssessment.objects.filter(pk=row.pk).update(confirmed="PD")
