"""The probe finds what is wrong with a page, and nothing else than the axe it is made of."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser

from tests.browser.barriers import LOOK, barriers

FAULTY = """<!doctype html>
<html lang="zh-Hans">
  <head><title>页面</title></head>
  <body>
    <main>
      <h1>页面</h1>
      <p id="pale" style="color: #999; background: #fff">这句太浅</p>
      <p id="veiled" style="color: rgb(0 0 0 / 40%); background: rgb(255 255 255 / 90%)">这句太浅</p>
      <p id="lab" style="color: oklch(80% 0.1 200)">这句太浅</p>
      <p id="fine" style="color: #111; background: #fff">这句够深</p>
      <input id="unnamed">
      <img id="unsaid" src="data:,">
    </main>
  </body>
</html>"""


def test_it_finds_what_axe_finds(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(FAULTY)
    page.evaluate(AXE_SCRIPT)
    expected = "\n".join(page.evaluate(LOOK))
    found = barriers(page)
    page.close()

    assert found == expected
    assert [line.split()[0] for line in found.splitlines()] == ["color-contrast", "image-alt", "label"]
    assert found.splitlines()[0].endswith("#pale | #veiled | #lab")
