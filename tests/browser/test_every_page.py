"""Every page of the house as its user sees it: no barrier, nothing sideways, nothing in the console.

Each page is opened in four looks, so that every language, size and ground meets every page at least twice.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from bonetherapy.models import AdverseEvent, Dose
from patients.models import Patient
from scripts.pages import FOR_EVERYBODY, USERS, pages
from tests.access_table import EXPECTED
from tests.browser.conftest import DESKTOP, PHONE, barriers, session

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# Not pages: answers to machines, a fragment of the day, a redirect, and Swagger's own page (test_api_docs.py).
NO_PAGE = {"healthz", "bonetherapy:day_side", "worklist:open"}


class Look(NamedTuple):
    """One way to see a page."""

    language: str
    size: dict[str, int]
    is_dark: bool


LOOKS = (
    Look("zh-hans", DESKTOP, is_dark=False),
    Look("en", PHONE, is_dark=False),
    Look("zh-hans", PHONE, is_dark=True),
    Look("en", DESKTOP, is_dark=True),
)


def test_every_page_in_every_look(
    transactional_db: None, browser: Browser, live_server: LiveServer, settings: Settings
) -> None:
    settings.DEBUG = True  # the style guide is a page too
    call_command("demo_hospital", verbosity=0)
    call_command("run_sweep", verbosity=0)
    seen: set[str] = set()
    faults: list[str] = []
    for username in USERS:
        fresh = {view: path for view, path in paths_of(username).items() if view not in seen}
        seen |= fresh.keys()
        faults += faults_of(username, fresh, browser, live_server.url)
    if faults:
        pytest.fail("\n".join(faults))
    assert unseen(seen) == set()


def unseen(seen: set[str]) -> set[str]:
    """Pages in the table of all addresses that nobody came to."""
    wanted = {name for name, rows in EXPECTED.items() if any("GET" in row.methods for row in rows)}
    return {name for name in wanted - seen - NO_PAGE if not name.startswith("api-")}


def paths_of(username: str) -> dict[str, str]:
    """What links lead to, and for the first nurse and coordinator what only a moment's state leads to."""
    if username == "nurse":
        return pages(username) | FOR_EVERYBODY | of_a_given_dose() | of_an_event()
    return pages(username) | (of_a_pair() if username == "coordinator" else {})


def of_a_given_dose() -> dict[str, str]:
    dose = Dose.objects.filter(state="GIVEN", patient__department__name="肿瘤一科").latest("given_on")
    return {f"bonetherapy:dose_{do}": reverse(f"bonetherapy:dose_{do}", args=[dose.id]) for do in ("undo", "slip")}


def of_an_event() -> dict[str, str]:
    dose = Dose.objects.filter(state="GIVEN", patient__department__name="肿瘤一科").latest("given_on")
    event = AdverseEvent.objects.create(
        patient=dose.patient,
        course=dose.course,
        code="ACUTE_PHASE",
        severity="MILD",
        onset_on=dose.given_on,
        recorded_by=User.objects.get(username="nurse"),
    )
    return {"bonetherapy:adverse_event_resolve": reverse("bonetherapy:adverse_event_resolve", args=[event.id])}


def of_a_pair() -> dict[str, str]:
    one, other = Patient.objects.filter(department__name="肿瘤一科").order_by("hospital_number")[:2]
    return {"patients:merge": reverse("patients:merge", args=[one.id, other.id])}


def faults_of(username: str, paths: dict[str, str], browser: Browser, address: str) -> Iterator[str]:
    """Everything wrong with these pages, a line each."""
    user = User.objects.get(username=username)
    context = browser.new_context(base_url=address, locale="zh-CN")
    context.add_cookies(session(user, "zh-hans", address))
    page = context.new_page()
    for look in LOOKS:
        User.objects.filter(pk=user.pk).update(language=look.language, dark_projector=look.is_dark)
        page.set_viewport_size(look.size)
        for view, path in paths.items():
            for fault in faults_here(page, path, look):
                yield f"{view} {path} {look.language} {look.size['width']} {'dark' * look.is_dark}: {fault}"
    context.close()


def faults_here(page: Page, path: str, look: Look) -> Iterator[str]:
    with console(page) as complaints:
        page.goto(path)
    yield from complaints
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > look.size["width"]:
        yield f"scrolls sideways to {width}"
    yield from barriers(page).splitlines()


@contextmanager
def console(page: Page) -> Iterator[list[str]]:
    """What the page itself complains about, before a probe adds its own."""
    complaints: list[str] = []

    def note(message: object) -> None:
        complaints.append(str(getattr(message, "text", message)))

    page.on("console", note)
    page.on("pageerror", note)
    yield complaints
    page.remove_listener("console", note)
    page.remove_listener("pageerror", note)
