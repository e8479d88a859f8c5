"""A case that only the rules proposed never stands in the way of a merge of two records (MDT-T01 to T14).

One case under way per patient and board: when a case moves to another record, a proposal of either record
goes; the next assessment proposes again what is still asked for. Cases of persons stay, and two of them are
refused by the constraint, in words. A board that opens has its hospital assessed, so that proposals come.
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
OPENS = """
CREATE FUNCTION mdt_board_opens() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO worklist_factchange (patient_id, source)
    SELECT id, 'mdt_board' FROM patients_patient WHERE hospital_id = NEW.hospital_id AND voided_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER board_opens AFTER INSERT OR UPDATE OF is_active ON mdt_board FOR EACH ROW
WHEN (NEW.is_active) EXECUTE FUNCTION mdt_board_opens();
"""
UNDO = """
DROP TRIGGER case_moves ON mdt_case;
DROP FUNCTION mdt_case_moves();
DROP TRIGGER board_opens ON mdt_board;
DROP FUNCTION mdt_board_opens();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("mdt", "0004_meetings_told"),
        ("patients", "0002_board_access"),
        ("worklist", "0005_board_cases"),
    ]
    operations = [migrations.RunSQL(MOVES + OPENS, UNDO)]
