"""The health report as figures, asked anew at each scrape, so that they are the same in every process."""

from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from accounts import clock
from config.health.report import report

LABELS = ["check", "subject"]


class HouseCollector(Collector):
    """Three figures of every check: how bad, for how long, how many."""

    def collect(self) -> Iterator[Metric]:
        """Ask and yield."""
        now = clock.now()
        state = GaugeMetricFamily(
            "boneboard_check_state", "0 well, 1 not known, 2 look at it, 3 broken", labels=LABELS
        )
        age = GaugeMetricFamily(
            "boneboard_check_seconds",
            "Seconds since the last sign of life, or since something waits",
            labels=LABELS,
        )
        number = GaugeMetricFamily("boneboard_check_number", "How many wait or failed", labels=LABELS)
        for check in report(now).checks:
            labels = [check.code, check.subject]
            state.add_metric(labels, check.state)
            if check.since is not None:
                age.add_metric(labels, (now - check.since).total_seconds())
            if check.number is not None:
                number.add_metric(labels, check.number)
        yield from (state, age, number)
