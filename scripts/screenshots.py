"""Picture every page the demo users can reach: `screenshots [DIRECTORY]`, after `prepare`.

One picture per user and view, in both languages, on a desktop and a phone; which pages there are is the
business of scripts/pages.py.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.free_port import first_free
from scripts.pages import USERS, pages
from scripts.wait_until_up import wait

LANGUAGES = ("zh-hans", "en")
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
# On a closed network these keep the browser from asking the outside for anything.
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def serving() -> Iterator[str]:
    """The address of a web server that lives as long as the block."""
    port = first_free("127.0.0.1", 23000)
    command = ["gunicorn", "config.wsgi:application", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
    with subprocess.Popen([*command, "--no-control-socket", "--log-level", "warning"]) as server:
        if not wait(f"http://127.0.0.1:{port}/readyz", server.pid):
            sys.exit("The web server did not start; see the lines above.")
        yield f"http://127.0.0.1:{port}"
        server.terminate()


def sign_in(page: Page, address: str, username: str) -> None:
    from config.demo.staff import PASSWORD  # noqa: PLC0415 - models exist only once Django is set up

    page.goto(f"{address}/accounts/login/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_load_state()


def picture_user(browser: Browser, address: str, username: str, directory: Path) -> int:
    """The number of pictures taken."""
    page = browser.new_page()
    sign_in(page, address, username)
    paths = pages(username)
    for language in LANGUAGES:
        speak(username, language)
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            for view, path in paths.items():
                page.goto(address + path)
                name = f"{username}-{view.replace(':', '-')}-{language}-{size}.png"
                page.screenshot(path=directory / name, full_page=True)
    page.context.close()
    return len(paths) * len(LANGUAGES) * len(SIZES)


def speak(username: str, language: str) -> None:
    from accounts.models import User  # noqa: PLC0415 - models exist only once Django is set up

    User.objects.filter(username=username).update(language=language)


def main(directory: Path) -> None:
    directory.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    with serving() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=os.environ["CHROMIUM"], args=BROWSER_ARGUMENTS)
        taken = sum(picture_user(browser, address, username, directory) for username in USERS)
        browser.close()
    print(f"{taken} pictures in {directory} after {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots"))
