"""An archive over DICOMweb. What each line avoids was met on a real server (docs/adr/0014-images.md)."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

import requests
from dicomweb_client import DICOMwebClient
from pydicom import Dataset

from imaging.pacs.deadline import WatchedAdapter, within
from imaging.pacs.decoding import decoded, plain
from imaging.pacs.errors import Damaged, Misunderstood, NotThere, PacsError, Refused, Unreachable
from imaging.pacs.found import study_of
from imaging.pacs.headers import UID, header_of, text
from imaging.pacs.manifest import Manifest, manifest_of
from imaging.pacs.protocol import FoundSeries, FoundStudy, FrameAddress

T = TypeVar("T")
# So long nobody asks a server that did not answer: else every reader of every page would wait for it.
PAUSE_S = 5.0
# An answer may take as long as this many silences: a large series is slow, a server that trickles is down.
SILENCES = 4
OCTETS = ("application/octet-stream",)
PLAIN_KEY = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-")
ANSWERS: dict[int, type[PacsError]] = {401: Refused, 403: Refused, 404: NotThere}


class TimedSession(requests.Session):
    """No request waits longer than `timeout` seconds for a byte, nor four times that for the last."""

    def __init__(self, timeout: int) -> None:
        super().__init__()
        self._timeout = timeout
        for scheme in ("http://", "https://"):
            self.mount(scheme, WatchedAdapter())

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        """The answer; a redirect is an error, so that no other host is ever asked."""
        ours = {"timeout": self._timeout, "allow_redirects": False}
        with within(SILENCES * self._timeout):
            answer = super().request(*args, **kwargs | ours)
        if answer.is_redirect:
            raise Misunderstood
        return answer


class HttpPacs:
    """One server. Addresses are built from its base only; those in its answers are never followed."""

    def __init__(self, url: str, *, user: str, password: str, timeout: int, ca_file: str = "") -> None:
        self._silent_until = 0.0
        session = TimedSession(timeout)
        session.trust_env = False  # no proxy and no password that somebody set for another program
        session.auth = (user, password) if user else None
        session.verify = ca_file or True
        self._client = DICOMwebClient(url.rstrip("/"), session=session, permissive_uid=True)
        # A server that is down is said to be down now: the reader decides whether to try again.
        self._client.set_http_retry_params(retry=False)

    def find_studies(self, *, accession_number: str) -> tuple[FoundStudy, ...]:
        """See Pacs. Not every server decodes `%20` or `%2A`: only plain letters and digits are asked for."""
        if not accession_number or not set(accession_number) <= PLAIN_KEY:
            return ()
        filters = {"AccessionNumber": accession_number}
        rows = self._told(lambda: self._client.search_for_studies(search_filters=filters))
        found = (study_of(row) for row in rows)
        return tuple(one for one in found if one.accession_number == accession_number)

    def list_series(self, study_uid: str) -> tuple[FoundSeries, ...]:
        """See Pacs."""
        rows = self._told(lambda: self._client.search_for_series(study_uid))
        return tuple(
            FoundSeries(uid, text(one, "Modality"), text(one, "SeriesDescription"))
            for one in rows
            if UID.fullmatch(uid := text(one, "SeriesInstanceUID"))
        )

    def series_manifest(self, study_uid: str, series_uid: str) -> Manifest:
        """See Pacs."""
        rows = self._told(lambda: self._client.retrieve_series_metadata(study_uid, series_uid))
        headers = [header_of(row) for row in rows]
        return manifest_of([header for header in headers if header is not None])

    def frame(self, address: FrameAddress) -> bytes:
        """See Pacs. What the server cannot hand over plain is fetched whole and decoded here."""
        where = (address.study_uid, address.series_uid, address.sop_uid)
        try:
            frames = self._answered(
                lambda: self._client.retrieve_instance_frames(*where, frame_numbers=[1], media_types=OCTETS)
            )
        except (Misunderstood, Damaged):
            frames = []
        pixels = plain(frames[0], address) if frames else None
        return decoded(self.instance(*where)) if pixels is None else pixels

    def instance(self, study_uid: str, series_uid: str, sop_uid: str) -> Dataset:
        """See Pacs."""
        return self._answered(lambda: self._client.retrieve_instance(study_uid, series_uid, sop_uid))

    def store(self, datasets: list[Dataset]) -> None:
        """Send instances to the server (STOW-RS): the demonstration and the tests fill it this way."""
        self._answered(lambda: self._client.store_instances(datasets))

    def _told(self, ask: Callable[[], list[dict[str, Any]]]) -> list[Dataset]:
        """Rows of DICOM JSON, without the values that are only named by an address on the server."""
        return self._answered(lambda: [Dataset.from_json(_here(row)) for row in ask()])

    def _answered(self, ask: Callable[[], T]) -> T:
        if time.monotonic() < self._silent_until:
            raise Unreachable
        try:
            return ask()
        except PacsError:
            raise
        except requests.HTTPError as error:
            status = error.response.status_code if error.response is not None else 0
            raise ANSWERS.get(status, Misunderstood) from error
        except (requests.ConnectionError, requests.Timeout) as error:
            self._silent_until = time.monotonic() + PAUSE_S
            raise Unreachable from error
        except requests.exceptions.ChunkedEncodingError as error:
            raise Damaged from error
        # The client raises whatever an answer that is no DICOM happens to break.
        except Exception as error:
            raise Misunderstood from error


def _here(row: dict[str, Any]) -> dict[str, Any]:
    return {tag: value for tag, value in row.items() if "BulkDataURI" not in value}
