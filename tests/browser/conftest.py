"""A real Chromium against the live server: one browser for the run, a fresh page for each test."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from imaging.models import ImagingStudy
from imaging.phantom.lesions import Scan
from patients.models import Patient
from scripts.screenshots import BROWSER_ARGUMENTS
from tests.browser.counting import Counting
from tests.browser.files import kept
from tests.browser.viewing import GRID
from tests.cast import Cast
from tests.imaging.images import scanned

DESKTOP: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
PATIENCE_MS = 90_000  # on a busy machine the first page takes half a minute


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a worker."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=BROWSER_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def counting(live_server: LiveServer) -> Counting:
    """The live server's connections, counted; its files come from memory and stay in the browser."""
    httpd = live_server.thread.httpd
    httpd.set_app(kept(httpd.get_app()))
    return Counting(httpd)


@pytest.fixture
def site(transactional_db: None, live_server: LiveServer, counting: Counting) -> Iterator[LiveServer]:
    """The live server. A test ends when it has answered everything and nobody is connected any more.

    Emptying the tables under a request that reads them ends in a deadlock, for the one or for the other.
    Until then a browser's connection keeps its own to the database, which knows the tables by heart.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(connections.databases["default"], "CONN_MAX_AGE", None)
        yield live_server
        counting.wait()


Open = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, site: LiveServer) -> Iterator[Open]:
    """`open_page(user, path, viewport=...)`: the page as the user sees it; console errors fail the test.

    `probed`: a probe like axe brings its own inline styles, so the policy is off for that page alone; and it
    measures colours, so none is caught half way to another. `touch`: a finger is its only pointer.
    """
    problems: list[str] = []
    contexts = []

    def open_as(
        user: User | None,
        path: str,
        *,
        viewport: Any = DESKTOP,
        language: str = "zh-hans",
        probed: bool = False,
        touch: bool = False,
    ) -> Page:
        context = visit(
            browser,
            site.url,
            user,
            language,
            viewport=viewport,
            bypass_csp=probed,
            has_touch=touch,
            is_mobile=touch,
            reduced_motion="reduce" if probed else "no-preference",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: note(message, problems))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(path)
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert problems == []


def visit(
    browser: Browser, url: str, user: User | None, language: str = "zh-hans", **more: Any
) -> BrowserContext:
    """A browser in which this user is signed in; it waits for a page as long as for what it shows."""
    context = browser.new_context(base_url=url, locale="zh-CN", **more)
    context.set_default_timeout(PATIENCE_MS)
    context.add_cookies(session(user, language, url))
    return context


def session(user: User | None, language: str, url: str) -> list[Any]:
    if user is None:
        return [{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": url}]
    User.objects.filter(pk=user.pk).update(language=language)
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    return [{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": url}]


def note(message: ConsoleMessage, problems: list[str]) -> None:
    if message.type in {"error", "warning"}:
        problems.append(message.text)


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    """The archive of these tests: a folder of small phantoms; a reading is observed after a second."""
    cache.clear()
    settings.PACS_URL, settings.DICOM_DIR = "", str(tmp_path)
    settings.BONE_WINDOW_SECONDS = 1
    return tmp_path


@pytest.fixture
def study(transactional_db: None, people: Cast, zhang: Patient, folder: Path) -> ImagingStudy:
    """The baseline CT."""
    return scanned(zhang, people.radiologist_he, folder, Scan.BASELINE, grid=GRID)
