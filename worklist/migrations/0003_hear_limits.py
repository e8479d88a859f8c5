"""New limits of a hospital: its patients are assessed again on the day they take effect."""

from django.db import migrations

HEAR = """
CREATE FUNCTION worklist_limits_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE worklist_reassessment AS one
    SET reassess_on = LEAST(one.reassess_on, NEW.effective_from)  -- of NULL and a day, the day
    FROM patients_patient AS patient
    WHERE patient.id = one.patient_id AND patient.hospital_id = NEW.hospital_id;
    RETURN NULL;
END $$;
CREATE TRIGGER limits_change AFTER INSERT OR UPDATE ON patients_limitsversion FOR EACH ROW
WHEN (NEW.approved_at IS NOT NULL) EXECUTE FUNCTION worklist_limits_changed();
"""
UNDO = """
DROP TRIGGER limits_change ON patients_limitsversion;
DROP FUNCTION worklist_limits_changed();
"""


class Migration(migrations.Migration):
    dependencies = [("worklist", "0002_hear_facts"), ("patients", "0001_tables")]
    operations = [migrations.RunSQL(HEAR, UNDO)]
