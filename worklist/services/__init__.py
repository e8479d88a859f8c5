"""The only writers of this room's tables."""

from worklist.services.planning import PlanningIncomplete, reminders_plan

__all__ = ["PlanningIncomplete", "reminders_plan"]
