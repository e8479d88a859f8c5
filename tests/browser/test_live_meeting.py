"""The room in a real browser: counted actions, two people typing, a lost network, a phone."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from accounts.enums import Discipline
from accounts.models import User
from mdt.models import Case, Decision, Dissent, Meeting
from patients.models import Patient
from tests.browser.barriers import barriers
from tests.browser.conftest import PHONE, Open, visit
from tests.browser.days.counted import Row, counted
from tests.cast import Cast, confirm_bone_metastasis, patient
from tests.mdt.boards import board, came, case, decision, meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PROJECTOR = {"width": 1440, "height": 900}


OUTCOME = Row("4.2", "15:06", "records outcome, per case", 6)
DISSENT = Row("design 7", "live", "dissent", 3)


@pytest.fixture
def of(people: Cast) -> Case:
    """A meeting in session, today, of three cases."""
    now = timezone.now()
    held = meeting(board(people), starts_at=now, state="OPEN", opened_at=now)
    for user, discipline in (
        (people.doctor_wang, Discipline.MED_ONC),
        (people.radiologist_he, Discipline.RADIOLOGY),
        (people.panel_member_lin, Discipline.RAD_ONC),
    ):
        came(held, user, discipline)
    rows: list[Patient] = [patient(people.oncology_1, responsible_doctor=people.doctor_wang)]
    rows += [patient(people.oncology_1, name=f"病人{n}", number=f"ZY{n}") for n in (2, 3)]
    for row in rows:
        confirm_bone_metastasis(row, people.doctor_wang)
    cases = [
        case(held.board, row, people.doctor_wang, held, place=place)
        for place, row in enumerate(rows, start=1)
    ]
    return cases[0]


def path(of: Case) -> str:
    return f"/mdt/meetings/{of.meeting_id}/live/{of.id}/"


def open_live(open_page: Open, user: User, of: Case, **more: Any) -> Page:
    page: Page = open_page(user, path(of), **more)
    page.wait_for_load_state("networkidle")
    return page


def test_a_decision_comes_with_owner_and_day(people: Cast, of: Case, open_page: Open) -> None:
    page = open_live(open_page, people.coordinator_qian, of)
    page.locator(".desk-type", has_text="放疗").first.click()
    expect(page.locator("#decision_owner")).to_have_value(str(people.panel_member_lin.id))
    page.get_by_role("button", name="保存决策").click()
    expect(page.locator(".decided-one")).to_contain_text("林涛")
    row = Decision.objects.get()
    assert (row.type, row.owner, row.intent) == ("RT", people.panel_member_lin, "PALLIATIVE")
    assert row.due_on == timezone.localdate() + timedelta(days=14)


def test_everything_by_hand_in_six_actions(people: Cast, of: Case, open_page: Open) -> None:
    page = open_live(open_page, people.coordinator_qian, of)
    due = timezone.localdate() + timedelta(days=3)
    with counted(OUTCOME, page) as hand:
        hand.click(page.locator(".desk-type", has_text="启动骨改良药物"))
        hand.click(page.locator("label.choice", has_text="地舒单抗"))
        hand.choose(page.locator("#decision_intent"), "姑息")
        owner = page.locator("#decision_owner")
        hand.choose(owner, owner.locator("option", has_text="王磊").inner_text())
        hand.type(page.locator("#decision_due_on"), f"{due:%Y-%m-%d}")
        hand.click(page.get_by_role("button", name="保存决策"))
        expect(page.locator(".decided-one")).to_contain_text("地舒单抗")
    row = Decision.objects.get()
    assert (row.detail, row.owner, row.due_on) == ({"agent": "DENOSUMAB"}, people.doctor_wang, due)


def test_a_conflict_is_there_before_anybody_saves(people: Cast, of: Case, open_page: Open) -> None:
    of.patient.bone_metastasis.status = "SUSPECTED"
    of.patient.bone_metastasis.confirmed_on = None
    of.patient.bone_metastasis.save()
    page = open_live(open_page, people.coordinator_qian, of)
    page.locator(".desk-type", has_text="启动骨改良药物").click()
    page.locator("#decision_text").fill("自己的话")
    page.locator("label.choice", has_text="地舒单抗").click()
    expect(page.locator(".stop-panel")).to_contain_text("尚未确诊")
    expect(page.locator("#desk [aria-disabled=true]")).to_be_visible()
    page.locator(".desk-type", has_text="放疗").first.click()
    expect(page.locator("#decision_text")).to_have_value("自己的话")


def test_a_dissent_in_three_actions(people: Cast, of: Case, open_page: Open) -> None:
    page = open_live(open_page, people.coordinator_qian, of)
    with counted(DISSENT, page) as hand:
        hand.press("x")
        page.locator("label.choice", has_text="何洁").wait_for()
        hand.click(page.locator("label.choice", has_text="何洁"))
        hand.type(page.locator("#dissent_reason"), "骨窗未阅")
        hand.click(page.get_by_role("button", name="保存异议"))
        expect(page.locator(".decided-dissent")).to_contain_text("何洁")
    assert Dissent.objects.get().discipline == "RADIOLOGY"


def test_dark_is_remembered_and_the_page_stays(people: Cast, of: Case, open_page: Open) -> None:
    page = open_live(open_page, people.coordinator_qian, of)
    page.locator("#text_conclusion").fill("先放疗")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("d")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("#text_conclusion")).to_have_value("先放疗")
    assert User.objects.get(pk=people.coordinator_qian.pk).dark_projector


def test_a_tick_by_two_clicks(people: Cast, of: Case, open_page: Open) -> None:
    """Also when somebody else's tick comes between the two."""
    page = open_live(open_page, people.coordinator_qian, of)
    page.locator(".seat", has_text="放疗科").locator("summary").click()
    came(Meeting.objects.get(), people.doctor_zhao, Discipline.MED_ONC)
    expect(page.locator(".seat", has_text="肿瘤内科").locator("summary")).to_contain_text("2 现场")
    page.locator(".seat[open] .seat-tick", has_text="远程").click()
    expect(page.locator(".seat", has_text="放疗科").locator("summary")).to_contain_text("1 远程")


def test_the_clock_of_whoever_runs_it_and_what_a_member_sees(people: Cast, of: Case, open_page: Open) -> None:
    member = open_live(open_page, people.doctor_wang, of)
    leader = open_live(open_page, people.coordinator_qian, of)
    expect(leader.locator("[data-clock-now]")).not_to_have_text("00:00")
    leader.keyboard.press("j")
    expect(leader.locator("#live-name")).to_have_text("病人2")
    expect(member.locator(".agenda-state", has_text="讨论中")).to_have_count(1)


def typed(page: Page, text: str) -> None:
    page.locator("#text_conclusion").fill(text)


def test_two_people_type_and_no_word_is_lost(people: Cast, of: Case, open_page: Open) -> None:
    one = open_live(open_page, people.coordinator_qian, of)
    other = open_live(open_page, people.doctor_wang, of)
    typed(one, "先放疗")
    expect(one.locator("[data-saved-word]")).to_contain_text("已自动保存")
    other.locator("#text_patient_wish").fill("不愿住院")
    expect(other.locator("[data-saved-word]")).to_contain_text("已自动保存")
    expect(other.locator("#text_conclusion")).to_have_value("先放疗")
    of.refresh_from_db()
    assert (of.conclusion, of.patient_wish) == ("先放疗", "不愿住院")


def test_words_typed_while_others_are_being_saved_are_ones_own(
    people: Cast, of: Case, open_page: Open
) -> None:
    """A slow server: what is typed on, and the end of the case, wait for it and clash with nothing."""
    decision(of, people.doctor_wang)
    page = open_live(open_page, people.coordinator_qian, of)
    page.locator("[data-text=drug_statement] label.choice", has_text="启动").click()
    page.locator("#text_drug_text").fill("地舒单抗")
    expect(page.locator("[data-saved-word]")).to_contain_text("已自动保存")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/texts/", hold)
    with page.expect_request("**/texts/"):
        typed(page, "先")
    typed(page, "先放疗")
    page.wait_for_timeout(1500)  # twice the pause after which words are sent
    page.get_by_role("button", name="结束本例").click()
    (waiting,) = held
    waiting.continue_()
    page.unroute("**/texts/", hold)
    expect(page.locator("#live-name")).to_have_text("病人2")
    of.refresh_from_db()
    assert of.conclusion == "先放疗"


@pytest.fixture
def troubled(browser: Browser, site: LiveServer, people: Cast, of: Case) -> Iterator[Page]:
    """The coordinator's page, whose console may note answers that were refused or did not come."""
    context = visit(browser, site.url, people.coordinator_qian)
    page = context.new_page()
    page.goto(path(of))
    yield page
    context.close()


def test_the_same_field_at_once_shows_both(people: Cast, of: Case, troubled: Page, open_page: Open) -> None:
    troubled.route("**/show/", lambda route: route.abort())  # it has not heard of the other words yet
    other = open_live(open_page, people.doctor_wang, of)
    typed(other, "先放疗")
    expect(other.locator("[data-saved-word]")).to_contain_text("已自动保存")
    typed(troubled, "先手术")
    expect(troubled.locator("[data-theirs]")).to_have_text("先放疗")
    expect(troubled.locator("#text_conclusion")).to_have_value("先手术")
    troubled.locator("[data-both]").click()
    expect(troubled.locator("[data-saved-word]")).to_contain_text("已自动保存")
    expect(other.locator("#text_conclusion")).to_have_value("先放疗\n先手术")


def test_a_lost_network_loses_no_word(of: Case, troubled: Page) -> None:
    page = troubled
    page.locator(".desk-type", has_text="放疗").first.click()
    page.locator("#decision_text").wait_for()
    page.context.set_offline(True)
    typed(page, "先放疗")
    page.locator("#decision_text").fill("30 Gy / 10 次")
    page.get_by_role("button", name="保存决策").click()
    expect(page.locator("[data-offline]")).to_be_visible()
    expect(page.locator("#decision_text")).to_have_value("30 Gy / 10 次")
    expect(page.locator("[data-saved-word]")).to_contain_text("尚未保存")
    page.context.set_offline(False)
    expect(page.locator(".decided-one")).to_contain_text("30 Gy / 10 次")
    expect(page.locator("[data-saved-word]")).to_contain_text("已自动保存")
    of.refresh_from_db()
    assert (of.conclusion, Decision.objects.count()) == ("先放疗", 1)


def test_a_case_is_concluded_and_the_next_one_is_there(people: Cast, of: Case, open_page: Open) -> None:
    decision(of, people.doctor_wang)
    page = open_live(open_page, people.coordinator_qian, of)
    typed(page, "先放疗，启动地舒单抗")
    page.locator("[data-text=drug_statement] label.choice", has_text="启动").click()
    page.locator("#text_drug_text").fill("地舒单抗")
    page.get_by_role("button", name="结束本例").click()
    expect(page.locator("#live-name")).to_have_text("病人2")
    of.refresh_from_db()
    assert of.conference is not None


def test_the_projector_never_scrolls_as_a_whole(people: Cast, of: Case, open_page: Open) -> None:
    page = open_live(open_page, people.coordinator_qian, of, viewport=PROJECTOR)
    assert page.evaluate("document.documentElement.scrollHeight") <= PROJECTOR["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= PROJECTOR["width"]


WALL = {"width": 1920, "height": 1080}
SIZES = """() => {
    const drawn = document.querySelector(".live-chart svg:not([hidden])");
    const zoom = document.body.currentCSSZoom;
    const size = (at) => parseFloat(getComputedStyle(document.querySelector(at)).fontSize) * zoom;
    const scale = drawn.getBoundingClientRect().width / drawn.viewBox.baseVal.width;
    return [size(".live-question p"), size(".live-pair p"), 12 * scale];
}"""


def test_on_the_wall_the_text_is_larger_than_that_of_the_chart(
    people: Cast, of: Case, open_page: Open
) -> None:
    page = open_live(open_page, people.coordinator_qian, of, viewport=WALL)
    question, text, chart = page.evaluate(SIZES)
    assert question >= 25
    assert text >= 17
    assert chart <= text
    assert page.evaluate("document.documentElement.scrollHeight") <= WALL["height"]
    save = page.locator(".live-right").bounding_box()
    assert save is not None
    assert save["y"] + save["height"] <= WALL["height"]


def test_a_phone_never_scrolls_sideways(people: Cast, of: Case, open_page: Open) -> None:
    long = "长" * 200 + "<script>x</script>" + "w" * 200
    Case.objects.filter(pk=of.pk).update(question=long, conclusion=long)
    page = open_live(open_page, people.doctor_wang, of, viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_no_barrier_is_found(people: Cast, of: Case, open_page: Open) -> None:
    page = open_live(open_page, people.coordinator_qian, of, probed=True)
    assert barriers(page) == ""
    page.locator(".desk-type").first.click()
    page.locator("#decision-form").wait_for()
    assert barriers(page) == ""
