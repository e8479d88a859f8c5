"""A fact changed, so its patient must be assessed again: triggers leave a mark, whoever wrote the fact.

`worklist_hear(table, ref, parent, aids)` is called by the migrations of every room for its own tables. `ref`
is the column that names the patient, or a row of `parent` that does; changes of `aids` alone are no news.
"""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION worklist_fact_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids uuid[] := ARRAY[
        CASE WHEN TG_OP <> 'INSERT' THEN (to_jsonb(OLD) ->> TG_ARGV[0])::uuid END,
        CASE WHEN TG_OP <> 'DELETE' THEN (to_jsonb(NEW) ->> TG_ARGV[0])::uuid END
    ];
BEGIN
    IF TG_ARGV[1] <> '' THEN
        EXECUTE format('SELECT array_agg(patient_id) FROM %I WHERE id = ANY($1)', TG_ARGV[1])
        INTO ids USING ids;
    END IF;
    INSERT INTO worklist_factchange (patient_id, source)
    SELECT DISTINCT id, TG_TABLE_NAME FROM unnest(ids) AS changed(id) WHERE id IS NOT NULL;
    RETURN NULL;
END $$;

CREATE FUNCTION worklist_hear(
    facts text, ref text DEFAULT 'patient_id', parent text DEFAULT '', aids text[] DEFAULT '{}'
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'CREATE TRIGGER fact_comes_or_goes AFTER INSERT OR DELETE ON %I FOR EACH ROW '
        'EXECUTE FUNCTION worklist_fact_changed(%L, %L)', facts, ref, parent);
    EXECUTE format(
        'CREATE TRIGGER fact_changes AFTER UPDATE ON %I FOR EACH ROW '
        'WHEN (to_jsonb(OLD) - %L::text[] IS DISTINCT FROM to_jsonb(NEW) - %L::text[]) '
        'EXECUTE FUNCTION worklist_fact_changed(%L, %L)', facts, aids, aids, ref, parent);
END $$;

CREATE FUNCTION worklist_unhear(facts text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('DROP TRIGGER fact_comes_or_goes ON %I', facts);
    EXECUTE format('DROP TRIGGER fact_changes ON %I', facts);
END $$;
"""
FACTS = (
    "patients_biopsy",
    "patients_bodyheight",
    "patients_bodyweight",
    "patients_bonemetastasis",
    "patients_diagnosis",
    "patients_ecogscore",
    "patients_labresult",
    "patients_painscore",
    "patients_primarysize",
    "patients_problem",
    "patients_reportedresult",
    "patients_riskscore",
    "patients_skeletalevent",
    "patients_symptom",
    "patients_treatment",
)
HEAR = "".join(f"SELECT worklist_hear('{table}');\n" for table in FACTS) + (
    "SELECT worklist_hear('patients_patient', 'id');\n"
    "SELECT worklist_hear('patients_driverresult', 'diagnosis_id', 'patients_diagnosis');\n"
)
# A person's answer ends a finding, a person's request stands in its place, a merge may bring a second one.
# What the rules write is no news.
ANSWERS = """
CREATE TRIGGER task_is_answered AFTER UPDATE ON worklist_task FOR EACH ROW
WHEN (NEW.code <> '' AND OLD.state IS DISTINCT FROM NEW.state
      AND (NEW.kind <> 'FINDING' OR NEW.closed_by_id IS NOT NULL))
EXECUTE FUNCTION worklist_fact_changed('patient_id', '');
CREATE TRIGGER task_is_asked AFTER INSERT ON worklist_task FOR EACH ROW
WHEN (NEW.code <> '' AND NEW.kind <> 'FINDING')
EXECUTE FUNCTION worklist_fact_changed('patient_id', '');
CREATE TRIGGER task_is_moved AFTER UPDATE ON worklist_task FOR EACH ROW
WHEN (NEW.code <> '' AND OLD.patient_id IS DISTINCT FROM NEW.patient_id)
EXECUTE FUNCTION worklist_fact_changed('patient_id', '');
"""
EVERYBODY = """
INSERT INTO worklist_factchange (patient_id, source)
SELECT id, 'patients_patient' FROM patients_patient WHERE voided_at IS NULL;
"""
UNDO = "".join(
    f"SELECT worklist_unhear('{table}');\n" for table in (*FACTS, "patients_patient", "patients_driverresult")
) + (
    "DROP TRIGGER task_is_answered ON worklist_task; DROP TRIGGER task_is_asked ON worklist_task;\n"
    "DROP TRIGGER task_is_moved ON worklist_task;\n"
    "DROP FUNCTION worklist_unhear(text); DROP FUNCTION worklist_hear(text, text, text, text[]);\n"
    "DROP FUNCTION worklist_fact_changed();"
)


class Migration(migrations.Migration):
    dependencies = [("worklist", "0001_tables"), ("patients", "0001_tables")]
    operations = [migrations.RunSQL(FUNCTIONS + HEAR + ANSWERS + EVERYBODY, UNDO)]
