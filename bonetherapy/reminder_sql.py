"""The statements behind the reminder sources: ranges of dates first, then a row per audience and channel."""

# A projection never stands inside a range beside the overdue dose before it (bonetherapy.services.ahead).
# Those behind their day and those booked anew are two ranges of two indexes: asked for with OR, all four
# million planned doses were read (measured: 6.2 seconds instead of 0.8). A booked day is `planned_on`, so
# no dose is in both.
DOSES = """
WITH houses AS (
    SELECT key::uuid AS hospital_id, value::int AS days FROM jsonb_each_text(%(houses)s::jsonb)),
late AS (
    SELECT id, patient_id, department_id, planned_on, due_on FROM bonetherapy_dose
    WHERE state = 'PLANNED' AND planned_on < %(today)s::date
    UNION ALL
    SELECT id, patient_id, department_id, planned_on, due_on FROM bonetherapy_dose
    WHERE state = 'PLANNED' AND booked_on >= %(today)s::date),
waiting AS (
    SELECT late.*, COALESCE(h.days, %(usual)s::int) AS tier2
    FROM late
    JOIN patients_patient p ON p.id = late.patient_id
    LEFT JOIN houses h ON h.hospital_id = p.hospital_id),
due AS MATERIALIZED (
    SELECT 'DOSE_BEFORE' AS kind, id, patient_id, department_id, planned_on AS due_on,
           planned_on - %(lead)s::int AS planned_for, planned_on - 1 AS last_day
    FROM bonetherapy_dose
    WHERE state = 'PLANNED' AND planned_on > %(today)s::date AND planned_on <= %(today)s::date + %(lead)s::int
    UNION ALL
    SELECT 'DOSE_BEFORE', d.id, d.patient_id, d.department_id, d.planned_on,
           d.planned_on - p.reminder_lead_days, d.planned_on - 1
    FROM bonetherapy_drugprotocol p
    JOIN bonetherapy_course c ON c.protocol_id = p.id AND c.state = 'ACTIVE'
    JOIN bonetherapy_dose d ON d.course_id = c.id
    WHERE p.reminder_lead_days > %(lead)s::int AND d.state = 'PLANNED'
      AND d.planned_on > %(today)s::date + %(lead)s::int
      AND d.planned_on <= %(today)s::date + p.reminder_lead_days
    UNION ALL
    SELECT 'DOSE_DUE', id, patient_id, department_id, planned_on, planned_on, planned_on
    FROM bonetherapy_dose
    WHERE state = 'PLANNED' AND planned_on = %(today)s::date
    UNION ALL
    SELECT 'DOSE_OVERDUE_1', id, patient_id, department_id, planned_on, planned_on + 1, %(today)s::date + 7
    FROM waiting
    WHERE planned_on < %(today)s::date AND planned_on >= %(today)s::date - tier2
      -- An appointment made after tier 2 was told and then missed, too, would be told by nobody else.
      AND (due_on >= %(today)s::date - tier2 OR planned_on > due_on + tier2)
    UNION ALL
    SELECT 'DOSE_OVERDUE_2', id, patient_id, department_id, due_on, due_on + tier2 + 1, %(today)s::date + 7
    FROM waiting
    WHERE due_on < %(today)s::date - tier2)
SELECT kind, id AS subject_id, patient_id, department_id, due_on, 'NURSES' AS audience, NULL::uuid AS user_id,
       NULL::uuid AS contact_id, channel, planned_for, %(not_before)s::timestamptz AS not_before, last_day
FROM due CROSS JOIN (VALUES ('INBOX'), ('EMAIL')) AS nurses(channel)
UNION ALL
SELECT due.kind, due.id, due.patient_id, due.department_id, due.due_on, 'PATIENT', NULL::uuid,
       first.id, 'EMAIL', due.planned_for, %(not_before)s::timestamptz, due.last_day
FROM due CROSS JOIN LATERAL (
    SELECT id FROM patients_contact
    WHERE patient_id = due.patient_id AND wants_messages
    ORDER BY rank, created_at LIMIT 1) AS first
-- The family of a patient who died or is treated elsewhere hears nothing while the doctor closes the course.
-- Who came back, to this course or to a later one, is written to again.
WHERE NOT EXISTS (
    SELECT 1 FROM bonetherapy_dose gone
    JOIN bonetherapy_course c ON c.id = gone.course_id AND c.state IN ('ACTIVE', 'HELD')
    WHERE gone.patient_id = due.patient_id AND gone.state = 'NOT_GIVEN'
      AND gone.interruption_reason IN ('DIED', 'TRANSFERRED')
      AND NOT EXISTS (
        SELECT 1 FROM bonetherapy_dose later
        WHERE later.course_id = gone.course_id AND later.state = 'GIVEN' AND later.number > gone.number))
UNION ALL
SELECT due.kind, due.id, due.patient_id, due.department_id, due.due_on, 'DOCTOR', p.responsible_doctor_id,
       NULL::uuid, doctor.channel, due.planned_for, %(not_before)s::timestamptz, due.last_day
FROM due JOIN patients_patient p ON p.id = due.patient_id AND p.responsible_doctor_id IS NOT NULL
CROSS JOIN (VALUES ('INBOX'), ('EMAIL')) AS doctor(channel)
WHERE due.kind = 'DOSE_OVERDUE_2'
"""

HOLD_REVIEW = """
SELECT 'HOLD_REVIEW' AS kind, c.id AS subject_id, c.patient_id, p.department_id, c.hold_review_on AS due_on,
       who.audience, CASE WHEN who.audience = 'DOCTOR' THEN p.responsible_doctor_id END AS user_id,
       NULL::uuid AS contact_id, who.channel, %(today)s::date AS planned_for,
       %(not_before)s::timestamptz AS not_before, %(today)s::date + 7 AS last_day
FROM bonetherapy_course c
JOIN patients_patient p ON p.id = c.patient_id
CROSS JOIN (VALUES ('DOCTOR', 'INBOX'), ('DOCTOR', 'EMAIL'), ('NURSES', 'INBOX')) AS who(audience, channel)
WHERE c.state = 'HELD' AND c.hold_review_on <= %(today)s::date
  AND (who.audience = 'NURSES' OR p.responsible_doctor_id IS NOT NULL)
"""

# Confirmations older than twice the target are on the doctor's page; an old register must not start a storm.
COURSE_START = """
SELECT 'COURSE_START' AS kind, p.id AS subject_id, p.id AS patient_id, p.department_id,
       b.confirmed_on + target.days AS due_on, 'DOCTOR' AS audience, p.responsible_doctor_id AS user_id,
       NULL::uuid AS contact_id, who.channel, %(today)s::date AS planned_for,
       %(not_before)s::timestamptz AS not_before, %(today)s::date + 7 AS last_day
FROM patients_bonemetastasis b
JOIN patients_patient p ON p.id = b.patient_id AND p.voided_at IS NULL
CROSS JOIN LATERAL (
    SELECT COALESCE((%(houses)s::jsonb ->> p.hospital_id::text)::int, %(usual)s::int) AS days) AS target
CROSS JOIN (VALUES ('INBOX'), ('EMAIL')) AS who(channel)
WHERE b.status = 'CONFIRMED' AND b.confirmed_on <= %(today)s::date
  AND b.confirmed_on >= %(today)s::date - 2 * target.days
  AND p.responsible_doctor_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM bonetherapy_course c WHERE c.patient_id = p.id)
  AND NOT EXISTS (SELECT 1 FROM bonetherapy_notstarted n
                  WHERE n.patient_id = p.id AND n.voided_at IS NULL AND n.decided_on IS NOT NULL)
"""

# Calendar months clipped to the end of the month, as guidelines.bone.dental.recall_on counts them.
DENTAL_RECALL = """
SELECT 'DENTAL_RECALL' AS kind, last.id AS subject_id, c.patient_id, p.department_id,
       last.recall_on AS due_on, 'NURSES' AS audience, NULL::uuid AS user_id,
       NULL::uuid AS contact_id, who.channel,
       %(today)s::date AS planned_for, %(not_before)s::timestamptz AS not_before,
       %(today)s::date + 7 AS last_day
FROM bonetherapy_course c
JOIN patients_patient p ON p.id = c.patient_id
JOIN bonetherapy_drugprotocol protocol ON protocol.id = c.protocol_id
CROSS JOIN LATERAL (
    SELECT r.id, (r."on" + protocol.dental_recall_months * interval '1 month')::date AS recall_on
    FROM bonetherapy_dentalrecord r
    WHERE r.patient_id = c.patient_id AND r.item = 'ORAL_EXAM' AND r.is_done AND r.voided_at IS NULL
    ORDER BY r."on" DESC LIMIT 1) AS last
CROSS JOIN (VALUES ('INBOX'), ('EMAIL')) AS who(channel)
WHERE c.state IN ('ACTIVE', 'HELD')
  AND last.recall_on <= %(today)s::date AND last.recall_on > %(today)s::date - 28
"""
