"""A fact changed, so the readiness at hand is in doubt: forget for which day it was judged.

In the database, because every writer must be heard: services, the administration, a data import, psql.
"""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION bonetherapy_doubt_readiness() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE bonetherapy_dose SET judged_for = NULL
    WHERE state = 'PLANNED' AND judged_for IS NOT NULL
      AND patient_id IN (
          CASE WHEN TG_OP <> 'INSERT' THEN (to_jsonb(OLD) ->> TG_ARGV[0])::uuid END,
          CASE WHEN TG_OP <> 'DELETE' THEN (to_jsonb(NEW) ->> TG_ARGV[0])::uuid END
      );
    RETURN NULL;
END $$;
"""
FACTS = (
    "patients_labresult",
    "patients_bodyweight",
    "patients_problem",
    "bonetherapy_dentalrecord",
    "bonetherapy_supplementorder",
    "bonetherapy_adverseevent",
    "bonetherapy_course",
)
ON_FACTS = "".join(
    f"CREATE TRIGGER doubt_readiness AFTER INSERT OR UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION bonetherapy_doubt_readiness('patient_id');\n"
    for table in FACTS
)
# Age and sex enter the creatinine clearance (STD-01); a dose given or undone changes which one is the first.
ON_OTHERS = """
CREATE TRIGGER doubt_readiness AFTER UPDATE OF birth_date, sex ON patients_patient
FOR EACH ROW EXECUTE FUNCTION bonetherapy_doubt_readiness('id');
CREATE TRIGGER doubt_readiness AFTER UPDATE OF state ON bonetherapy_dose
FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state)
EXECUTE FUNCTION bonetherapy_doubt_readiness('patient_id');
"""
UNDO = (
    "".join(f"DROP TRIGGER doubt_readiness ON {table};\n" for table in FACTS)
    + "DROP TRIGGER doubt_readiness ON patients_patient; DROP TRIGGER doubt_readiness ON bonetherapy_dose;\n"
    + "DROP FUNCTION bonetherapy_doubt_readiness();"
)


class Migration(migrations.Migration):
    dependencies = [("bonetherapy", "0001_tables"), ("patients", "0001_tables")]
    operations = [migrations.RunSQL(FUNCTIONS + ON_FACTS + ON_OTHERS, UNDO)]
