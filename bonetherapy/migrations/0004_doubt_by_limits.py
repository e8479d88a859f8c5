"""New limits of a hospital are a new yardstick: the readiness of its coming doses is in doubt.

Limits that begin on a later day need no more than this: each day judges its doses anew.
"""

from django.db import migrations

HEAR = """
CREATE FUNCTION bonetherapy_doubt_by_limits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE bonetherapy_dose AS dose SET judged_for = NULL
    FROM patients_patient AS patient
    WHERE dose.state = 'PLANNED' AND dose.judged_for IS NOT NULL
      AND patient.id = dose.patient_id AND patient.hospital_id = NEW.hospital_id;
    RETURN NULL;
END $$;
CREATE TRIGGER doubt_readiness AFTER INSERT OR UPDATE ON patients_limitsversion FOR EACH ROW
WHEN (NEW.approved_at IS NOT NULL) EXECUTE FUNCTION bonetherapy_doubt_by_limits();
"""
UNDO = """
DROP TRIGGER doubt_readiness ON patients_limitsversion;
DROP FUNCTION bonetherapy_doubt_by_limits();
"""


class Migration(migrations.Migration):
    dependencies = [("bonetherapy", "0003_facts_are_heard"), ("patients", "0001_tables")]
    operations = [migrations.RunSQL(HEAR, UNDO)]
