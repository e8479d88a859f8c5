"""What each room offers to the rooms below it, by name, so that no lower room imports a higher one.

Settings of Django (`config.settings`); docs/architecture.md, section 2.
"""

REMINDER_SOURCES = [
    "bonetherapy.reminders.dose_reminders",
    "bonetherapy.reminders.readiness_reminders",
    "bonetherapy.reminders.hold_review_reminders",
    "bonetherapy.reminders.course_start_reminders",
    "bonetherapy.reminders.dental_recall_reminders",
    "imaging.reminders.scan_reminders",
    "mdt.decision_reminders.decision_reminders",
    "mdt.notices.case_notices",
    "worklist.emergencies.emergency_notices",
]
REMINDER_CHANNELS = ["worklist.channels.inbox.Inbox", "worklist.channels.email.Email"]
# Where a reminder of a kind leads, by the id of its subject; kinds not named lead to the patient.
REMINDER_PAGES = {
    "DOSE_BEFORE": "bonetherapy:dose_give",
    "DOSE_DUE": "bonetherapy:dose_give",
    "DOSE_OVERDUE_1": "bonetherapy:dose_rebook",
    "DOSE_OVERDUE_2": "bonetherapy:dose_rebook",
    "READINESS_MISSING": "bonetherapy:dose_give",
    "HOLD_REVIEW": "bonetherapy:course",
    "SCAN_SOON": "imaging:slot",
    "SCAN_OVERDUE": "imaging:slot",
    "SCAN_MISSED": "imaging:slot",
    "SCAN_ASKED": "imaging:slot",
    "DECISION_CONFIRM": "following:decision",
    "DECISION_ASKED": "following:decision",
    "DECISION_OVERDUE": "following:decision",
    "DECISION_LATE": "following:decision",
    "CASE_URGENT": "case:detail",
    "EMERGENCY": "patients:emergency_review",
}
# What rooms show on the first page of the day, above its lists (patients.panels).
HOME_PANELS: list[str] = ["mdt.home.next_meeting_panel", "mdt.home.prereads_panel"]
CALL_SOURCES: list[str] = ["bonetherapy.calls.overdue_doses", "bonetherapy.calls.holds_to_review"]
# What the rules of the record read, one function per room; each fills its own fields of guidelines' Record.
FACT_SOURCES = [
    "patients.record.parts.record_parts",
    "bonetherapy.facts.record_parts",
    "imaging.facts.record_parts",
    "mdt.facts.record_parts",
    "worklist.facts.record_parts",
]
# How the rows of each room read in one line, for findings that point to one by its id (patients.naming).
RECORD_ROWS = ["imaging.named.ROWS", "mdt.named.ROWS", "bonetherapy.named.ROWS", "patients.named.ROWS"]
# Due rows that live in other rooms; beside the tasks they make one list, the worst first.
WORK_SOURCES = [
    "bonetherapy.work.DueDoses",
    "imaging.work.DueScans",
    "mdt.work.ProposedCases",
    "mdt.decisions_due.DueDecisions",
]
# Rows of other rooms that follow every assessment, and steps of a sweep between reassessing and planning.
SWEEP_STEPS = {
    "flagged overdue scans": "imaging.services.flags.overdue_slots_flag",
    "planned regular meetings": "mdt.services.series.meetings_plan",
    "reminders of meetings": "mdt.services.mails.meeting_reminders_write",
    "answered decisions": "mdt.services.answering.decisions_answer",
}
ASSESSMENT_KEEPERS = [
    "imaging.services.slots.slots_reconcile",
    "imaging.services.plans.plans_keep",
    "mdt.services.keeping.cases_keep",
    "mdt.services.answering.decisions_follow",
]
TASK_FORMS = "config.work.FORMS"
PATIENT_PANELS: list[str] = [
    "worklist.panels.tasks",
    "worklist.panels.data_flags",
    "worklist.panels.pathway",
    "bonetherapy.panels.bone_therapy",
    "imaging.panels.studies_and_lesions",
    "mdt.panels.cases",
    "mdt.panels.conferences",
    "mdt.following_panel.decisions",
    "mdt.panels.minutes",
]
# The lanes of a patient's time line, from the top (patients.timeline).
TIMELINE_SOURCES: list[str] = [
    "imaging.lanes.studies",
    "patients.lanes.records.skeletal_events",
    "bonetherapy.lanes.doses",
    "patients.lanes.labs.calcium",
    "patients.lanes.labs.clearance",
    "patients.lanes.labs.turnover",
    "patients.lanes.records.pain",
    "patients.lanes.records.treatments",
    "mdt.lanes.conferences",
]
PATIENT_FOLLOWERS = [
    "bonetherapy.services.following.doses_follow_patient",
    "worklist.services.following.worklist_follows_patient",
]
# Told when somebody opens a patient of others in an emergency, in the same transaction.
EMERGENCY_FOLLOWERS = ["worklist.services.emergencies.emergency_tell"]
HOME_PAGES = "bonetherapy:day"

# What pages ask by themselves; it keeps no session alive (accounts.sessions.asking).
BACKGROUND_PAGES = (
    "accounts:session",
    "api-review-dwell",
    "case:reading",
    "live:state",
    "minutes:progress",
)

# Whose tables write their changes into the trail, and which of them do not and why (accounts.trail.watching).
TRAIL_ROOMS = ("accounts", "patients", "worklist", "bonetherapy", "imaging", "mdt", "interop", "mfa")
TRAIL_SKIPS = {
    "accounts.OpenSession": "when a session was last used, rewritten while people work; axes keeps sign-ins",
    "accounts.FormerPassword": "hashes of old passwords; that one was changed stands in its user's row",
    "accounts.Submission": "an answer kept for a few days, sealed; the act it answers is watched",
    "worklist.FactChange": "a mark that a patient is to be assessed again, taken away by the assessment",
    "worklist.Reassessment": "computed from facts that are watched, and computed again at any time",
    "worklist.Reminder": "the outbox keeps the states of a message itself; what was sent is never rewritten",
    "worklist.JobRun": "when each job last ran, rewritten every minute; about no patient",
    "mdt.MeetingMail": "the outbox of meetings, as above",
    "imaging.BoneWindowReview": "what a viewer measures every few seconds; what is stated from it is watched",
}

# Which addresses change a row that is there, which only add one (accounts.meanwhile.watches).
EDITED_ROWS = (
    "accounts.edits", "patients.edits", "worklist.edits", "bonetherapy.edits", "imaging.edits", "mdt.edits",
    "interop.edits",
)  # fmt: skip
