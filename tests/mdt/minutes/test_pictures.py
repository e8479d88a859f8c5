"""Key images: sealed by window and digest, printed only while their pixels are those that were sealed."""

import hashlib
import io
from datetime import timedelta

import pytest
from PIL import Image

from imaging.models import KeyImage
from mdt.minutes.pdf import pdf_of
from mdt.minutes.printing import case_html, pictures_of
from mdt.models import Minutes
from mdt.services.closing import meeting_close
from patients.models import Patient
from tests.access import Stage
from tests.cast import Cast
from tests.imaging.access import of_a_key_image
from tests.mdt.minutes.paper import text_of
from tests.mdt.minutes.stage import CLOSING, closed_case, session


def jpeg(grey: int) -> bytes:
    drawn = io.BytesIO()
    Image.new("L", (32, 32), grey).save(drawn, "JPEG")
    return drawn.getvalue()


@pytest.fixture
def minutes(people: Cast, zhang: Patient) -> Minutes:
    row_id = of_a_key_image(Stage(people, zhang))["row_id"]
    before = CLOSING - timedelta(days=1)
    KeyImage.objects.filter(pk=row_id).update(jpeg=jpeg(90), caption="T8 溶骨", created_at=before)
    held = session(people)
    closed_case(people, zhang, held)
    meeting_close(by=people.coordinator_qian, meeting=held, now=CLOSING)
    return Minutes.objects.get()


def test_window_caption_and_digest_are_sealed(minutes: Minutes) -> None:
    (image,) = minutes.content["images"]

    assert image["window"] == {"width": 2500, "level": 700}
    assert image["sha256"] == hashlib.sha256(jpeg(90)).hexdigest()
    assert image["caption"] == "T8 溶骨"


def test_the_picture_and_its_window_are_on_the_paper(minutes: Minutes) -> None:
    html = case_html(minutes, "zh-hans")

    assert "data:image/jpeg;base64," in html
    assert "W2500L700" in text_of(pdf_of(html))


def test_other_pixels_are_not_shown_as_the_sealed_ones(minutes: Minutes) -> None:
    KeyImage.objects.update(jpeg=jpeg(10))

    assert minutes.content["images"][0]["sha256"] not in pictures_of([minutes.content])
    assert "图像与封存时不一致" in text_of(pdf_of(case_html(minutes, "zh-hans")))
