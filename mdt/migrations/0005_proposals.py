"""A case that only the rules proposed never stands in the way of a merge of two records (MDT-T01 to T14).

One case under way per patient and board: when a case moves to another record, a proposal of either record
goes; the next assessment proposes again what is still asked for. Cases of persons stay, and two of them are
refused by the constraint, in words. Everybody is assessed once, so that the proposals come.
"""

from django.db import migrations

MOVES = """
CREATE FUNCTION mdt_case_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = 'PROPOSED' THEN
        NEW.state = 'WITHDRAWN';
        NEW.ended_reason = 'MDT-T';
        NEW.version = NEW.version + 1;
    ELSIF NEW.state IN ('SUBMITTED', 'ACCEPTED') THEN
        UPDATE mdt_case SET state = 'WITHDRAWN', ended_reason = 'MDT-T', version = version + 1
        WHERE patient_id = NEW.patient_id AND board_id = NEW.board_id AND state = 'PROPOSED';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_moves BEFORE UPDATE ON mdt_case FOR EACH ROW
WHEN (OLD.patient_id IS DISTINCT FROM NEW.patient_id) EXECUTE FUNCTION mdt_case_moves();
"""
EVERYBODY = """
INSERT INTO worklist_factchange (patient_id, source)
SELECT id, 'mdt_case' FROM patients_patient WHERE voided_at IS NULL;
"""
UNDO = """
DROP TRIGGER case_moves ON mdt_case;
DROP FUNCTION mdt_case_moves();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("mdt", "0003_board"),
        ("patients", "0002_board_access"),
        ("worklist", "0005_board_cases"),
    ]
    operations = [migrations.RunSQL(MOVES + EVERYBODY, UNDO)]
