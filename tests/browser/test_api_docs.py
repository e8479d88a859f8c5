"""The page that shows the API: drawn from our own files, without a word on the console."""

from tests.browser.conftest import Open
from tests.cast import Cast


def test_the_docs_are_drawn_under_the_strict_policy(open_page: Open, people: Cast) -> None:
    page = open_page(people.doctor_wang, "/api/v1/docs/")
    page.wait_for_selector(".opblock-tag")
    page.click("#operations-tag-doses .opblock-tag, [data-tag=doses]")
    page.wait_for_load_state("networkidle")
    assert page.locator(".info .title", has_text="BoneBoard").count() == 1
