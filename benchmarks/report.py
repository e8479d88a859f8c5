"""Runs every measurement at every size and holds it against its goal."""

import logging
from datetime import date

from django.conf import settings
from django.db import connection

from accounts import clock
from benchmarks import assessing, images, load, pages, paper, plans, scrolling, sweep, trail
from benchmarks.database import use


class Report:
    """One run. `missed` counts goals that did not hold."""

    def __init__(self) -> None:
        self.missed = 0
        self.row_us: dict[int, float] = {}
        settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
        settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
        logging.disable(logging.WARNING)

    def run(self, sizes: list[int]) -> int:
        """Measure every size, then what only two sizes together can say."""
        today = clock.today()
        for size in sizes:
            use(size, today)
            print(f"== {size:,} patients ==")
            self._sweep(today, size)
            self._page(size)
            if size == min(sizes):
                self._cases()
                self._images()
                self._paper()
                self._trail(today)
            connection.close()
        self._growth(min(sizes), max(sizes), today)
        print("every goal holds" if not self.missed else f"{self.missed} goals missed")
        return self.missed

    def load(self, size: int, seconds: int) -> int:
        """Fifty people at a time, so long."""
        today = clock.today()
        use(size, today)
        print(f"== {size:,} patients, {load.USERS} users, {seconds} s ==")
        seen = load.run(seconds, today)
        print("\n".join([*seen.lines(), *seen.errors[:20]]))
        print(f"{'P15 memory, MB':<46} warm {seen.warm_mb:9.1f}  at the end {seen.end_mb:9.1f}")
        self._goal("P15 errors", len(seen.errors), 0)
        self._goal("P15 memory, end / warm", seen.growth, 1.1)
        return self.missed

    def _sweep(self, today: date, size: int) -> None:
        first = sweep.first_run(today)
        print(first.line("P1 sweep / bare SQL of the same ranges"))
        self._goal("P1", first.wall_ratio, 1.5)
        second = sweep.second_run(today)
        print(second.line("P2 second run / first run"))
        self._goal("P2 second run", second.wall_ratio, 0.4)
        self._goal("P2 statements", sweep.statements(today), 5)
        self.row_us[size] = first.ours.cpu_ms * 1000 / sweep.rows_written(today)

    def _page(self, size: int) -> None:
        against = pages.against_memory()
        print(against.line("P3 day page / same template from memory"))
        self._goal("P3", against.cpu_ratio, 2.0)
        statements = pages.statements()
        self._goal("P5 queries", len(statements), 8)
        self._goal("P7 bytes on the wire", pages.size_bytes(), 25_000)
        found = plans.plans(statements)
        self._goal("P9 slowest query, ms", max(plan.milliseconds for plan in found), 50)
        lists = [plan for plan in found if not plan.is_aggregate]
        self._goal("P9 rows read per row", max(plan.rows_read / plan.rows_returned for plan in lists), 100)
        counted = max((plan.rows_read for plan in found if plan.is_aggregate), default=0)
        self._goal("P9 rows counted by the day's numbers", counted, 2_000)
        self._goal("P10 sequential scans", sum(len(plan.scanned) for plan in found), 0)

    def _cases(self) -> None:
        """Independent of the size: the database is only the way in."""
        print(assessing.one_import().line("P11 one case imported and read back"))
        self._goal("P11 rules, ms per case-day", assessing.case_day().cpu_ms, 5)

    def _images(self) -> None:
        """Independent of the size as well."""
        ours, raw = images.both()
        print(ours.line("P12 300 slices of 512 x 512, ours"))
        print(raw.line("P12 the same bytes, raw"))
        self._goal("P12 ours / raw, CPU of all slices", ours.cpu_ms / raw.cpu_ms, 25)
        self._goal("P12 first slice, ms", ours.first_ms, 250)
        self._goal("P12 a slice, CPU ms", ours.slice_ms, 16)
        with scrolling.chromium() as browser:
            read = scrolling.reading(browser)
        print(read.line("P12 the same series in Chromium"))
        self._goal("P12 whole load / raw download, Chromium", read.ratio, 25)
        self._goal("P12 drawing a slice, ms", read.slowest_draw_ms, 16)

    def _paper(self) -> None:
        """Independent of the size as well."""
        printed = paper.both()
        print(printed.took.line("P13 meeting of 60 cases as PDF / bare WeasyPrint"))
        print(f"{'P13 peak memory, MB':<46} ours {printed.ours_mb:9.1f}  baseline {printed.bare_mb:9.1f}")
        self._goal("P13 ours / bare, CPU", printed.took.cpu_ratio, 1.1)
        self._goal("P13 a case, CPU s", printed.case_s, 0.25)
        self._goal("P13 memory, ours / bare", printed.ours_mb / printed.bare_mb, 1.2)

    def _trail(self, today: date) -> None:
        """Independent of the size as well."""
        looked, changed = trail.look(), trail.change(today)
        print(looked.line("P14 patient page / without its line"))
        self._goal("P14 page with / without the trail, CPU", looked.cpu_ratio, 1.1)
        self._goal("P14 a look's line, CPU ms", trail.line().cpu_ms, 2)
        print(changed.line(f"P14 {trail.CHANGES} changes / without their lines"))
        more_ms = (changed.ours.cpu_ms - changed.baseline.cpu_ms) / trail.CHANGES
        self._goal("P14 a change's line, CPU ms", more_ms, 1)
        sealed, verified = trail.sealing()
        self._goal("P14 sealing an entry, CPU us", sealed, 200)
        self._goal("P14 verifying an entry, CPU us", verified, 200)

    def _growth(self, small: int, large: int, today: date) -> None:
        if small == large:
            return
        grown = pages.growth(lambda: use(large, today), lambda: use(small, today))
        self._goal(f"P4 page at {large:,} / {small:,}", grown, 1.15)
        self._goal(f"P2 time per row at {large:,} / {small:,}", self.row_us[large] / self.row_us[small], 1.3)

    def _goal(self, name: str, value: float, limit: float) -> None:
        holds = value <= limit
        self.missed += not holds
        print(f"{name:<46} {value:12.2f}  goal <= {limit:g}  {'ok' if holds else 'MISSED'}")
