"""The evidence on its way in: what a browser may say, once, in its own name, in the time that has passed."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from rest_framework.test import APIClient

from accounts.models import User
from imaging.enums import WindowEvidence
from imaging.evidence.dwell import unpacked
from imaging.evidence.tokens import ReviewToken
from imaging.models import BoneWindowReview, ImagingSeries, ImagingStudy
from imaging.selectors.evidence import grade_of, with_evidence
from patients.models import Patient
from tests.cast import Cast
from tests.imaging.access import PIXELS

SLICES = 12
Clock = time_machine.Traveller
BONE = {"width": 2500, "level": 700}


def post(user: User, path: str, body: dict[str, Any]) -> Any:
    client = APIClient()
    client.force_authenticate(user)
    return client.post(f"/api/v1/patients/{path}", body, format="json")


def opened(user: User, series: ImagingSeries) -> dict[str, Any]:
    answer = post(user, f"{series.study.patient_id}/series/{series.id}/bone-window-reviews/", {})
    assert answer.status_code == 201, answer.content
    return dict(answer.json())


def sent(
    user: User, series: ImagingSeries, visit: dict[str, Any], seq: int, rows: list[dict[str, Any]]
) -> Any:
    path = f"{series.study.patient_id}/bone-window-reviews/{visit['id']}/"
    return post(user, path, {"token": visit["token"], "seq": seq, "shown": rows})


def every_slice(ms: int, **window: Any) -> list[dict[str, Any]]:
    return [{"slice": index, "ms": ms, **(window or BONE)} for index in range(SLICES)]


def review() -> BoneWindowReview:
    return BoneWindowReview.objects.get()


def grade(series: ImagingSeries) -> WindowEvidence:
    return grade_of(with_evidence(ImagingStudy.objects.filter(pk=series.study_id)).get())


def test_a_whole_reading_is_observed_and_nobody_has_stated_it_yet(
    people: Cast, series: ImagingSeries, noon: Clock
) -> None:
    doctor = people.doctor_wang
    visit = opened(doctor, series)
    assert (visit["dwell"], visit["grade"]) == ([0] * SLICES, "NONE")
    noon.shift(timedelta(seconds=20))
    answer = sent(doctor, series, visit, 0, every_slice(1500)).json()
    assert answer == {"id": visit["id"], "coverage": "100.0", "shown_ms": 18_000, "grade": "OBSERVED"}
    held = review()
    assert unpacked(bytes(held.dwell)) == [1500] * SLICES
    assert (held.width, held.level, held.viewer, held.is_observed) == (2500, 700, "1", True)
    assert (held.last_shown_at - held.opened_at).seconds == 20 if held.last_shown_at else False
    assert grade(series) is WindowEvidence.OBSERVED
    assert ImagingStudy.objects.get().bone_window_reviewed is None


def test_a_part_stays_a_part_and_is_found_again_at_the_next_visit(
    people: Cast, series: ImagingSeries, noon: Clock
) -> None:
    doctor = people.doctor_wang
    visit = opened(doctor, series)
    noon.shift(timedelta(seconds=30))
    answer = sent(doctor, series, visit, 0, every_slice(2500)[:6]).json()
    assert (answer["coverage"], answer["grade"]) == ("50.0", "PARTIAL")
    again = opened(doctor, series)
    assert again["dwell"] == [2500] * 6 + [0] * 6
    noon.shift(timedelta(seconds=10))
    assert sent(doctor, series, again, 0, every_slice(1500)[6:]).json()["grade"] == "OBSERVED"


def test_a_sagittal_copy_of_the_scan_need_not_be_read_as_well(
    people: Cast, series: ImagingSeries, noon: Clock
) -> None:
    """Its slices lie along another axis: their places would be taken for heights of the table."""
    across = {"n_instances": 3, "sop_uids": ["1.9.1", "1.9.2", "1.9.3"], "z_positions": [-60.0, 0.0, 60.0]}
    ImagingSeries.objects.create(
        study=series.study,
        series_uid="1.9",
        frame_of_reference_uid=series.frame_of_reference_uid,
        orientation=[0, 1, 0, 0, 0, -1],
        **PIXELS | across | {"rescales": [[1, 0]] * 3},
    )
    visit = opened(people.doctor_wang, series)
    noon.shift(timedelta(seconds=20))
    answer = sent(people.doctor_wang, series, visit, 0, every_slice(1500)).json()
    assert (answer["coverage"], answer["grade"]) == ("100.0", "OBSERVED")


def test_two_readers_do_not_make_one_reading(people: Cast, series: ImagingSeries, noon: Clock) -> None:
    for user, part in ((people.doctor_wang, slice(0, 6)), (people.radiologist_he, slice(6, 12))):
        visit = opened(user, series)
        noon.shift(timedelta(seconds=30))
        assert sent(user, series, visit, 0, every_slice(2500)[part]).json()["grade"] == "PARTIAL"
    assert grade(series) is WindowEvidence.PARTIAL


def test_the_mediastinum_alone_is_nothing(people: Cast, series: ImagingSeries, noon: Clock) -> None:
    visit = opened(people.doctor_wang, series)
    noon.shift(timedelta(seconds=60))
    answer = sent(people.doctor_wang, series, visit, 0, every_slice(4000, width=450, level=50)).json()
    assert (answer["grade"], answer["coverage"], answer["shown_ms"]) == ("NONE", "0.0", 0)
    assert (review().other_ms, review().windows, grade(series)) == (48_000, {}, WindowEvidence.NONE)


def test_a_batch_that_comes_twice_counts_once(people: Cast, series: ImagingSeries, noon: Clock) -> None:
    visit = opened(people.doctor_wang, series)
    for _again in range(3):
        noon.shift(timedelta(seconds=30))
        assert sent(people.doctor_wang, series, visit, 0, every_slice(100)).status_code == 200
    assert review().shown_ms == 1200


def test_no_more_time_than_has_passed(people: Cast, series: ImagingSeries, noon: Clock) -> None:
    visit = opened(people.doctor_wang, series)
    noon.shift(timedelta(seconds=5))
    refused = sent(people.doctor_wang, series, visit, 0, every_slice(850))
    assert (refused.status_code, refused.json()["errors"][0]["attr"]) == (400, "shown")
    assert sent(people.doctor_wang, series, visit, 1, every_slice(830)).status_code == 200
    assert sent(people.doctor_wang, series, visit, 2, every_slice(420)).status_code == 400
    assert review().shown_ms == 830 * SLICES


def test_a_batch_may_follow_one_that_was_long_on_its_way(
    people: Cast, series: ImagingSeries, noon: Clock
) -> None:
    """Two batches of five seconds, of which the first came four seconds late."""
    visit = opened(people.doctor_wang, series)
    for number, seconds in enumerate((9, 1)):
        noon.shift(timedelta(seconds=seconds))
        assert sent(people.doctor_wang, series, visit, number, every_slice(416)).status_code == 200
    assert review().shown_ms == 2 * 416 * SLICES


def test_two_visits_at_once_share_one_clock(people: Cast, series: ImagingSeries, noon: Clock) -> None:
    one, other = opened(people.doctor_wang, series), opened(people.doctor_wang, series)
    noon.shift(timedelta(seconds=10))
    assert sent(people.doctor_wang, series, one, 0, every_slice(800)).status_code == 200
    assert sent(people.doctor_wang, series, other, 0, every_slice(800)).status_code == 400


def test_the_visit_of_somebody_else_is_closed(people: Cast, series: ImagingSeries, noon: Clock) -> None:
    visit = opened(people.doctor_wang, series)
    own = opened(people.radiologist_he, series)
    noon.shift(timedelta(seconds=10))
    stolen = own | {"token": visit["token"]}
    assert sent(people.radiologist_he, series, visit, 0, every_slice(100)).status_code == 403
    assert sent(people.radiologist_he, series, stolen, 0, every_slice(100)).status_code == 403
    mine = ReviewToken(
        BoneWindowReview.objects.get(pk=visit["id"]).id, str(people.radiologist_he.id), series.id
    )
    made_up = visit | {"token": mine.signed()}
    assert sent(people.radiologist_he, series, made_up, 0, every_slice(100)).status_code == 403
    assert {one.shown_ms for one in BoneWindowReview.objects.all()} == {0}


@pytest.mark.parametrize("token", ["", "x", "W10:1abc:def"])
def test_a_token_of_nobody_is_bad_input(people: Cast, series: ImagingSeries, noon: Clock, token: str) -> None:
    visit = opened(people.doctor_wang, series) | {"token": token}
    assert sent(people.doctor_wang, series, visit, 0, []).status_code == 400


def test_a_token_is_good_for_a_day_of_work(people: Cast, series: ImagingSeries, noon: Clock) -> None:
    visit = opened(people.doctor_wang, series)
    noon.shift(timedelta(hours=12, seconds=1))
    refused = sent(people.doctor_wang, series, visit, 0, every_slice(100))
    assert (refused.status_code, refused.json()["errors"][0]["attr"]) == (400, "token")


@pytest.mark.parametrize(
    "row",
    [
        {"slice": SLICES, "ms": 10, **BONE},
        {"slice": -1, "ms": 10, **BONE},
        {"slice": 0, "ms": -10, **BONE},
        {"slice": 0, "ms": 10, "width": "NaN", "level": 700},
        {"slice": 0, "ms": 10, "width": 2500, "level": "Infinity"},
        {"slice": 0, "ms": "soon", **BONE},
        {"slice": 0, "ms": 10, "preset": "bone", **BONE},
    ],
)
def test_impossible_numbers_are_refused(
    people: Cast, series: ImagingSeries, noon: Clock, row: dict[str, Any]
) -> None:
    visit = opened(people.doctor_wang, series)
    noon.shift(timedelta(seconds=10))
    assert sent(people.doctor_wang, series, visit, 0, [row]).status_code == 400
    assert (review().seq, review().shown_ms) == (-1, 0)


def test_strangers_and_those_who_read_no_images_open_nothing(
    people: Cast, series: ImagingSeries, noon: Clock
) -> None:
    visit = opened(people.doctor_wang, series)
    path = f"{series.study.patient_id}/series/{series.id}/bone-window-reviews/"
    assert post(people.doctor_wu, path, {}).status_code == 404
    assert post(people.nurse_li, path, {}).status_code == 403
    assert sent(people.doctor_wu, series, visit, 0, []).status_code == 404
    elsewhere = f"{series.study.patient_id}/series/{uuid4()}/bone-window-reviews/"
    assert post(people.doctor_wang, elsewhere, {}).status_code == 404


def test_only_a_ct_of_a_valid_examination_is_reviewed(
    people: Cast, series: ImagingSeries, zhang: Patient, noon: Clock
) -> None:
    path = f"{zhang.id}/series/{series.id}/bone-window-reviews/"
    ImagingSeries.objects.update(modality="MR")
    assert post(people.doctor_wang, path, {}).status_code == 400
    ImagingSeries.objects.update(modality="CT")
    ImagingStudy.objects.update(voided_at=series.created_at, void_reason="录错")
    assert post(people.doctor_wang, path, {}).status_code == 409


def test_the_limits_are_settings_and_a_change_rewrites_nothing(
    people: Cast, series: ImagingSeries, noon: Clock, settings: Any
) -> None:
    settings.BONE_WINDOW_COVERAGE_PERCENT, settings.BONE_WINDOW_SECONDS = 50, 1
    visit = opened(people.doctor_wang, series)
    noon.shift(timedelta(seconds=10))
    assert sent(people.doctor_wang, series, visit, 0, every_slice(400)[:6]).json()["grade"] == "OBSERVED"
    settings.BONE_WINDOW_COVERAGE_PERCENT = 100
    assert sent(people.doctor_wang, series, visit, 1, []).json()["grade"] == "OBSERVED"
    assert review().coverage == Decimal("50.0")
