"""P12: a CT of 512 x 512 x 300 through our server, beside the same bytes handed over by the barest one.

Both sides run the same WSGI server on loopback and are read by the same client, slice after slice.
"""

import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.test import Client

from accounts.models import User
from imaging.models import BoneWindowReview, ImagingSeries, ImagingStudy
from imaging.pacs import pacs
from imaging.pacs.reading import series_in
from imaging.phantom.grid import Grid
from imaging.phantom.lesions import Scan
from imaging.phantom.series import Header, Phantom
from imaging.selectors.images import address_of
from imaging.services import images_link
from patients.selectors import visible_to

LARGE = Grid(512, 300)
ACCESSION = "BENCH-1"
App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Loading:
    """How long a reader waits and what it costs this process, in milliseconds."""

    first_ms: float
    all_ms: float
    cpu_ms: float
    slices: int
    size: int

    @property
    def slice_ms(self) -> float:
        """CPU of one slice of many."""
        return self.cpu_ms / self.slices

    def line(self, name: str) -> str:
        """One row of the report."""
        rate = self.size / 1e6 / (self.all_ms / 1e3)
        took = f"first {self.first_ms:7.1f} ms  all {self.all_ms:9.1f} ms (CPU {self.cpu_ms:8.1f})"
        return f"{name:<46} {took}  {rate:7.1f} MB/s"


def both(grid: Grid = LARGE) -> tuple[Loading, Loading]:
    """Ours, and the raw bytes: read in this order in one run."""
    with a_series(grid) as (series, session):
        frames = {f"/imaging/series/{series.id}/frames/{index}/": index for index in range(grid.slices)}
        raw = [pacs().frame(address_of(series, index)) for index in range(series.n_instances)]
        with serving(get_wsgi_application()) as port:
            ours = _read(port, list(frames), {"Cookie": f"sessionid={session}"}, raw)
        with serving(plain(frames, raw)) as port:
            return ours, _read(port, list(frames), {}, raw)


@contextmanager
def a_series(grid: Grid) -> Iterator[tuple[ImagingSeries, str]]:
    """A CT of a patient of the doctor, and the doctor's session; nothing of it stays."""
    doctor = User.objects.filter(role="ONCOLOGIST", is_active=True).earliest("username")
    patient = visible_to(doctor)[:1].get()
    header = Header(patient.hospital_number, "Bench^Phantom", ACCESSION, date(2025, 3, 1))
    with tempfile.TemporaryDirectory() as folder:
        settings.PACS_URL, settings.DICOM_DIR = "", folder
        Phantom(header, grid, Scan.BASELINE).write(Path(folder))
        study = ImagingStudy.objects.create(
            patient=patient, modality="CT", done_on=header.done_on, recorded_by=doctor
        )
        try:
            (found,) = pacs().find_studies(accession_number=ACCESSION)
            images_link(by=doctor, study=study, found=found, series=series_in(pacs(), found.study_uid))
            browser = Client()
            browser.force_login(doctor)
            yield ImagingSeries.objects.get(study=study), browser.cookies["sessionid"].value
        finally:
            BoneWindowReview.objects.filter(series__study=study).delete()
            ImagingSeries.objects.filter(study=study).delete()
            study.delete()


def _read(port: int, paths: list[str], headers: dict[str, str], truth: list[bytes]) -> Loading:
    """Every slice once; raises RuntimeError when one is not what it must be."""
    _body(port, paths[0], headers)  # a server that has answered before, as any that is in use
    waited, used = [], time.process_time()
    for path, pixels in zip(paths, truth, strict=True):
        started = time.perf_counter()
        body = _body(port, path, headers)
        waited.append((time.perf_counter() - started) * 1e3)
        if body != pixels:
            raise RuntimeError(f"{path} answered {len(body)} bytes that are not the slice.")
    cpu_ms = (time.process_time() - used) * 1e3
    return Loading(waited[0], sum(waited), cpu_ms, len(paths), sum(map(len, truth)))


def _body(port: int, path: str, headers: dict[str, str]) -> bytes:
    reader = HTTPConnection("127.0.0.1", port)
    reader.request("GET", path, headers=headers)
    body = reader.getresponse().read()
    reader.close()
    return body


def plain(frames: dict[str, int], raw: list[bytes]) -> App:
    """The barest application that hands over these bytes by their paths."""

    def app(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        pixels = raw[frames[environ["PATH_INFO"]]]
        start("200 OK", [("Content-Type", "application/octet-stream"), ("Content-Length", str(len(pixels)))])
        return [pixels]

    return app


class Silent(WSGIRequestHandler):
    """No line per slice."""

    def log_message(self, *_args: Any) -> None:
        """Nothing."""


@contextmanager
def serving(app: Any, kind: type[WSGIServer] = WSGIServer) -> Iterator[int]:
    """The port on which an application answers until the block ends."""
    server = make_server("127.0.0.1", 0, app, server_class=kind, handler_class=Silent)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
