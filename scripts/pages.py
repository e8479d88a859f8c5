"""Which pages there are: found by following links from the first page of a user, without a browser."""

import re
from collections import deque

from django.test import Client
from django.urls import Resolver404, resolve

# Whoever comes first is pictured and probed with what only the others can open left to them.
USERS = ("nurse", "doctor", "coordinator", "radiologist", "admin", "auditor")
FOR_EVERYBODY = {"accounts:login": "/accounts/login/", "design:styleguide": "/styleguide/"}
NOT_PAGES = ("/static/", "/api/", "/accounts/logout", "/admin/jsi18n", "/admin/logout")
# These lead to different pages for each patient; of any other view the first page says it all.
FOLLOWED_FOR_EVERY_PATIENT = ("patients:detail", "bonetherapy:course")
LINK = re.compile(r'<a[^>]*?\shref="(/[^"#?]*)')


def pages(username: str) -> dict[str, str]:
    """View name -> the first path that leads `username` to it, nearest first."""
    client = signed_in(username)
    found: dict[str, str] = {}
    waiting, seen = deque(["/"]), {"/"}
    while waiting:
        path = waiting.popleft()
        view = view_of(path)
        if not view or (view in found and view not in FOLLOWED_FOR_EVERY_PATIENT):
            continue
        answer = client.get(path, follow=True)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):  # no file
            found.setdefault(view, path)
            fresh = [link for link in LINK.findall(answer.content.decode()) if link not in seen]
            waiting.extend(fresh)
            seen.update(fresh)
    return found


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
