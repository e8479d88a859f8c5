"""What the tour looks for is found, and the quick axe finds what axe finds."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser

from tests.browser.barriers import LOOK, barriers
from tests.browser.conftest import DESKTOP
from tests.browser.touring import LIGHT, console, faults_on

FAULTY = """<!doctype html>
<html lang="zh-Hans">
  <head><title>页面</title><script>console.error("坏了"); throw new Error("更坏")</script></head>
  <body>
    <main>
      <h1>页面</h1>
      <p id="pale" style="color: #999; background: #fff">这句太浅</p>
      <p id="veiled" style="color: rgb(0 0 0 / 40%); background: rgb(255 255 255 / 90%)">这句太浅</p>
      <p id="lab" style="color: oklch(80% 0.1 200)">这句太浅</p>
      <p id="fine" style="color: #111; background: #fff">这句够深</p>
      <input id="unnamed">
      <img id="unsaid" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width="2000" height="9">
    </main>
  </body>
</html>"""


def test_the_tour_says_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page(viewport=DESKTOP)
    with console(page) as complaints:
        page.set_content(FAULTY)
    wide, *found = faults_on(page, LIGHT[0])
    page.evaluate(AXE_SCRIPT)
    by_axe = page.evaluate(LOOK)
    page.close()

    assert set(complaints) == {"坏了", "更坏"}
    assert wide.startswith("scrolls sideways to 20")
    assert found == by_axe
    assert [line.split()[0] for line in found] == ["color-contrast", "image-alt", "label"]
    assert found[0].endswith("#pale | #veiled | #lab")


def test_a_page_without_fault_has_no_barrier(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content('<html lang="en"><title>Page</title><main><h1>Page</h1><p>Dark enough</p></main></html>')
    found = barriers(page)
    page.close()

    assert found == ""
