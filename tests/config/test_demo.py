"""The demo hospital: every published case is there, and any day shows work to do."""

from collections import Counter
from contextlib import redirect_stdout
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import TestCase

from accounts import clock
from accounts.enums import Role
from accounts.models import Department, Hospital, User
from bonetherapy.enums import CourseState
from bonetherapy.models import AdverseEvent, Course, DentalRecord, SupplementOrder
from bonetherapy.selectors.day import DayFilters
from bonetherapy.services.judging import day_open
from config.demo.cases import cases
from config.demo.patients import PATIENTS
from config.demo.reports import LINES, page
from config.demo.scene import INTERVAL_DAYS
from guidelines.assessment.assess import Assessment, assess
from guidelines.imaging.calendar import CalendarFacts, SlotKind, SlotState, calendar
from guidelines.imaging.category import FollowUpCategory
from imaging.attached.checks import type_of
from imaging.attached.store import kept
from imaging.models import BoneWindowStatement, ImagingSlot, ImagingStudy, Lesion, ReportAttachment
from imaging.selectors.board import BoardFilters, board_numbers
from imaging.selectors.plans import unplanned
from interop.models import ImportedCase
from mdt.models import Case, Conference
from mdt.selectors.cases import WITH_ALL
from mdt.selectors.readiness import standings_of
from patients.models import EcogScore, EmergencyAccess, LabResult, PainScore, Patient, Treatment
from patients.selectors.access import visible_to
from patients.selectors.emergency import emergencies_waiting
from patients.selectors.whole import records_of
from worklist.enums import TaskState
from worklist.models import Task

pytestmark = pytest.mark.slow


class TestTheDemoHospital(TestCase):
    """Built once for all of these; each undoes what it adds."""

    printed: str

    @classmethod
    def setUpTestData(cls) -> None:
        cls.printed = build()

    def test_all_fifteen_cases_are_patients_and_marked_as_demo(self) -> None:
        assert sorted(who.case for who in PATIENTS if who.case) == sorted(cases())
        assert Patient.objects.filter(is_demo=True).count() == len(PATIENTS)

    def test_two_people_or_more_for_every_role_in_two_hospitals(self) -> None:
        staff = Counter(User.objects.values_list("hospital__short_name", "role"))
        for hospital in ("东湖", "西山"):
            panel = staff.pop((hospital, Role.PANEL_MEMBER))
            assert (panel, {staff[hospital, role] for role in set(Role.values) - {Role.PANEL_MEMBER}}) == (
                5,
                {2},
            )

    def test_everybody_who_can_sign_in_is_named(self) -> None:
        named = {line.split()[0] for line in self.printed.splitlines()[1:]}
        assert named == set(User.objects.values_list("username", flat=True))

    def test_an_emergency_access_waits_for_the_lead_and_for_nobody_else(self) -> None:
        leads = {one.lead for one in Department.objects.select_related("lead") if one.lead}
        assert leads == set(User.objects.filter(role=Role.ONCOLOGIST))
        waiting = {user.username: emergencies_waiting(user) for user in leads if emergencies_waiting(user)}
        assert waiting == {"doctor": 1}
        over = EmergencyAccess.objects.get()
        assert not visible_to(over.user).filter(pk=over.patient_id)

    def test_the_operator_can_open_a_hospital(self) -> None:
        self.client.force_login(User.objects.get(username="operator"))
        assert self.client.get("/", follow=True).redirect_chain[0][0] == "/admin/"
        assert self.client.get("/admin/accounts/hospital/add/").status_code == 200

    def test_the_nurse_finds_today_overdue_and_blocked(self) -> None:
        nurse = User.objects.get(username="nurse")
        counts = day_open(user=nurse, filters=DayFilters(), today=clock.today()).counts
        assert (counts.today, counts.overdue) == (5, 3)
        assert counts.blocked >= 3

    def test_every_case_is_read_without_complaint(self) -> None:
        imported = ImportedCase.objects.values_list("case", "problems")
        assert sorted(case for case, _ in imported) == sorted(who.case or who.number for who in PATIENTS)
        lost = [case for case, told in imported if not all(problem["taken_over"] for problem in told)]
        assert lost == []

    def test_what_the_rules_ask_is_due_overdue_blocked_and_to_come(self) -> None:
        found = assessments()
        codes = {finding.code for one in found for finding in one.findings}
        doses = {line.state for one in found for line in one.doses}
        slots = {status.state for one in found for status in one.slots}
        assert {"INJ_DUE", "INJ_OVERDUE", "INJ_REMINDER", "HYPOCALCAEMIA_HOLD", "BMA_START"} <= codes
        assert {"CORD_EMERGENCY", "MIRELS_NEEDED", "MDT_REFER", "BONE_WINDOW", "DATA_FLAG"} <= codes
        assert {"planned", "due", "overdue", "held", "given", "reminder"} <= doses
        assert {"planned", "overdue"} <= slots

    def test_its_scans_stand_in_every_state(self) -> None:
        today = clock.today()
        rows = ImagingSlot.objects.filter(withdrawn_at=None)
        assert {row.state_on(today).value for row in rows} == {state.value for state in SlotState}
        user = User.objects.get(username="coordinator")
        numbers = board_numbers(user=user, filters=BoardFilters(), today=today)
        assert min(numbers.late, numbers.qc, numbers.booked, numbers.soon, numbers.settled) > 0

    def test_one_waits_for_a_schedule_one_ct_cannot_be_read_and_a_report_is_attached(self) -> None:
        user = User.objects.get(username="coordinator")
        assert [row.hospital_number for row in unplanned(user, BoardFilters())] == ["DH20260211"]
        assert BoneWindowStatement.objects.get(answer="NOT_POSSIBLE").study.slots.exists()
        [report] = ReportAttachment.objects.all()
        assert kept(report.id, report.sha256) == page(LINES)
        assert type_of(page(LINES)) == report.type

    def test_its_data_flags_are_those_of_the_cases(self) -> None:
        checks = {flag.check for one in assessments() for flag in one.data_flags}
        assert {"DQ-21", "DQ-26"} <= checks

    def test_every_kind_of_page_has_something_to_show(self) -> None:
        for table in (
            AdverseEvent, Lesion, Conference, DentalRecord, EcogScore, ImagingStudy, LabResult, PainScore,
            SupplementOrder, Treatment,
        ):  # fmt: skip
            assert table.objects.exists(), table.__name__
        assert Task.objects.filter(state=TaskState.OPEN, department__name="肿瘤一科").exists()
        assert Course.objects.filter(state=CourseState.HELD).count() == 1

    def test_its_board_has_cases_in_every_state_before_the_meeting(self) -> None:
        found = set(Case.objects.values_list("state", "lane"))
        assert {("ACCEPTED", "URGENT"), ("ACCEPTED", "DISCUSS"), ("SUBMITTED", "DISCUSS")} <= found
        assert Case.objects.filter(state="PROPOSED", question="").exists()
        cases = Case.objects.filter(state="ACCEPTED").select_related(*WITH_ALL)
        standings = standings_of(list(cases), clock.now(), clock.today())
        assert any(standing.wanted for standing in standings)

    def test_a_second_call_changes_nothing(self) -> None:
        build()
        assert (Hospital.objects.count(), Patient.objects.count()) == (2, len(PATIENTS))


@pytest.mark.parametrize(
    ("number", "kind", "states"),
    [
        ("DH20260207", SlotKind.CT, {SlotState.DUE_SOON}),
        ("DH20260208", SlotKind.CT, {SlotState.OVERDUE}),
        ("DH20260209", SlotKind.CT, {SlotState.MISSED}),
        ("DH20260210", SlotKind.BS, {SlotState.DUE_SOON}),
        ("DH20260210", SlotKind.CT, {SlotState.DUE_SOON}),
    ],
)
def test_scans_of_the_invented_stand_so_on_any_day(
    number: str, kind: SlotKind, states: set[SlotState]
) -> None:
    [who] = [one for one in PATIENTS if one.number == number]
    assert who.due_in_days is not None
    for ahead in range(4 * 366):
        today = date(2026, 1, 1) + timedelta(days=ahead)
        first_on = today + timedelta(days=who.due_in_days - INTERVAL_DAYS * who.given)
        facts = CalendarFacts(category=FollowUpCategory.ADVANCED, anchor_on=first_on)
        past = [one for one in calendar(facts, today, today + timedelta(days=14)) if one.slot.kind is kind]
        assert past[-1].slot.number > 0
        assert {past[-1].state} == states, today


def assessments() -> list[Assessment]:
    """What the rules say today about every patient of the demo."""
    today = clock.today()
    records = records_of(list(Patient.objects.values_list("pk", flat=True)), today)
    return [assess(record, today) for record in records.values()]


def build() -> str:
    """What the command prints."""
    with redirect_stdout(StringIO()) as printed:
        call_command("demo_hospital")
    return printed.getvalue()


def test_a_real_hospital_gets_no_demo(db: None) -> None:
    Hospital.objects.create(name="真", short_name="真", level="TERTIARY_GENERAL", city_tier="TIER_1_2")
    assert (build(), User.objects.count()) == ("", 0)
