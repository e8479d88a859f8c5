"""The time line of a patient: lanes of every room, ranges, table, undated records, constant queries."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from design.chart.lanes import TagLane
from imaging.lanes import studies
from imaging.models import ImagingSlot
from patients.models import Patient
from patients.selectors.whole import OpenRecord
from tests.cast import TODAY, Cast, patient
from tests.record import ago, long_record

pytestmark = pytest.mark.usefixtures("noon")


def line(browser: Client, row: Patient, query: str = "", **headers: str) -> str:
    """The page of the time line, or with `HX-Request` its fragment."""
    answer = browser.get(reverse("patients:timeline", args=[row.id]) + query, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def told(people: Cast, zhang: Patient) -> Patient:
    """张桂兰 with fourteen months of record."""
    long_record(people, zhang)
    return zhang


def test_the_patients_page_shows_every_lane(doctor: Client, told: Patient) -> None:
    page = doctor.get(reverse("patients:detail", args=[told.id])).content.decode()
    for title in (
        "影像",
        "骨事件",
        "骨改良药",
        "校正血钙",
        "肌酐清除率",
        "CTX",
        "疼痛 NRS",
        "抗肿瘤",
        "MDT 决策",
    ):
        assert f'aria-label="{title}"' in page, title


def test_marks_lead_to_their_records(doctor: Client, told: Patient) -> None:
    page = line(doctor, told)
    event = told.skeletal_events.latest("occurred_on")
    assert f'href="{reverse("patients:event_record", args=[told.id, event.id])}"' in page
    assert doctor.get(reverse("patients:event_record", args=[told.id, event.id])).status_code == 200


def test_a_bone_window_nobody_read_is_said_and_red(doctor: Client, told: Patient) -> None:
    assert "骨窗未阅！" in line(doctor, told)


def test_a_range_without_name_is_the_usual_one(doctor: Client, told: Patient) -> None:
    answer = doctor.get(reverse("patients:timeline", args=[told.id]) + "?range=99")
    assert answer.context["choice"].range == "14"


def test_a_shorter_range_shows_less_and_all_shows_everything(doctor: Client, told: Patient) -> None:
    marks = [line(doctor, told, f"?range={name}").count("chart-mark") for name in ("3", "6", "14", "all")]
    assert marks == sorted(marks)
    assert marks[0] < marks[-1]


def test_the_fragment_is_the_part_without_the_page(doctor: Client, told: Patient) -> None:
    part = line(doctor, told, "?range=6", **{"HX-Request": "true"})
    assert part.lstrip().startswith("<section")
    assert "<html" not in part


def test_the_table_holds_the_facts_and_the_links(doctor: Client, told: Patient) -> None:
    page = line(doctor, told, "?view=table")
    assert '<svg class="chart' not in page
    for words in ("T8 病理性骨折", "地舒单抗 第 12 次", "骨窗未阅", str(ago(40))):
        assert words in page


def test_undated_records_are_listed_under_the_picture(doctor: Client, told: Patient) -> None:
    page = line(doctor, told)
    undated = page[page.index("无日期") :]
    assert "NRS 8" in undated
    assert "磁共振 腰椎" in undated


def test_a_hold_explains_the_gap_so_the_dose_after_it_is_not_late(doctor: Client, told: Patient) -> None:
    page = line(doctor, told)
    assert "侵入性牙科操作" in page
    assert "迟 28 天" not in page
    assert "迟 9 天" in page


def test_calcium_is_corrected_by_the_albumin_of_that_day(doctor: Client, told: Patient) -> None:
    assert "校正血钙 2.03 mmol/L · 偏低" in line(doctor, told)


def test_a_clearance_without_a_weight_is_not_drawn(doctor: Client, told: Patient) -> None:
    told.weights.all().delete()
    assert "肌酐清除率 7" not in line(doctor, told)


def test_one_record_and_many_cost_the_same_statements(
    doctor: Client, people: Cast, told: Patient, settings: Any
) -> None:
    settings.PATIENT_PANELS = []
    other = patient(people.oncology_1, number="ZY9")
    doctor.get(reverse("patients:timeline", args=[other.id]))
    counts = []
    for row in (other, told):
        with CaptureQueriesContext(connection) as queries:
            line(doctor, row)
        counts.append(len(queries))
    # One statement more for a patient with doses: the limits that say when one is late.
    assert counts[1] - counts[0] <= 1


def planned(row: Patient, kind: str, days: int) -> None:
    """An examination of the calendar, due in so many days: soon two weeks before, late two weeks after."""
    due_on = ago(-days)
    ImagingSlot.objects.create(
        patient=row,
        rule_id="IMG-03",
        category="ADVANCED",
        anchor_on=ago(180),
        kind=kind,
        number=1,
        due_on=due_on,
        next_due_on=due_on + timedelta(days=90),
        soon_from=due_on - timedelta(days=14),
        overdue_from=due_on + timedelta(days=15),
        missed_from=due_on + timedelta(days=47),
        next_takes_over_on=due_on + timedelta(days=105),
    )


def test_planned_scans_stand_dashed_on_their_days_and_overdue_ones_are_said_and_red(
    doctor: Client, told: Patient
) -> None:
    for kind, days in (("CT", 14), ("BS", -20), ("CT", 90)):
        planned(told, kind, days)
    lane = studies(OpenRecord(told, TODAY))
    assert isinstance(lane, TagLane)
    dashed = [(tag.on, tag.tone, tag.note) for tag in lane.tags if tag.look == "dashed"]
    assert dashed == [
        (ago(20), "red", "逾期 20 天"),
        (ago(-14), "primary", "应于 03-15"),
        (ago(-90), "primary", "应于 05-30"),
    ]
    page = line(doctor, told)
    assert "stroke-dasharray" in page
    assert "骨显像 计划检查，逾期 20 天" in page


def test_the_table_holds_planned_scans_too(doctor: Client, told: Patient) -> None:
    planned(told, "CT", 14)
    assert "CT（含骨窗） 计划检查，应于 03-15" in line(doctor, told, "?view=table")
