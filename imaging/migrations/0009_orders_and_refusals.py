"""Why an examination was ordered (IMG-14) and why a patient refuses it (IMG-13); an order with its reason is a
fact the rules read, so it marks its patient.
"""

import accounts.table_migrations
import django.db.models.deletion
import pgtrigger.compiler
import accounts.trigger_migrations
from django.conf import settings
from django.db import migrations, models

HEAR = """
DROP TRIGGER fact_comes ON imaging_imagingslot;
DROP TRIGGER fact_changes ON imaging_imagingslot;
CREATE TRIGGER fact_comes AFTER INSERT ON imaging_imagingslot FOR EACH ROW
WHEN (NEW.waived_at IS NOT NULL OR NEW.order_basis <> '[]') EXECUTE FUNCTION worklist_fact_changed('patient_id', '');
CREATE TRIGGER fact_changes AFTER UPDATE ON imaging_imagingslot FOR EACH ROW
WHEN ((OLD.patient_id, OLD.waived_at, OLD.waiver_reason, OLD.ordered_on, OLD.order_basis)
      IS DISTINCT FROM (NEW.patient_id, NEW.waived_at, NEW.waiver_reason, NEW.ordered_on, NEW.order_basis))
EXECUTE FUNCTION worklist_fact_changed('patient_id', '');
"""
UNDO = """
DROP TRIGGER fact_comes ON imaging_imagingslot;
DROP TRIGGER fact_changes ON imaging_imagingslot;
CREATE TRIGGER fact_comes AFTER INSERT ON imaging_imagingslot FOR EACH ROW
WHEN (NEW.waived_at IS NOT NULL) EXECUTE FUNCTION worklist_fact_changed('patient_id', '');
CREATE TRIGGER fact_changes AFTER UPDATE ON imaging_imagingslot FOR EACH ROW
WHEN ((OLD.patient_id, OLD.waived_at, OLD.waiver_reason)
      IS DISTINCT FROM (NEW.patient_id, NEW.waived_at, NEW.waiver_reason))
EXECUTE FUNCTION worklist_fact_changed('patient_id', '');
"""


class Migration(migrations.Migration):

    dependencies = [
        ('imaging', '0008_orientation'),
        ('patients', '0003_distress_and_event_free'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        accounts.trigger_migrations.RemoveTrigger(
            model_name='imagingslot',
            name='insert_insert',
        ),
        accounts.trigger_migrations.RemoveTrigger(
            model_name='imagingslot',
            name='update_update',
        ),
        accounts.trigger_migrations.RemoveTrigger(
            model_name='imagingstudy',
            name='insert_insert',
        ),
        accounts.trigger_migrations.RemoveTrigger(
            model_name='imagingstudy',
            name='update_update',
        ),
        migrations.AddField(
            model_name='imagingslot',
            name='order_basis',
            field=models.JSONField(blank=True, default=list, verbose_name='ordered because of'),
        ),
        migrations.AddField(
            model_name='imagingslot',
            name='refusal',
            field=models.CharField(blank=True, max_length=16, verbose_name='refused because of'),
        ),
        migrations.AddField(
            model_name='imagingslot',
            name='refused_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='imagingslot',
            name='refused_on',
            field=models.DateField(null=True, verbose_name='refused on'),
        ),
        migrations.AddField(
            model_name='imagingslotevent',
            name='order_basis',
            field=models.JSONField(blank=True, default=list, verbose_name='ordered because of'),
        ),
        migrations.AddField(
            model_name='imagingslotevent',
            name='refusal',
            field=models.CharField(blank=True, max_length=16, verbose_name='refused because of'),
        ),
        migrations.AddField(
            model_name='imagingslotevent',
            name='refused_by',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='imagingslotevent',
            name='refused_on',
            field=models.DateField(null=True, verbose_name='refused on'),
        ),
        migrations.AddField(
            model_name='imagingstudy',
            name='order_basis',
            field=models.JSONField(blank=True, default=list, verbose_name='ordered because of'),
        ),
        migrations.AddField(
            model_name='imagingstudyevent',
            name='order_basis',
            field=models.JSONField(blank=True, default=list, verbose_name='ordered because of'),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='imagingslot',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "imaging_imagingslotevent" ("anchor_on", "booked_by_id", "booked_for", "booked_place", "category", "created_at", "due_on", "flagged_on", "id", "is_fulfilled", "kind", "missed_from", "next_due_on", "next_takes_over_on", "number", "order_basis", "ordered_by_id", "ordered_on", "overdue_from", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refusal", "refused_by_id", "refused_on", "rule_id", "soon_from", "study_id", "waived_at", "waived_by_id", "waiver_reason", "withdrawn_at") VALUES (NEW."anchor_on", NEW."booked_by_id", NEW."booked_for", NEW."booked_place", NEW."category", NEW."created_at", NEW."due_on", NEW."flagged_on", NEW."id", NEW."is_fulfilled", NEW."kind", NEW."missed_from", NEW."next_due_on", NEW."next_takes_over_on", NEW."number", NEW."order_basis", NEW."ordered_by_id", NEW."ordered_on", NEW."overdue_from", NEW."patient_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."refusal", NEW."refused_by_id", NEW."refused_on", NEW."rule_id", NEW."soon_from", NEW."study_id", NEW."waived_at", NEW."waived_by_id", NEW."waiver_reason", NEW."withdrawn_at"); RETURN NULL;', hash='8eddf64192d296c69b2463c9ffe50f4c244fd5cd', operation='INSERT', pgid='pgtrigger_insert_insert_389e7', table='imaging_imagingslot', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='imagingslot',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "imaging_imagingslotevent" ("anchor_on", "booked_by_id", "booked_for", "booked_place", "category", "created_at", "due_on", "flagged_on", "id", "is_fulfilled", "kind", "missed_from", "next_due_on", "next_takes_over_on", "number", "order_basis", "ordered_by_id", "ordered_on", "overdue_from", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refusal", "refused_by_id", "refused_on", "rule_id", "soon_from", "study_id", "waived_at", "waived_by_id", "waiver_reason", "withdrawn_at") VALUES (NEW."anchor_on", NEW."booked_by_id", NEW."booked_for", NEW."booked_place", NEW."category", NEW."created_at", NEW."due_on", NEW."flagged_on", NEW."id", NEW."is_fulfilled", NEW."kind", NEW."missed_from", NEW."next_due_on", NEW."next_takes_over_on", NEW."number", NEW."order_basis", NEW."ordered_by_id", NEW."ordered_on", NEW."overdue_from", NEW."patient_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."refusal", NEW."refused_by_id", NEW."refused_on", NEW."rule_id", NEW."soon_from", NEW."study_id", NEW."waived_at", NEW."waived_by_id", NEW."waiver_reason", NEW."withdrawn_at"); RETURN NULL;', hash='fb4cb96a2a63c7972cbdb8e42eeeb409daf6a143', operation='UPDATE', pgid='pgtrigger_update_update_03021', table='imaging_imagingslot', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='imagingstudy',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "imaging_imagingstudyevent" ("accession_number", "bone_window_by", "bone_window_on", "bone_window_reviewed", "corrects_id", "created_at", "done_on", "findings", "id", "is_approximate", "is_imported", "modality", "modality_text", "order_basis", "outside_hospital", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_by_id", "region", "response", "response_standard", "response_text", "study_uid", "void_reason", "voided_at", "voided_by_id", "window_level", "window_width") VALUES (NEW."accession_number", NEW."bone_window_by", NEW."bone_window_on", NEW."bone_window_reviewed", NEW."corrects_id", NEW."created_at", NEW."done_on", NEW."findings", NEW."id", NEW."is_approximate", NEW."is_imported", NEW."modality", NEW."modality_text", NEW."order_basis", NEW."outside_hospital", NEW."patient_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."recorded_by_id", NEW."region", NEW."response", NEW."response_standard", NEW."response_text", NEW."study_uid", NEW."void_reason", NEW."voided_at", NEW."voided_by_id", NEW."window_level", NEW."window_width"); RETURN NULL;', hash='afe28dbca9d3c9f42d3ec05c142d3b885cc03055', operation='INSERT', pgid='pgtrigger_insert_insert_6d409', table='imaging_imagingstudy', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='imagingstudy',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "imaging_imagingstudyevent" ("accession_number", "bone_window_by", "bone_window_on", "bone_window_reviewed", "corrects_id", "created_at", "done_on", "findings", "id", "is_approximate", "is_imported", "modality", "modality_text", "order_basis", "outside_hospital", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_by_id", "region", "response", "response_standard", "response_text", "study_uid", "void_reason", "voided_at", "voided_by_id", "window_level", "window_width") VALUES (NEW."accession_number", NEW."bone_window_by", NEW."bone_window_on", NEW."bone_window_reviewed", NEW."corrects_id", NEW."created_at", NEW."done_on", NEW."findings", NEW."id", NEW."is_approximate", NEW."is_imported", NEW."modality", NEW."modality_text", NEW."order_basis", NEW."outside_hospital", NEW."patient_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."recorded_by_id", NEW."region", NEW."response", NEW."response_standard", NEW."response_text", NEW."study_uid", NEW."void_reason", NEW."voided_at", NEW."voided_by_id", NEW."window_level", NEW."window_width"); RETURN NULL;', hash='df0730372db57df043e7f3a5c9f6c366241c9d65', operation='UPDATE', pgid='pgtrigger_update_update_6e49f', table='imaging_imagingstudy', when='AFTER')),
        ),
        accounts.table_migrations.AddConstraint(
            model_name='imagingslot',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('refusal', ''), ('refused_by', None), ('refused_on', None)), models.Q(('refused_by__isnull', False), ('refused_on__isnull', False), models.Q(('refusal', ''), _negated=True)), _connector='OR'), name='a_refusal_has_a_name_and_a_day'),
        ),
        migrations.RunSQL(HEAR, UNDO),
    ]
