"""What may be attached to an examination, what is refused, and how it is given back."""

import io
import resource
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from PIL import Image
from pytest_django import Settings

from accounts.errors import Conflict
from accounts.models import User
from imaging.attached.checks import type_of
from imaging.attached.names import LONGEST, name_of
from imaging.enums import AttachmentType
from imaging.models import ImagingStudy, ReportAttachment
from imaging.services import STUDY, attachment_add, attachment_void
from imaging.specs import StudySpec
from patients.models import Patient
from patients.services.recording import record_correct
from tests.cast import TODAY, Cast
from tests.patients.spoken import NOW

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n%%EOF\n"


def picture(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("L", (8, 8), 120).save(buffer, kind)
    return buffer.getvalue()


def bomb() -> bytes:
    """A PNG of a few kilobytes that says it is 60 000 pixels wide and high."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 10_000))
        + chunk(b"IEND", b"")
    )


def packed(objects: bytes) -> bytes:
    """A PDF that keeps its objects in a packed stream, as most programs write them."""
    stream = b"2 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n" + zlib.compress(objects)
    return PDF.replace(b"trailer", stream + b"\nendstream\nendobj\ntrailer")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Refusals are read here in one language."""
    with translation.override("en"):
        yield


@pytest.fixture
def study(people: Cast, zhang: Patient, settings: Settings, tmp_path: Path) -> ImagingStudy:
    settings.ATTACHMENT_DIR = str(tmp_path / "attachments")
    return ImagingStudy.objects.create(
        patient=zhang, modality="CT", done_on=TODAY, recorded_by=people.radiologist_he
    )


def attached(
    people: Cast, study: ImagingStudy, name: str = "报告.pdf", content: bytes = PDF
) -> ReportAttachment:
    return attachment_add(by=people.radiologist_he, study=study, name=name, content=content)


def signed_in(user: User) -> Client:
    user.language = "en"
    user.save()
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, AttachmentType.PDF),
        (packed(b"<< >>"), AttachmentType.PDF),
        (picture("JPEG"), AttachmentType.JPEG),
        (picture("PNG"), AttachmentType.PNG),
    ],
)
def test_the_content_says_what_it_is(content: bytes, kind: AttachmentType) -> None:
    assert type_of(content) is kind


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "something else"),
        (b"PK\x03\x04 a zip", "something else"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "something else"),
        (b"<html>", "something else"),
        (b"MZ\x90\x00", "something else"),
        (PDF[:-10], "incomplete"),
        (PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "script"),
        (PDF.replace(b"/Catalog", b"/Catalog /Names << /EmbeddedFiles 3 0 R >>"), "another file"),
        (PDF.replace(b"/Catalog", b"/Catalog /Java#53cript 4 0 R"), "script"),
        (packed(b"<< /S /JavaScript /JS (app.alert(1)) >>"), "script"),
        (packed(b"<< /S /JavaScript >>").replace(b"/ObjStm", b"/Obj#53t#6D"), "script"),
        (packed(b"\0" * (40 * 1024 * 1024)), "far too much"),
        (picture("PNG")[:-30], "damaged"),
        (picture("JPEG")[:40], "damaged"),
        (bomb(), "too many pixels"),
    ],
)
def test_everything_else_is_refused_with_a_reason(content: bytes, words: str) -> None:
    with pytest.raises(ValidationError) as refused:
        type_of(content)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("报告.pdf", "报告.pdf"),
        ("REPORT.PDF", "REPORT.PDF"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\temp\\report.pdf", "report.pdf"),
        ("report.svg", "report.svg.pdf"),
        ("re\u202efdp.exe", "refdp.exe.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ('"><script>.pdf', "script.pdf"),
        ("..", "attachment.pdf"),
        ("", "attachment.pdf"),
    ],
)
def test_a_name_is_for_people_only(given: str, shown: str) -> None:
    assert name_of(given, AttachmentType.PDF) == shown


def test_a_long_name_keeps_its_ending() -> None:
    for name in ("x" * 300 + ".pdf", "x" * 300):
        short = name_of(name, AttachmentType.PDF)
        assert len(short) == LONGEST
        assert short.endswith(".pdf")


def test_it_is_kept_outside_everything_served_under_no_name_of_the_sender(
    people: Cast, study: ImagingStudy, settings: Settings
) -> None:
    row = attached(people, study, "../../报告.pdf")
    place = Path(settings.ATTACHMENT_DIR) / row.id.hex
    assert place.read_bytes() == PDF
    assert place.stat().st_mode & 0o777 == 0o600
    assert (row.name, row.size, row.type) == ("报告.pdf", len(PDF), "PDF")
    assert not str(place).startswith((str(settings.STATIC_ROOT), str(settings.BASE_DIR / "static")))


def test_the_same_file_twice_is_one_attachment(people: Cast, study: ImagingStudy) -> None:
    assert attached(people, study) == attached(people, study, "again.pdf")


def test_nothing_stays_behind_when_the_row_cannot_be_written(
    people: Cast, study: ImagingStudy, settings: Settings
) -> None:
    study.voided_at, study.void_reason = study.created_at, "他人影像"
    study.save()
    with pytest.raises(Conflict):
        attached(people, study)
    assert not list(Path(settings.ATTACHMENT_DIR).glob("*"))


def test_without_a_folder_a_person_is_told(people: Cast, study: ImagingStudy, settings: Settings) -> None:
    settings.ATTACHMENT_DIR = ""
    with pytest.raises(ValidationError) as refused:
        attached(people, study)
    assert "file" in refused.value.message_dict


def test_a_nurse_attaches_nothing_and_takes_nothing_out(people: Cast, study: ImagingStudy) -> None:
    row = attached(people, study)
    with pytest.raises(PermissionDenied):
        attachment_add(by=people.nurse_li, study=study, name="a.pdf", content=PDF)
    with pytest.raises(PermissionDenied):
        attachment_void(by=people.nurse_li, row=row, reason="x", now=NOW)


def test_a_corrected_examination_keeps_its_attachments_and_images(people: Cast, study: ImagingStudy) -> None:
    attached(people, study)
    ImagingStudy.objects.filter(pk=study.pk).update(study_uid="1.2.3", accession_number="A1")
    study.refresh_from_db()
    spec = StudySpec(modality=None, modality_text="CT", done_on=TODAY)
    facts: dict[str, Any] = {"reason": "录错", "today": TODAY, "now": NOW}
    new = record_correct(kind=STUDY, by=people.doctor_wang, row=study, spec=spec, **facts)
    assert ReportAttachment.objects.get().study == new
    new.refresh_from_db()
    assert (new.study_uid, new.accession_number) == ("1.2.3", "A1")


def test_through_the_page_it_comes_in_and_goes_out_as_a_download(people: Cast, study: ImagingStudy) -> None:
    client = signed_in(people.radiologist_he)
    add = reverse("imaging:attachment_add", args=[study.id])
    answer = client.post(add, {"file": SimpleUploadedFile("报告.html", PDF, content_type="text/html")})
    assert answer.headers["Location"] == reverse("imaging:study_images", args=[study.id])
    row = ReportAttachment.objects.get()
    assert row.name == "报告.html.pdf"
    page = client.get(answer.headers["Location"]).content.decode()
    assert reverse("imaging:attachment_file", args=[row.id]) in page
    file: Any = client.get(reverse("imaging:attachment_file", args=[row.id]))
    assert file.content == PDF
    assert file.headers["Content-Type"] == "application/pdf"
    assert file.headers["Content-Disposition"].startswith("attachment; filename")
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert file.headers["Cache-Control"] == "no-store"
    assert (
        signed_in(people.doctor_wu).get(reverse("imaging:attachment_file", args=[row.id])).status_code == 404
    )


def test_a_file_that_was_changed_on_the_disk_is_not_given_out(
    people: Cast, study: ImagingStudy, settings: Settings
) -> None:
    row = attached(people, study)
    place = Path(settings.ATTACHMENT_DIR) / row.id.hex
    file = reverse("imaging:attachment_file", args=[row.id])
    place.write_bytes(PDF + b" changed")
    assert signed_in(people.nurse_li).get(file).status_code == 404
    place.unlink()
    assert signed_in(people.nurse_li).get(file).status_code == 404


def test_what_was_taken_out_is_offered_to_nobody(people: Cast, study: ImagingStudy) -> None:
    row, client = attached(people, study), signed_in(people.radiologist_he)
    answer = client.post(reverse("imaging:attachment_void", args=[row.id]), {"reason": "他人报告"})
    assert answer.status_code == 302
    assert client.get(reverse("imaging:attachment_file", args=[row.id])).status_code == 404
    row.refresh_from_db()
    assert (row.voided_by, row.void_reason) == (people.radiologist_he, "他人报告")
    with pytest.raises(Conflict):
        attachment_void(by=people.radiologist_he, row=row, reason="x", now=NOW)


@pytest.mark.parametrize("content", [b"", b"<svg/>"])
def test_a_refusal_stands_at_the_field(people: Cast, study: ImagingStudy, content: bytes) -> None:
    client = signed_in(people.radiologist_he)
    add = reverse("imaging:attachment_add", args=[study.id])
    assert not client.get(add).context["form"].errors
    for sent in ({}, {"file": SimpleUploadedFile("a.pdf", content)}):
        answer = client.post(add, sent)
        assert answer.status_code == 422
        assert answer.context["form"].errors["file"]
    assert ReportAttachment.objects.count() == 0


class Endless(io.RawIOBase):
    """A file of two gigabytes that nobody has; it counts what was read of it."""

    def __init__(self, head: bytes, length: int) -> None:
        self.rest, self.left, self.read_bytes = head, length, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        size = min(65536 if size < 0 else size, self.left)
        part, self.rest = self.rest[:size], self.rest[size:]
        self.left -= size
        self.read_bytes += size
        return part + b"\0" * (size - len(part))


@pytest.fixture
def limit(settings: Settings) -> int:
    settings.ATTACHMENT_MAX_MB = 1
    return 1024 * 1024


def sent(client: Client, study: ImagingStudy, length: int) -> tuple[Any, Endless]:
    return sent_to(client, reverse("imaging:attachment_add", args=[study.id]), length)


def sent_to(client: Client, address: str, length: int) -> tuple[Any, Endless]:
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-'
    body = Endless(head, length)
    answer = client.generic(
        "POST",
        address,
        **{  # type: ignore[arg-type]  # parts of the environment
            "wsgi.input": body,
            "CONTENT_LENGTH": str(length),
            "CONTENT_TYPE": "multipart/form-data; boundary=b",
        },
    )
    return answer, body


def test_two_gigabytes_are_stopped_before_they_are_read(
    people: Cast, study: ImagingStudy, limit: int
) -> None:
    answer, body = sent(signed_in(people.radiologist_he), study, 2 * 1024**3)
    assert answer.status_code == 422
    assert "too large" in str(answer.context["form"].errors["file"])
    assert body.read_bytes < limit


def test_a_little_too_much_is_refused_in_the_same_words(
    people: Cast, study: ImagingStudy, limit: int
) -> None:
    client = signed_in(people.radiologist_he)
    file = SimpleUploadedFile("a.pdf", PDF + b"\0" * (limit + 100_000))
    answer = client.post(reverse("imaging:attachment_add", args=[study.id]), {"file": file})
    assert "too large" in str(answer.context["form"].errors["file"])
    assert ReportAttachment.objects.count() == 0


@contextmanager
def full_disk(bytes_left: int) -> Iterator[None]:
    """No file of this process grows beyond so many bytes: what a full disk says, from the system itself."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_left, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_on_a_full_disk_nothing_is_half_kept_and_the_page_says_so(
    people: Cast, study: ImagingStudy, tmp_path: Path
) -> None:
    large = PDF.replace(b"trailer", b"%" + b"x" * (3 << 20) + b"\ntrailer")
    with full_disk(2 << 20), pytest.raises(ValidationError) as refused:
        attached(people, study, content=large)

    assert refused.value.message_dict == {
        "file": ["The place for attachments is full or cannot be written. Please tell the administrator."]
    }
    assert not ReportAttachment.objects.exists()
    assert list((tmp_path / "attachments").iterdir()) == []
    assert attached(people, study, content=large).size == len(large)
