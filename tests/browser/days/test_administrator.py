"""The administrator's day (product study 4.4): people, the trail, an interval, the gateway."""

from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from bonetherapy.models import DrugProtocol
from patients.models import Patient
from tests.browser.conftest import Open
from tests.browser.days.counted import Row, counted
from tests.cast import Cast
from tests.worklist.planned import reminder
from worklist.enums import Channel, ReminderState

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

JOINS = Row("4.4", "weekly", "new doctor joins the team", 4)
LOOKED = Row("4.4", "monthly", "who looked at patient X?", 2)
INTERVAL = Row("4.4", "quarterly", "change a drug's interval rule", 4)
IMPORT = Row("4.4", "monthly", "import old cases", 4)
GATEWAY = Row("4.4", "as needed", "reminder gateway down", 0)


OLD_CASES = """住院号,姓名,性别,出生日期,科室,骨转移,骨转移确诊日期,确诊依据,MDT 结论
OLD001,陈玉兰,女,1958-03-02,肿瘤一科,已确认,2023-02-01,影像,启动唑来膦酸
OLD002,何建,男,1958-13-02,肿瘤一科,,,,
"""


@pytest.fixture
def protocol(people: Cast) -> DrugProtocol:
    """Denosumab every 28 days, approved."""
    return DrugProtocol.objects.create(
        hospital=people.east,
        agent="DENOSUMAB",
        version=1,
        dose_mg=120,
        route="SC",
        interval_days=28,
        effective_from=date(2020, 1, 1),
        approved_by_name="王磊",
        approved_on=date(2020, 1, 1),
    )


def test_the_day(
    people: Cast, zhang: Patient, protocol: DrugProtocol, open_page: Open, tmp_path: Path
) -> None:
    reminder(zhang, state=ReminderState.FAILED, channel=Channel.EMAIL, error="SMTPDataError 550")
    page = open_page(people.admin_gao, "/")
    sees_that_the_gateway_is_down(page)
    imports_old_cases(page, tmp_path)
    page.goto("/admin/")
    lets_a_doctor_in(page, people)
    page.goto("/admin/")
    changes_an_interval(page)
    page = open_page(people.doctor_wang, f"/patients/{zhang.id}/")
    page.goto("/patients/")
    sees_who_looked(page)


def sees_that_the_gateway_is_down(page: Page) -> None:
    with counted(GATEWAY, page):
        expect(page.locator("tr", has_text="电子邮箱").first).to_contain_text("失败")


def imports_old_cases(page: Page, folder: Path) -> None:
    """A table with a good and a bad row; then it was the wrong one."""
    file = folder / "旧病例.csv"
    file.write_text(OLD_CASES, encoding="gbk")
    page.goto("/")
    with counted(IMPORT, page) as hand:
        hand.click(page.get_by_role("link", name="导入", exact=True))
        hand.attach(page.locator("input[type=file]"), file)
        expect(page.locator("#bad")).to_contain_text("1958-13-02")
        hand.click(page.get_by_role("button", name="导入 1 行"))
        expect(page.locator("#lines")).to_contain_text("陈玉兰")
        assert Patient.objects.get(hospital_number="OLD001").bone_metastasis.is_imported
        hand.type(page.locator("[name=reason]"), "上传了错误的表")
        hand.click(page.get_by_role("button", name="撤销导入"))
        expect(page.locator("#lines")).to_contain_text("已撤销")
    assert Patient.objects.get(hospital_number="OLD001").voided_at is not None


def lets_a_doctor_in(page: Page, people: Cast) -> None:
    with counted(JOINS, page) as hand:
        hand.click(page.locator(".model-user .addlink").first)
        hand.type(page.locator("[name=name]"), "马超")
        hand.type(page.locator("[name=username]"), "machao")
        hand.type(page.locator("[name=email]"), "machao@hospital.invalid")
        hand.choose(page.locator("[name=role]"), "肿瘤科医生")
        hand.choose(page.locator("[name=department]"), str(people.oncology_1))
        hand.click(page.get_by_role("button", name="保存", exact=True))
        expect(page.locator("#content")).to_contain_text("临时密码")
    made = User.objects.get(username="machao")
    assert (made.hospital, made.department, made.discipline) == (people.east, people.oncology_1, "MED_ONC")


def changes_an_interval(page: Page) -> None:
    today = timezone.localdate()
    with counted(INTERVAL, page) as hand:
        hand.click(page.locator(".model-drugprotocol th a"))
        hand.click(page.locator("#result_list tbody th a").first)
        hand.click(page.get_by_role("link", name="新版本"))
        expect(page.locator("[name=interval_days]")).to_have_value("28")
        hand.type(page.locator("[name=interval_days]"), "84")
        hand.type(page.locator("[name=approved_by_name]"), "王磊")
        hand.type(page.locator("[name=approved_on]"), f"{today:%Y-%m-%d}")
        hand.click(page.get_by_role("button", name="保存", exact=True))
        expect(page.locator(".messagelist")).to_be_visible()
    old, new = DrugProtocol.objects.order_by("version")
    assert (old.interval_days, new.interval_days, new.version) == (28, 84, 2)
    assert (new.dose_mg, new.effective_from, new.approved_on) == (old.dose_mg, today, today)


def sees_who_looked(page: Page) -> None:
    with counted(LOOKED, page) as hand:
        hand.click(page.get_by_role("link", name="张桂兰").first)
        hand.click(page.get_by_role("link", name="查看记录"))
        expect(page.locator("tbody")).to_contain_text("王磊")
