"""States of a course and of a dose (VOC-15, VOC-16)."""

from guidelines.terms import Term


class CourseStatus(Term):
    """State of a course of one drug."""

    PLANNED = "PLANNED", "计划", "Planned"
    ACTIVE = "ACTIVE", "进行中", "Active"
    HELD = "HELD", "暂停", "On hold"
    STOPPED = "STOPPED", "已停药", "Stopped"


# BMA-09: a drug on hold is still in the body and on the plan, so it counts as open.
OPEN_COURSES = frozenset({CourseStatus.ACTIVE, CourseStatus.HELD})


class DoseStatus(Term):
    """State of one dose; due and overdue are read from the date, never stored as truth."""

    PLANNED = "PLANNED", "计划", "Planned"
    REMINDED = "REMINDED", "已提醒", "Reminded"
    DUE = "DUE", "今日", "Due today"
    GIVEN = "GIVEN", "已注射", "Given"
    OVERDUE = "OVERDUE", "逾期", "Overdue"
    HELD = "HELD", "暂停", "On hold"
    SKIPPED = "SKIPPED", "未注射", "Not given"
    CANCELLED = "CANCELLED", "已取消", "Cancelled"


AWAITED_DOSES = frozenset({DoseStatus.PLANNED, DoseStatus.REMINDED, DoseStatus.DUE, DoseStatus.OVERDUE})
