"""The printed minutes: words, order and pages as text, in both languages, whatever people typed."""

import io
import re
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from pypdf import PdfReader
from weasyprint.urls import URLFetchingError

from mdt.minutes.fetching import Sealed
from mdt.minutes.glyphs import printable
from mdt.minutes.pdf import pdf_of
from mdt.minutes.printing import case_html, meeting_html
from mdt.models import Dissent, Minutes
from mdt.selectors.minutes import meeting_seal, sealed_of
from mdt.services.closing import meeting_close
from patients.models import Patient
from tests.cast import Cast, patient
from tests.masked import planted, whole_numbers
from tests.mdt.boards import case, decision
from tests.mdt.minutes.paper import in_order, pages_of, text_of
from tests.mdt.minutes.stage import CLOSING, closed_case, session

HOSTILE = (
    "<script>alert(1)</script> {{ 7|add:7 }} {% load x %} <img src=file:///etc/hostname> "
    "<link rel=stylesheet href=http://127.0.0.1:{port}/a.css> "
    "<style>@import url(http://127.0.0.1:{port}/b)</style> "
    "url(http://127.0.0.1:{port}/c) <a rel=attachment href=file:///etc/passwd>x</a> "
    "<svg><image href='http://127.0.0.1:{port}/d'/></svg> <object data=file:///etc/passwd></object>"
)


def minutes_of(people: Cast, about: Patient, **more: Any) -> Minutes:
    held = session(people)
    closed_case(people, about, held, **more)
    meeting_close(by=people.coordinator_qian, meeting=held, now=CLOSING)
    return Minutes.objects.get()


def test_the_words_stand_in_their_order_in_chinese(people: Cast, zhang: Patient) -> None:
    page = text_of(pdf_of(case_html(minutes_of(people, zhang), "zh-hans")))

    assert in_order(
        page,
        "肺癌骨转移多学科会诊纪要", "2025-03-07", "张桂兰", "ZY02846173", "58 岁", "骨活检", "未记录",
        "一、讨论问题", "T8 新发病理性骨折", "二、出席", "肿瘤内科", "王磊", "骨科", "缺席",
        "三、影像与骨窗", "四、决策与分工", "T8 外照射 30 Gy / 10 次", "建议 10 1B", "林涛", "2025-03-21",
        "五、异议与患者意愿", "签署", "封存于 2025-03-07 16:00:00",
    )  # fmt: skip
    assert "编号MDT-2025-0307-01" in page
    assert "第1页，共2页" in page


def test_the_same_in_english(people: Cast, zhang: Patient) -> None:
    page = text_of(pdf_of(case_html(minutes_of(people, zhang), "en")))

    assert in_order(
        page,
        "Female",
        "not recorded",
        "1. Question",
        "2. Attendance",
        "absent",
        "Recommendation 10 1B",
        "Sealed",
    )
    assert "Page1of2" in page


def test_no_paper_shows_a_whole_number(people: Cast, zhang: Patient) -> None:
    minutes = minutes_of(people, planted(zhang))

    assert "张桂兰" in case_html(minutes, "zh-hans")
    assert whole_numbers(case_html(minutes, "zh-hans") + case_html(minutes, "en")) == []


def test_the_digest_is_on_the_paper(people: Cast, zhang: Patient) -> None:
    minutes = minutes_of(people, zhang)

    page = text_of(pdf_of(case_html(minutes, "zh-hans")))

    assert minutes.sha256 in page


def test_the_same_minutes_give_the_same_bytes(people: Cast, zhang: Patient) -> None:
    minutes = minutes_of(people, zhang)

    assert pdf_of(case_html(minutes, "en")) == pdf_of(case_html(minutes, "en"))


def test_rare_characters_are_on_the_paper(people: Cast, zhang: Patient) -> None:
    zhang.name = "䶮㛃喆"
    zhang.save()

    page = text_of(pdf_of(case_html(minutes_of(people, zhang, patient_wish="①②③ ≥ ± μ Ⅲ"), "zh-hans")))

    assert "䶮㛃喆" in page
    assert "①②③≥±μⅢ" in page


def test_what_has_no_glyph_is_written_as_its_code(people: Cast, zhang: Patient) -> None:
    page = text_of(pdf_of(case_html(minutes_of(people, zhang, patient_wish="好😀 مرحبا"), "zh-hans")))

    assert "好〈U+1F600〉" in page
    assert "〈U+0645〉" in page


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("张桂兰 58 岁", "张桂兰 58 岁"),
        ("两\n行\t列", "两\n行\t列"),
        ("10\u202f%", "10 %"),
        ("骨\ufe0f\u200d", "骨"),
        ("\U0002ffff", "〈U+2FFFF〉"),
    ],
)
def test_only_what_cannot_be_seen_is_written_otherwise(typed: str, printed: str) -> None:
    assert printable(typed) == printed


def test_long_words_and_long_text_stay_inside_the_page(people: Cast, zhang: Patient) -> None:
    endless = "W" * 600
    minutes = minutes_of(people, zhang, question=endless, conclusion="很长的结论。" * 900)

    pdf = pdf_of(case_html(minutes, "zh-hans"))

    pages = pages_of(pdf)
    assert len(pages) > 2
    assert sum(map(len, re.findall("W{9,}", "".join(pages)))) == 600
    assert "".join(pages).count("很") == 900
    assert f"第{len(pages)}页，共{len(pages)}页" in pages[-1]
    assert rightmost(pdf) < 595 - 30


def rightmost(pdf: bytes) -> float:
    """How far right any run of text begins, in points; the page is 595 wide."""
    found: list[float] = []

    def visit(text: str, cm: Any, tm: Any, _font: Any, _size: Any) -> None:
        if text.strip():
            found.append(float(cm[0]) * float(tm[4]) + float(cm[4]))

    for page in PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=visit)
    return max(found)


def test_hostile_text_is_printed_and_fetches_nothing(people: Cast, zhang: Patient) -> None:
    asked: list[str] = []
    with listening(asked) as port:
        text = HOSTILE.replace("{port}", str(port))
        held = session(people)
        made = closed_case(people, zhang, held, question=text, conclusion=text, patient_wish=text)
        decision(made, people.doctor_wang, text=text)
        Dissent.objects.create(
            case=made, name=text[:60], discipline="ORTHO", reason=text, recorded_by=people.doctor_wang
        )
        meeting_close(by=people.coordinator_qian, meeting=held, now=CLOSING)
        pdf = pdf_of(case_html(Minutes.objects.get(), "zh-hans"))

    assert asked == []
    assert "".join(pages_of(pdf)).count("<script>alert(1)</script>{{7|add:7}}{%loadx%}") >= 5
    assert PdfReader(io.BytesIO(pdf)).attachments.keys() == set()


class listening:  # noqa: N801 - reads as a word
    """A server on loopback that writes down whatever knocks."""

    def __init__(self, asked: list[str]) -> None:
        class Knock(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_error(404)

            def log_message(self, *_args: Any) -> None:
                """Nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Knock)

    def __enter__(self) -> int:
        Thread(target=self.server.serve_forever, daemon=True).start()
        return self.server.server_port

    def __exit__(self, *_error: object) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "http://127.0.0.1:1/",
        "https://a.invalid/",
        "ftp://a.invalid/",
        "/etc/hostname",
    ],
)
def test_the_fetcher_opens_nothing_but_data(address: str) -> None:
    with pytest.raises(URLFetchingError):
        Sealed().fetch(address)


def test_markup_that_would_get_through_fetches_nothing_either(tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg xmlns='http://www.w3.org/2000/svg'><text>geheim</text></svg>")
    asked: list[str] = []
    with listening(asked) as port:
        html = (
            f"<link rel=stylesheet href=http://127.0.0.1:{port}/a><link rel=attachment href=file://{secret}>"
            f"<style>@import url(http://127.0.0.1:{port}/b); p {{ background: url(file://{secret}) }}</style>"
            f"<p>ok<img src=file://{secret}><img src=http://127.0.0.1:{port}/c></p>"
        )
        pdf = pdf_of(html)

    assert asked == []
    assert pages_of(pdf)[0].startswith("okBoneBoard")
    assert "geheim" not in text_of(pdf)
    assert PdfReader(io.BytesIO(pdf)).attachments.keys() == set()


def test_a_meeting_of_sixty_cases_is_one_document(people: Cast, zhang: Patient) -> None:
    held = session(people)
    for place in range(60):
        about = patient(people.oncology_1, f"病人{place}", f"ZY{place:05}")
        closed_case(people, about, held, place=place + 1)
    meeting_close(by=people.coordinator_qian, meeting=held, now=CLOSING)
    sealed = sealed_of(held)

    pages = pages_of(pdf_of(meeting_html(held, sealed, meeting_seal(sealed), "zh-hans")))

    assert [row.number[-2:] for row in sealed] == [f"{place:02}" for place in range(1, 61)]
    text = "".join(pages)
    assert in_order(text, "会诊纪要", "MDT-2025-0307-01", "MDT-2025-0307-60")
    assert all(text.count(f"ZY{place:05}") >= 2 for place in range(60))
    assert len(pages) >= 61


def test_a_deferred_case_is_not_among_them(people: Cast, zhang: Patient) -> None:
    held = session(people)
    closed_case(people, zhang, held)
    case(held.board, patient(people.oncology_1, number="ZY9"), people.doctor_wang)
    meeting_close(by=people.coordinator_qian, meeting=held, now=CLOSING)

    assert [row.case.patient for row in sealed_of(held)] == [zhang]
