"""Answers of archives that are not as they should be, and what a reader is told."""

import io
import time
from dataclasses import replace

import pytest

from imaging.pacs import http
from imaging.pacs.errors import Damaged, Misunderstood, NotThere, PacsError, Refused, Unreachable
from imaging.pacs.protocol import FrameAddress
from imaging.phantom.variants import Variant
from tests.imaging.archive.canned import Answer, multipart, rows, serving
from tests.imaging.images import phantom

WHERE = FrameAddress(
    study_uid="1.1",
    series_uid="1.2",
    sop_uid="1.3",
    rows=64,
    columns=64,
    bits_allocated=16,
    bits_stored=16,
    is_signed=True,
)
SIZE = 64 * 64 * 2
LATE_S = 30  # later than anybody waits, and sooner than a quarter of an hour


def instance(variant: Variant = Variant.SIGNED, *, cut: int = 0) -> Answer:
    """The first slice as a whole instance."""
    buffer = io.BytesIO()
    next(phantom(variant).datasets()).save_as(buffer, enforce_file_format=True)
    raw = buffer.getvalue()
    return multipart(raw[: len(raw) - cut], kind="application/dicom")


@pytest.mark.parametrize("quoted", [True, False])
def test_a_boundary_may_stand_in_quotes_or_not(quoted: bool) -> None:
    pixels = bytes(range(256)) * 32
    with serving() as server:
        server.answers["/frames/1"] = multipart(pixels, quoted=quoted)
        assert server.client().frame(WHERE) == pixels


@pytest.mark.parametrize(
    ("status", "error"),
    [(400, Misunderstood), (401, Refused), (403, Refused), (404, NotThere), (500, Misunderstood)],
)
def test_a_status_becomes_a_sentence(status: int, error: type[PacsError]) -> None:
    with serving() as server:
        server.answers["/studies"] = Answer(status)
        with pytest.raises(error) as refused:
            server.client().find_studies(accession_number="A1")
    assert type(refused.value) is error
    assert str(refused.value)


@pytest.mark.parametrize("body", [b"<html>login</html>", b"{", b"[1, 2]"])
def test_an_answer_that_is_no_dicom_is_misunderstood(body: bytes) -> None:
    with serving() as server:
        server.answers["/studies"] = Answer(body=body)
        with pytest.raises(Misunderstood):
            server.client().find_studies(accession_number="A1")


def test_no_content_is_nothing_found() -> None:
    with serving() as server:
        server.answers["/studies"] = Answer(204)
        assert server.client().find_studies(accession_number="A1") == ()


def test_a_server_that_finds_too_much_is_not_believed() -> None:
    other = {"00080050": {"vr": "SH", "Value": ["A12"]}, "0020000D": {"vr": "UI", "Value": ["1.2"]}}
    with serving() as server:
        server.answers["/studies"] = Answer(body=rows(other))
        assert server.client().find_studies(accession_number="A1") == ()


def test_a_slow_server_is_given_up_in_time() -> None:
    started = time.monotonic()
    with serving() as server:
        server.answers["/frames/1"] = Answer(wait=LATE_S)
        with pytest.raises(Unreachable):
            server.client(timeout=1).frame(WHERE)
        assert time.monotonic() - started < LATE_S


@pytest.mark.parametrize("from_the_head", [True, False])
def test_a_server_that_trickles_is_given_up_in_time(
    monkeypatch: pytest.MonkeyPatch, from_the_head: bool
) -> None:
    """Each byte comes well within the time-out; together they would take a quarter of an hour."""
    monkeypatch.setattr(http, "SILENCES", 1)
    whole = multipart(b"\0" * SIZE)
    with serving() as server:
        server.answers["/frames/1"] = replace(whole, drip=0.1, drips_from_the_head=from_the_head)
        client, started = server.client(timeout=1), time.monotonic()
        with pytest.raises(Unreachable):
            client.frame(WHERE)
        assert 0.9 < time.monotonic() - started < LATE_S
        with pytest.raises(Unreachable):
            client.frame(WHERE)
        assert len(server.asked) == 1


def test_a_slow_answer_that_comes_in_time_is_an_answer() -> None:
    with serving() as server:
        server.answers["/studies"] = Answer(body=b"[]", drip=0.4)
        assert server.client(timeout=4).find_studies(accession_number="A1") == ()


def test_a_connection_that_is_kept_is_watched_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "SILENCES", 1)
    with serving() as server:
        server.answers["/studies"] = Answer(body=b"[]")
        client = server.client(timeout=2)
        assert client.find_studies(accession_number="A1") == ()
        time.sleep(2.2)
        assert client.find_studies(accession_number="A1") == ()


def test_no_request_names_a_codec_or_asks_for_likeness() -> None:
    """Asking Orthanc for image/jls ends it; its fuzzymatching matches nothing."""
    with serving() as server:
        server.answers["/studies"] = Answer(body=b"[]")
        server.answers["/frames/1"] = multipart(b"\0" * SIZE)
        client = server.client()
        client.find_studies(accession_number="A1")
        client.frame(WHERE)
    assert ["image/" in accepted for accepted in server.accepted] == [False, False]
    assert "application/octet-stream" in server.accepted[1]
    assert server.asked[0].endswith("/studies?AccessionNumber=A1")


def test_a_server_that_did_not_answer_is_left_alone_for_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "PAUSE_S", 2)
    with serving() as server:
        client = server.client(timeout=1)
        server.answers["/studies"] = Answer(wait=LATE_S)
        for _reader in range(3):
            with pytest.raises(Unreachable):
                client.find_studies(accession_number="A1")
        assert len(server.asked) == 1
        server.answers["/studies"] = Answer(body=b"[]")
        time.sleep(http.PAUSE_S)
        assert client.find_studies(accession_number="A1") == ()


@pytest.mark.parametrize("status", [400, 406, 500])
def test_a_frame_the_server_will_not_give_is_taken_from_the_instance(status: int) -> None:
    with serving() as server:
        server.answers["/frames/1"] = Answer(status)
        server.answers["/instances/1.3"] = instance(Variant.JPEG2000)
        assert server.client().frame(WHERE) == next(phantom(Variant.UNSIGNED).datasets()).PixelData


def test_a_frame_that_came_compressed_is_taken_from_the_instance() -> None:
    with serving() as server:
        server.answers["/frames/1"] = multipart(b"\xff\x4f\xff\x51 a codestream")
        server.answers["/instances/1.3"] = instance()
        assert server.client().frame(WHERE) == next(phantom().datasets()).PixelData


def test_a_cut_off_answer_never_becomes_a_picture() -> None:
    whole = multipart(b"\0" * SIZE)
    with serving() as server:
        server.answers["/frames/1"] = Answer(
            body=whole.body[:4000], kind=whole.kind, promised=len(whole.body)
        )
        server.answers["/instances/1.3"] = instance(cut=3000)
        with pytest.raises(Damaged):
            server.client().frame(WHERE)


def test_a_redirect_leads_nowhere() -> None:
    with serving() as elsewhere, serving() as server:
        server.answers["/studies"] = Answer(302, location=f"{elsewhere.url}/studies")
        with pytest.raises(Misunderstood):
            server.client().find_studies(accession_number="A1")
        assert elsewhere.asked == []


def test_addresses_named_in_an_answer_are_not_asked() -> None:
    with serving() as elsewhere, serving() as server:
        bulk = {"7FE00010": {"vr": "OW", "BulkDataURI": f"{elsewhere.url}/bulk"}}
        retrieve = {"00081190": {"vr": "UR", "Value": [f"{elsewhere.url}/series"]}}
        pixels = {
            "00080018": {"vr": "UI", "Value": ["1.3"]},
            "00280010": {"vr": "US", "Value": [2]},
            "00280011": {"vr": "US", "Value": [2]},
        }
        server.answers["/metadata"] = Answer(body=rows(bulk | retrieve | pixels))
        manifest = server.client().series_manifest("1.1", "1.2")
        assert [one.sop_uid for one in manifest.slices] == ["1.3"]
        assert elsewhere.asked == []


def test_a_series_uid_that_is_a_path_is_passed_over() -> None:
    told = [{"0020000E": {"vr": "UT", "Value": [uid]}} for uid in ("../../patients", "1.2.3", "1?x=1")]
    with serving() as server:
        server.answers["/series"] = Answer(body=rows(*told))
        assert [one.series_uid for one in server.client().list_series("1.1")] == ["1.2.3"]


def test_a_series_of_two_thousand_slices_is_read_as_one() -> None:
    told = [
        {
            "00080018": {"vr": "UI", "Value": [f"1.3.{index}"]},
            "00280010": {"vr": "US", "Value": [512]},
            "00280011": {"vr": "US", "Value": [512]},
            "00280030": {"vr": "DS", "Value": [0.7, 0.7]},
            "00200032": {"vr": "DS", "Value": [0, 0, index * 0.5]},
            "00200037": {"vr": "DS", "Value": [1, 0, 0, 0, 1, 0]},
        }
        for index in range(1999, -1, -1)
    ]
    with serving() as server:
        server.answers["/metadata"] = Answer(body=rows(*told))
        manifest = server.client().series_manifest("1.1", "1.2")
    assert [one.sop_uid for one in manifest.slices[:2]] == ["1.3.0", "1.3.1"]
    assert (len(manifest.slices), manifest.limits) == (2000, ())
