"""Which pages there are: found by following links from the first page of a user."""

import re
from collections import deque
from collections.abc import Callable, Collection, Iterator

from django.test import Client
from django.urls import Resolver404, resolve

# Whoever comes first is pictured and probed with what only the others can open left to them.
USERS = ("nurse", "doctor", "coordinator", "radiologist", "admin", "auditor")
FOR_EVERYBODY = {"accounts:login": "/accounts/login/", "design:styleguide": "/styleguide/"}
NOT_PAGES = ("/static/", "/api/", "/accounts/logout", "/admin/jsi18n", "/admin/logout")
# These lead to different pages for each patient; of any other view the first page says it all.
FOLLOWED_FOR_EVERY_PATIENT = ("patients:detail", "bonetherapy:course")
# View and path -> what the page says; nothing when it is no page.
Read = Callable[[str, str], str]
LINK = re.compile(r'<a[^>]*?\shref="(/[^"#?]*)')


def pages(
    username: str,
    read: Read | None = None,
    known: Collection[str] = (),
    wanted: Collection[str] | None = None,
) -> dict[str, str]:
    """View name -> a path that leads `username` to it; once all `wanted` is found, the rest is left."""
    read = read or reader(username)
    found: dict[str, str] = {}
    waiting = Waiting(known, found)
    for view, path in waiting:
        if text := read(view, path):
            found.setdefault(view, path)
            waiting.add(LINK.findall(text))
        if wanted is not None and found.keys() >= set(wanted):
            break
    return found


class Waiting:
    """Links that wait, nearest first: to new views, then to known ones, then to further patients."""

    def __init__(self, known: Collection[str], found: Collection[str]) -> None:
        self._known, self._found = known, found
        self._queues: tuple[deque[str], deque[str], deque[str]] = (deque("/"), deque(), deque())
        self._seen = {"/"}

    def add(self, links: list[str]) -> None:
        for link in links:
            if link not in self._seen:
                self._seen.add(link)
                self._queues[view_of(link) in self._known].append(link)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        _new, _known, further = self._queues
        while queue := next(filter(None, self._queues), None):
            path = queue.popleft()
            view = view_of(path)
            if view and view not in self._found:
                yield view, path
            elif view in FOLLOWED_FOR_EVERY_PATIENT and queue is not further:
                further.append(path)
            elif view in FOLLOWED_FOR_EVERY_PATIENT:
                yield view, path


def reader(username: str) -> Read:
    """Reads as this user, without a browser."""
    client = signed_in(username)

    def read(_view: str, path: str) -> str:
        answer = client.get(path, follow=True)
        is_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")  # no file
        return answer.content.decode() if is_page else ""

    return read


def signed_in(username: str) -> Client:
    """A client of this user at the server's own name."""
    from accounts.models import User  # noqa: PLC0415 - models exist only once Django is set up

    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(username=username))
    return client


def view_of(path: str) -> str:
    """The name of the view behind a path; empty for what is no page of its own."""
    if path.startswith(NOT_PAGES):
        return ""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""
