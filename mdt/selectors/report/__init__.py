"""The report of one board for one period (MDT-09): every number from rows, unknown ones beside their rate."""

from dataclasses import dataclass
from datetime import date

from mdt.models import Board
from mdt.periods import Period
from mdt.selectors.report.cases import CaseFigures, case_figures, case_rows
from mdt.selectors.report.decisions import DecisionFigures, decision_figures
from mdt.selectors.report.meetings import MeetingFigures, held_in, meeting_figures


@dataclass(frozen=True, slots=True)
class Report:
    """What a board did in a period; the cases are those concluded in its meetings of that period."""

    board: Board
    period: Period
    meetings: MeetingFigures
    cases: CaseFigures
    decisions: DecisionFigures


def report_of(board: Board, period: Period, today: date) -> Report:
    """The report; the same number of queries however much the board did."""
    held = held_in(board, period)
    rows = case_rows(held)
    return Report(
        board=board,
        period=period,
        meetings=meeting_figures(board, held, rows),
        cases=case_figures(board, rows),
        decisions=decision_figures({row.case_id for row in rows}, today),
    )
