"""The pages of the register: map, list, measuring, response, scores, in both languages and for each role."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from design.bodymap.skeleton import PARTS
from guidelines.imaging.modalities import Modality
from guidelines.lesions import Bone, LesionType
from guidelines.record.sites import Side
from imaging.bodymap import is_exact, new_url, part_words, parts_of, site_groups
from imaging.models import Lesion, LesionMeasurement, LesionScore, ResponseAssessment
from patients.models import Patient
from patients.record.sites import site_of
from tests.cast import TODAY, Cast
from tests.imaging.measured import BASELINE, LAST, four_lesions, lesion, measure, study

pytestmark = pytest.mark.usefixtures("noon")
MIRELS = {"item_site": "PERITROCHANTERIC", "item_pain": "MILD", "item_lesion_type": "MIXED",
          "item_size": "THIRD_TO_TWO_THIRDS"}  # fmt: skip
STATED = {"new_lesion": "NONE", "correlative": "NOT_DONE", "standard": "MDA", "assessed_on": str(TODAY)}


def signed_in(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


@pytest.fixture
def doctor(people: Cast) -> Client:
    return signed_in(people.doctor_wang)


def page(browser: Client, name: str, *ids: Any) -> str:
    answer = browser.get(reverse(f"imaging:{name}", args=ids))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_bone_of_the_map_is_read_back_from_the_form_it_leads_to(zhang: Patient, language: str) -> None:
    for part in PARTS:
        with translation.override(language):
            asked = {key: words[0] for key, words in parse_qs(urlsplit(new_url(zhang, part)).query).items()}
        site = site_of(asked["site"], bone=asked["bone"], side=asked.get("side", ""))
        assert site is not None
        assert (parts_of(site), is_exact(site)) == ((part,), True)


def test_every_bone_of_the_vocabulary_is_on_the_map_and_in_the_list(zhang: Patient) -> None:
    assert {part.bone for part in PARTS} == {bone.value for bone in Bone}
    listed = [url for _bone, parts in site_groups(zhang) for _words, url in parts]
    assert sorted(listed) == sorted(new_url(zhang, part) for part in PARTS)


@pytest.mark.parametrize(
    ("words", "bone", "side", "parts", "exact"),
    [
        ("T3、T5", Bone.SPINE, "", ["spine-t3", "spine-t5"], True),
        ("S2", Bone.SPINE, "", ["spine-s"], True),
        ("thoracic spine", Bone.SPINE, "", ["spine-t7"], False),
        ("腰椎多发", Bone.SPINE, "", ["spine-l3"], False),
        ("骶骨", Bone.SPINE, "", ["spine-s"], True),
        ("spine", Bone.SPINE, "", ["spine-t12"], False),
        ("ribs, multiple", Bone.RIB, "bilateral", ["rib-7-left", "rib-7-right"], False),
        ("rib 5", Bone.RIB, "", [], True),
        ("femur, proximal", Bone.FEMUR, "right", ["femur-right"], True),
        ("femur", Bone.FEMUR, "", [], True),
        ("bone, multiple", "", "", [], True),
        ("skull", Bone.SKULL, "left", ["skull"], True),
    ],
)
def test_words_of_a_report_find_their_bones(
    words: str, bone: str, side: str, parts: list[str], exact: bool
) -> None:
    site = site_of(words, bone=bone, side=side)
    assert site is not None
    assert [part.id for part in parts_of(site)] == parts
    assert not parts or is_exact(site) is exact


def test_the_page_shows_map_list_sums_and_response(doctor: Client, people: Cast, zhang: Patient) -> None:
    told = four_lesions(people, zhang)
    url = reverse("imaging:response", args=[zhang.id, told.studies[2].id])
    assert doctor.post(url, STATED | {"new_lesion": "CONFIRMED", "confirmed": "PD"}).status_code == 302
    shown = page(doctor, "lesions", zhang.id)
    for words in (
        "病灶 4 处", "左侧股骨近端", "18.4 × 14.2 mm（01-20 CT），基线 12.1 × 10.4", ">57.4<", "最低值 57.4",
        "62.0 → 68.0", "510.8 → 571.0", "混合反应", 'data-key="n"', 'data-bone="rib-8-right"',
    ):  # fmt: skip
        assert words in shown, words
    titles = re.findall(r'class="lesion-title"[^>]*>([^<]+)<', shown)
    assert titles == ["T8", "左侧股骨近端", "右侧第8肋", "L4"]


def test_the_page_speaks_english(people: Cast, zhang: Patient) -> None:
    four_lesions(people, zhang)
    people.doctor_wang.language = "en"
    people.doctor_wang.save()
    shown = page(signed_in(people.doctor_wang), "lesions", zhang.id)
    assert "4 lesions" in shown
    assert "18.4 × 14.2 mm (01-20 CT), baseline 12.1 × 10.4" in shown
    main = shown[shown.index("<main") : shown.index("</main")]
    content = re.sub(r"<title>.*?</title>|aria-label=\"[^\"]*\"", "", main)
    entered = {"张桂兰", "股骨近端", "股骨", "第", "肋"}
    assert set(re.findall(r"[\u4e00-\u9fff]+", content)) <= entered


def test_a_lesion_without_a_side_is_only_listed(doctor: Client, people: Cast, zhang: Patient) -> None:
    lesion(people, zhang, "股骨", Bone.FEMUR)
    shown = page(doctor, "lesions", zhang.id)
    assert "未画在图上" in shown
    assert 'r="8"' not in shown[shown.index('class="bodymap"') : shown.index("bodymap-note")]


def test_a_nurse_reads_and_scores_and_adds_no_lesion(people: Cast, zhang: Patient) -> None:
    four_lesions(people, zhang)
    shown = page(signed_in(people.nurse_li), "lesions", zhang.id)
    assert "SINS</span>" in shown
    assert "data-bone" not in shown
    assert "新增病灶" not in shown


def test_a_patient_without_lesions_is_told_so(doctor: Client, zhang: Patient) -> None:
    shown = page(doctor, "lesions", zhang.id)
    assert "尚未登记骨病灶" in shown
    assert "尚未确认疗效" in shown


def test_the_patient_page_bears_the_map_in_small(doctor: Client, people: Cast, zhang: Patient) -> None:
    four_lesions(people, zhang)
    shown = doctor.get(reverse("patients:detail", args=[zhang.id])).content.decode()
    assert shown.count("bodymap-figure") == 2
    assert reverse("imaging:lesions", args=[zhang.id]) in shown


def test_a_bone_opens_the_form_with_bone_site_and_side(doctor: Client, zhang: Patient) -> None:
    part = next(one for one in PARTS if one.id == "femur-left")
    shown = doctor.get(new_url(zhang, part))
    form = shown.context["form"]
    assert (form["bone"].value(), form["site"].value(), form["side"].value()) == ("FEMUR", "股骨", "left")
    assert part_words(part) == "左侧股骨"
    typed = {"site": "股骨", "bone": "FEMUR", "side": "left", "first_seen_on": str(TODAY),
             "next": reverse("imaging:lesions", args=[zhang.id])}  # fmt: skip
    answer = doctor.post(new_url(zhang, part), typed)
    assert answer["Location"] == typed["next"]
    assert Lesion.objects.get(patient=zhang).side == Side.LEFT


def measured(zhang: Patient) -> list[str]:
    return sorted(str(row) for row in LesionMeasurement.objects.filter(patient=zhang, voided_at=None))


def test_all_lesions_of_an_examination_are_measured_in_one_table(
    doctor: Client, people: Cast, zhang: Patient
) -> None:
    t8, l4 = (lesion(people, zhang, site, Bone.SPINE) for site in ("T8", "L4"))
    measure(people, study(people, zhang, BASELINE), t8, "12.1", "10.4")
    seen = study(people, zhang, LAST)
    url = reverse("imaging:measure", args=[zhang.id, seen.id])
    assert "12.1 × 10.4" in doctor.get(url).content.decode()
    typed = {"measured_on": str(TODAY), f"long_{t8.id}": "18.4", f"short_{t8.id}": "14.2"}
    assert doctor.post(url, typed)["Location"] == reverse("imaging:lesions", args=[zhang.id])
    assert measured(zhang) == ["12.1 x 10.4 mm", "18.4 x 14.2 mm"]
    del l4


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"long": "18.4"}, "short", "长径和短径都要填写"),
        ({"long": "10.0", "short": "14.2"}, "short", "最大径不能短于垂直径"),
        ({"long": "9999", "short": "1"}, "long", ""),
        ({"long": "x", "short": "1"}, "long", ""),
    ],
)
def test_a_wrong_line_says_so_and_nothing_is_written(
    doctor: Client, people: Cast, zhang: Patient, typed: dict[str, str], field: str, words: str
) -> None:
    t8, l4 = (lesion(people, zhang, site, Bone.SPINE) for site in ("T8", "L4"))
    url = reverse("imaging:measure", args=[zhang.id, study(people, zhang).id])
    good = {f"long_{l4.id}": "20.0", f"short_{l4.id}": "10.0", "measured_on": str(TODAY)}
    answer = doctor.post(url, good | {f"{name}_{t8.id}": value for name, value in typed.items()})
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert list(errors) == [f"{field}_{t8.id}"]
    assert words in str(errors)
    assert measured(zhang) == []


def test_a_changed_number_needs_a_reason_and_an_emptied_one_is_taken_back_below(
    doctor: Client, people: Cast, zhang: Patient
) -> None:
    t8, seen = lesion(people, zhang, "T8", Bone.SPINE), study(people, zhang)
    row = measure(people, seen, t8, "18.4", "14.2", slice_index=7)
    url = reverse("imaging:measure", args=[zhang.id, seen.id])
    same = {"measured_on": str(TODAY), f"long_{t8.id}": "18.4", f"short_{t8.id}": "14.2"}
    assert doctor.post(url, same).status_code == 302
    assert LesionMeasurement.objects.get() == row
    other = same | {f"long_{t8.id}": "19.0"}
    assert list(doctor.post(url, other).context["form"].errors) == ["reason"]
    assert doctor.post(url, other | {"reason": "重新测量"}).status_code == 302
    assert measured(zhang) == ["19.0 x 14.2 mm"]
    empty = other | {f"long_{t8.id}": "", f"short_{t8.id}": ""}
    assert list(doctor.post(url, empty).context["form"].errors) == [f"long_{t8.id}"]
    new = LesionMeasurement.objects.get(voided_at=None)
    gone = reverse("imaging:measurement_void", args=[zhang.id, new.id])
    assert doctor.post(gone, {"reason": "他人影像"})["Location"] == url
    assert "他人影像" in doctor.get(url).content.decode()
    assert measured(zhang) == []


def test_the_class_is_computed_while_one_fills_it_in(doctor: Client, people: Cast, zhang: Patient) -> None:
    seen = four_lesions(people, zhang).studies[2]
    url = reverse("imaging:response", args=[zhang.id, seen.id])
    opened = doctor.get(url)
    assert opened.context["form"]["new_lesion"].value() == "CONFIRMED"
    assert opened.context["computed"].by_sum.category.value == "PD"
    part = doctor.get(url, {"new_lesion": "NONE"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "稳定 SD" in part
    assert "径线和与乘积结论不同" in part


def test_a_response_is_confirmed_corrected_and_taken_back(
    doctor: Client, people: Cast, zhang: Patient
) -> None:
    seen = four_lesions(people, zhang).studies[2]
    url = reverse("imaging:response", args=[zhang.id, seen.id])
    typed = STATED | {"confirmed": "PD"}
    assert list(doctor.post(url, typed).context["form"].errors) == ["deviation"]
    assert doctor.post(url, typed | {"deviation": "按乘积为进展"}).status_code == 302
    again = doctor.get(url).context["form"]
    assert (again["confirmed"].value(), again["deviation"].value()) == ("PD", "按乘积为进展")
    assert doctor.post(url, STATED | {"confirmed": "SD", "reason": "复核"}).status_code == 302
    row = ResponseAssessment.objects.get(voided_at=None)
    assert (row.confirmed, row.deviation, row.corrects is not None) == ("SD", "", True)
    gone = reverse("imaging:response_void", args=[zhang.id, row.id])
    assert doctor.post(gone, {"reason": "误录"}).status_code == 302
    assert "尚未确认疗效" in page(doctor, "lesions", zhang.id)


def test_progression_from_the_bone_scan_alone_asks_on_the_page(
    doctor: Client, people: Cast, zhang: Patient
) -> None:
    study(people, zhang, BASELINE, Modality.BS)
    scan = study(people, zhang, LAST, Modality.BS)
    url = reverse("imaging:response", args=[zhang.id, scan.id])
    typed = STATED | {"confirmed": "PD", "bs_change_pct": "40", "deviation": "临床判断"}
    answer = doctor.post(url, typed)
    assert answer.status_code == 422
    assert "不能仅凭骨显像判断进展" in answer.content.decode()
    assert "骨显像所示部位的 CT、磁共振或 X 线" in answer.content.decode()


@pytest.mark.parametrize("scale", ["mirels", "sins"])
def test_a_score_starts_from_its_lesion_and_stands_on_its_row(
    doctor: Client, people: Cast, zhang: Patient, scale: str
) -> None:
    told = four_lesions(people, zhang)
    row = told.femur if scale == "mirels" else told.t8
    url = reverse(f"imaging:lesion_{scale}", args=[zhang.id, row.id])
    form = doctor.get(url).context["form"]
    assert (form["site"].value(), form["item_lesion_type"].value()) == (row.site, LesionType(row.type).value)
    if scale == "sins":
        assert form["item_location"].value() == "SEMIRIGID"
    typed = {name: form[name].value() or "" for name in form.fields} | {"scored_on": str(TODAY)}
    more = MIRELS if scale == "mirels" else {"item_pain": "MECHANICAL"}
    assert doctor.post(url, typed | more).status_code == 302
    assert LesionScore.objects.get().lesion == row
    assert ("Mirels 8 临界" if scale == "mirels" else "SINS 未完成") in page(doctor, "lesions", zhang.id)


def questions(browser: Client, url: str) -> int:
    browser.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(url).status_code == 200
    return len(asked)


def test_the_page_asks_the_same_number_of_questions_for_one_and_three_lesions(
    doctor: Client, people: Cast, zhang: Patient
) -> None:
    url = reverse("imaging:lesions", args=[zhang.id])
    seen = study(people, zhang, BASELINE)
    measure(people, seen, lesion(people, zhang, "T1", Bone.SPINE), "10.0", "8.0")
    once = questions(doctor, url)
    for number in (2, 3):
        later = study(people, zhang, LAST, region=str(number))
        measure(people, later, lesion(people, zhang, f"T{number}", Bone.SPINE), "10.0", "8.0")
    assert questions(doctor, url) == once


@pytest.mark.parametrize("junk", ["", "\x00", "<script>", "9" * 400, "NaN", "1e999999", "-1", "9999-12-31"])
def test_junk_is_answered(doctor: Client, people: Cast, zhang: Patient, junk: str) -> None:
    told = four_lesions(people, zhang)
    seen = told.studies[2]
    measure_url = reverse("imaging:measure", args=[zhang.id, seen.id])
    names = ["measured_on", "reason", *(f"{kind}_{told.t8.id}" for kind in ("long", "short"))]
    assert doctor.post(measure_url, dict.fromkeys(names, junk)).status_code in {302, 422}
    response_url = reverse("imaging:response", args=[zhang.id, seen.id])
    fields = doctor.get(response_url).context["form"].fields
    assert doctor.post(response_url, dict.fromkeys(fields, junk)).status_code == 422
    live = doctor.get(response_url, dict.fromkeys(fields, junk), headers={"HX-Request": "true"})
    assert live.status_code == 200
    add = reverse("imaging:lesion_add", args=[zhang.id])
    assert doctor.get(add, {"bone": junk, "side": junk, "site": junk, "study": junk}).status_code == 200
