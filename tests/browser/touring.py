"""A user's tour of the house in a browser: each page is opened twice, in either language, at either size,
on either ground; and looked over each time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Response, ViewportSize

from accounts.models import User
from scripts.pages import pages, reader
from tests.browser.barriers import barriers
from tests.browser.conftest import DESKTOP, PHONE, note, session, visit


class Look(NamedTuple):
    """One way to see a page."""

    language: str
    size: ViewportSize
    is_dark: bool

    def __str__(self) -> str:
        return f"{self.language} {self.size['width']} {'dark' * self.is_dark}"


# How one page, and the other, is seen at first; and how the second time.
LIGHT = (Look("zh-hans", DESKTOP, is_dark=False), Look("en", PHONE, is_dark=False))
DARK = (Look("en", PHONE, is_dark=True), Look("zh-hans", DESKTOP, is_dark=True))
# So many in a row: a user who changes the language leaves a line in the trail, and the trail is a page.
IN_A_ROW = 16


class Tour:
    """One user with a wide and a narrow window; what is wrong with the pages, a line each, in `faults`.

    `known`: what somebody saw before; `machines`: addresses that answer machines, which no window opens.
    """

    def __init__(
        self, username: str, known: set[str], machines: set[str], browser: Browser, address: str
    ) -> None:
        self.user = User.objects.filter(username=username).first()
        self.faults: list[str] = []
        self.known, self._machines, self._address = known, machines, address
        self._dressed: Look | None = None
        self._met: set[str] = set()
        self._turns: dict[str, int] = {}  # of each path that was seen in light
        # Without motion: a colour half way to another is no colour of the page.
        self._context = visit(browser, address, self.user, LIGHT[0].language, reduced_motion="reduce")
        self._windows = {size["width"]: self._window(size) for size in (DESKTOP, PHONE)}
        self._read = reader(username) if self.user else None

    def _window(self, size: ViewportSize) -> Page:
        page = self._context.new_page()
        page.set_viewport_size(size)
        return page

    def found(self, wanted: set[str] | None) -> dict[str, str]:
        """View name -> path of what links lead to, of all `wanted` at least; what is new is looked over."""
        assert self.user is not None
        left = None if wanted is None else wanted - self.known
        return pages(self.user.username, self.read, self.known, left)

    def read(self, view: str, path: str) -> str:
        """What a page says: one that nobody came to before is looked over as it is found."""
        if self._read and (view in self._machines or view in self.known or view in self._met):
            return self._read(view, path)
        return self._first(view, path)

    def _first(self, view: str, path: str) -> str:
        """The page in light; nothing when it is none."""
        turn = len(self._turns) // IN_A_ROW % len(LIGHT)
        page, answer, faults = self._open(path, LIGHT[turn])
        if not is_page(answer):
            return ""
        self._met.add(view)
        self._turns[path] = turn
        self._note(view, path, LIGHT[turn], [*faults, *faults_on(page, LIGHT[turn])])
        return page.content()

    def complete(self, paths: dict[str, str]) -> None:
        """What nobody came to before and no link led to, in light; then all of it in the dark."""
        fresh = {view: path for view, path in paths.items() if view not in self.known}
        for view, path in fresh.items():
            if path not in self._turns and not self._first(view, path):
                self.faults.append(f"{view} {path}: no page")
        for view, path in sorted(fresh.items(), key=lambda one: self._turns.get(one[1], 0)):
            look = DARK[self._turns.get(path, 0)]
            page, _answer, faults = self._open(path, look)
            self._note(view, path, look, [*faults, *faults_on(page, look)])
        self._context.close()

    def _open(self, path: str, look: Look) -> tuple[Page, Response | None, list[str]]:
        """The window, the answer, and what the page itself complains about."""
        self._dress(look)
        page = self._windows[look.size["width"]]
        with console(page) as complaints:
            answer = page.goto(path)
        return page, answer, complaints

    def _dress(self, look: Look) -> None:
        """The user as this look wants them; what they have already is not written again."""
        if look == self._dressed:
            return
        self._dressed = look
        if self.user is None:
            self._context.add_cookies(session(None, look.language, self._address))
        else:
            row = User.objects.filter(pk=self.user.pk)
            row.update(language=look.language, dark_projector=look.is_dark)

    def _note(self, view: str, path: str, look: Look, faults: list[str]) -> None:
        self.faults += [f"{view} {path} {look}: {fault}" for fault in faults]


def is_page(answer: Response | None) -> bool:
    kind = answer.headers.get("content-type", "") if answer and answer.status == 200 else ""
    return kind.startswith("text/html")


def faults_on(page: Page, look: Look) -> Iterator[str]:
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > look.size["width"]:
        yield f"scrolls sideways to {width}"
    yield from barriers(page).splitlines()


@contextmanager
def console(page: Page) -> Iterator[list[str]]:
    """What the page itself complains about, before a probe adds its own."""
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        note(message, complaints)

    def stumble(error: Error) -> None:
        complaints.append(str(error))

    page.on("console", listen)
    page.on("pageerror", stumble)
    yield complaints
    page.remove_listener("console", listen)
    page.remove_listener("pageerror", stumble)
