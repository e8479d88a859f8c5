"""The top bar shows every place it has, in both languages, on the screens of a ward and of a meeting room."""

import pytest

from accounts.models import User
from config import context
from tests.browser.conftest import Open
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (1280, 1440, 1920)
CUT_OFF = """() => {
  const bar = document.querySelector('.places').getBoundingClientRect();
  const edge = document.querySelector('.topbar-search, .topbar-tools').getBoundingClientRect().left;
  return [...document.querySelectorAll('.places a')]
    .filter((place) => place.getBoundingClientRect().right > Math.min(bar.right, edge) + 0.5)
    .map((place) => place.textContent.trim());
}"""


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_place_is_cut_off(
    open_page: Open, people: Cast, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever may sign has as many minutes to sign as the widest word can hold."""
    monkeypatch.setattr(context, "to_sign", lambda _user: range(99))
    for user in _one_of_each_role(people):
        page = open_page(user, "/accounts/profile/", language=language)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(CUT_OFF) == [], (user.role, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()


def _one_of_each_role(people: Cast) -> list[User]:
    return list({user.role: user for user in User.objects.order_by("username")}.values())
