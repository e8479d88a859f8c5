"""P12 in Chromium: what a reader waits for the first image and for all, and what drawing a slice takes.

The same browser downloads the same bytes from a server that does nothing else, six at a time like the viewer.
"""

import os
import statistics
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIServer

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.urls import reverse
from playwright.sync_api import Browser, sync_playwright

from benchmarks.images import LARGE, App, a_series, plain, serving
from imaging.models import ImagingSeries
from imaging.pacs import pacs
from imaging.phantom.grid import Grid
from imaging.selectors.images import address_of
from scripts.screenshots import BROWSER_ARGUMENTS

PATIENCE_MS = 300_000
LANES = 6
SCREEN: Any = {"width": 1440, "height": 900}
DOWNLOAD = """async ([paths, lanes]) => {
  const started = performance.now();
  const waiting = [...paths];
  const lane = async () => { while (waiting.length) await (await fetch(waiting.shift())).arrayBuffer(); };
  await Promise.all(Array.from({ length: lanes }, lane));
  return performance.now() - started;
}"""
# Each slice is drawn by the page itself; reading one pixel back makes the browser finish it within the time.
SCROLL = """async (count) => {
  const { Pane } = await import("/static/js/viewer/pane.js");
  const took = [], draw = Pane.prototype.draw;
  Pane.prototype.draw = function timed() {
    const started = performance.now();
    draw.call(this);
    this.canvas.getContext("2d").getImageData(0, 0, 1, 1);
    took.push(performance.now() - started);
  };
  const press = async (key) => {
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  };
  await press("End");
  took.length = 0;
  for (let step = 1; step < count; step += 1) await press("ArrowUp");
  return took;
}"""


class Threads(ThreadingMixIn, WSGIServer):
    """As many requests at once as the browser asks for, by threads that stay, as those of gunicorn do."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._pool = ThreadPoolExecutor(LANES)

    def process_request(self, request: Any, client_address: Any) -> None:
        """By the next free thread."""
        self._pool.submit(self.process_request_thread, request, client_address)

    def server_close(self) -> None:
        """When all are done."""
        super().server_close()
        self._pool.shutdown()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader waits, in milliseconds; `draws` has one entry per slice that was turned to."""

    first_ms: float
    all_ms: float
    raw_ms: float
    draws: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Our whole load by the raw download."""
        return self.all_ms / self.raw_ms

    @property
    def slowest_draw_ms(self) -> float:
        """What nineteen of twenty slices stay below."""
        return statistics.quantiles(self.draws, n=20)[-1]

    def line(self, name: str) -> str:
        """One row of the report."""
        waited = f"first {self.first_ms:7.1f} ms  all {self.all_ms:9.1f} ms  raw {self.raw_ms:9.1f} ms"
        return f"{name:<46} {waited}  draw {statistics.median(self.draws):5.1f} ms"


@contextmanager
def chromium() -> Iterator[Browser]:
    """A fresh browser until the block ends."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=os.environ["CHROMIUM"], args=BROWSER_ARGUMENTS)
        yield browser
        browser.close()


def reading(browser: Browser, grid: Grid = LARGE) -> Reading:
    """One reading of a series from the first slice to the last."""
    with a_series(grid) as (series, session):
        raw_ms = _raw(browser, series)
        first_ms, all_ms, draws = _ours(browser, series, session)
    return Reading(first_ms, all_ms, raw_ms, tuple(draws))


def _raw(browser: Browser, series: ImagingSeries) -> float:
    frames = {f"/{index}": index for index in range(series.n_instances)}
    raw = [pacs().frame(address_of(series, index)) for index in frames.values()]
    with serving(_with_a_page(plain(frames, raw)), Threads) as port:
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}/")
        took: float = page.evaluate(DOWNLOAD, [list(frames), LANES])
        page.close()
    return took


def _with_a_page(app: App) -> App:
    def with_page(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] in {"/", "/favicon.ico"}:
            start("200 OK", [("Content-Type", "text/html")])
            return [b"<!doctype html><title>raw</title>"]
        return app(environ, start)

    return with_page


def _ours(browser: Browser, series: ImagingSeries, session: str) -> tuple[float, float, list[float]]:
    with serving(StaticFilesHandler(get_wsgi_application()), Threads) as port:
        address = f"http://127.0.0.1:{port}"
        context = browser.new_context(viewport=SCREEN)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
        page = context.new_page()
        started = time.perf_counter()
        page.goto(address + reverse("imaging:viewer", args=[series.study_id]), wait_until="commit")
        page.wait_for_selector("[data-pane][data-index]", timeout=PATIENCE_MS)
        page.wait_for_selector("[data-waiting]", state="hidden", timeout=PATIENCE_MS)
        first_ms = (time.perf_counter() - started) * 1e3
        page.wait_for_selector(f'[data-loaded="{series.n_instances}"]', timeout=PATIENCE_MS)
        all_ms = (time.perf_counter() - started) * 1e3
        draws: list[float] = page.evaluate(SCROLL, series.n_instances)
        context.close()
    return first_ms, all_ms, draws
