"""Examinations of the calendar as rows (docs/adr/0013); a waiver is a fact the rules read, so it marks its patient.

What the rules themselves write is no news. A slot that moves to another record leaves the calendar until the
next assessment puts it back: two records may hold the same day.
"""

import accounts.table_migrations
import uuid

import accounts.trigger_migrations
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

HEAR = """
CREATE TRIGGER fact_comes AFTER INSERT ON imaging_imagingslot FOR EACH ROW
WHEN (NEW.waived_at IS NOT NULL) EXECUTE FUNCTION worklist_fact_changed('patient_id', '');
CREATE TRIGGER fact_changes AFTER UPDATE ON imaging_imagingslot FOR EACH ROW
WHEN ((OLD.patient_id, OLD.waived_at, OLD.waiver_reason)
      IS DISTINCT FROM (NEW.patient_id, NEW.waived_at, NEW.waiver_reason))
EXECUTE FUNCTION worklist_fact_changed('patient_id', '');

CREATE FUNCTION imaging_slot_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.withdrawn_at = COALESCE(NEW.withdrawn_at, now());
    RETURN NEW;
END $$;
CREATE TRIGGER slot_moves BEFORE UPDATE ON imaging_imagingslot FOR EACH ROW
WHEN (OLD.patient_id IS DISTINCT FROM NEW.patient_id) EXECUTE FUNCTION imaging_slot_moves();
"""
EVERYBODY = """
INSERT INTO worklist_factchange (patient_id, source)
SELECT id, 'imaging_imagingslot' FROM patients_patient WHERE voided_at IS NULL;
"""
UNDO = """
DROP TRIGGER fact_comes ON imaging_imagingslot;
DROP TRIGGER fact_changes ON imaging_imagingslot;
DROP TRIGGER slot_moves ON imaging_imagingslot;
DROP FUNCTION imaging_slot_moves();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('imaging', '0005_reviews'),
        ('worklist', '0002_hear_facts'),
        ('patients', '0001_tables'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        accounts.table_migrations.CreateModel(
            name='ImagingSlot',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('rule_id', models.CharField(max_length=12, verbose_name='rule')),
                ('category', models.CharField(max_length=12, verbose_name='follow-up category')),
                ('anchor_on', models.DateField(verbose_name='counts from')),
                ('kind', models.CharField(max_length=2, verbose_name='examination')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('next_due_on', models.DateField(verbose_name='next one due on')),
                ('soon_from', models.DateField(verbose_name='due soon from')),
                ('overdue_from', models.DateField(verbose_name='overdue from')),
                ('missed_from', models.DateField(verbose_name='missed from')),
                ('next_takes_over_on', models.DateField(verbose_name='replaced by the next one on')),
                ('is_fulfilled', models.BooleanField(default=False, verbose_name='fulfilled')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='left the calendar')),
                ('flagged_on', models.DateField(null=True, verbose_name='first flagged overdue on')),
                ('ordered_on', models.DateField(null=True, verbose_name='ordered on')),
                ('booked_for', models.DateTimeField(null=True, verbose_name='booked for')),
                ('booked_place', models.CharField(blank=True, max_length=100, verbose_name='place')),
                ('waived_at', models.DateTimeField(null=True, verbose_name='given up')),
                ('waiver_reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('booked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ordered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imaging_slots', to='patients.patient')),
                ('study', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='slots', to='imaging.imagingstudy')),
                ('waived_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'examination of the calendar',
                'verbose_name_plural': 'examinations of the calendar',
                'ordering': ['due_on', 'kind'],
            },
        ),
        accounts.table_migrations.CreateModel(
            name='ImagingSlotEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('rule_id', models.CharField(max_length=12, verbose_name='rule')),
                ('category', models.CharField(max_length=12, verbose_name='follow-up category')),
                ('anchor_on', models.DateField(verbose_name='counts from')),
                ('kind', models.CharField(max_length=2, verbose_name='examination')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('next_due_on', models.DateField(verbose_name='next one due on')),
                ('soon_from', models.DateField(verbose_name='due soon from')),
                ('overdue_from', models.DateField(verbose_name='overdue from')),
                ('missed_from', models.DateField(verbose_name='missed from')),
                ('next_takes_over_on', models.DateField(verbose_name='replaced by the next one on')),
                ('is_fulfilled', models.BooleanField(default=False, verbose_name='fulfilled')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='left the calendar')),
                ('flagged_on', models.DateField(null=True, verbose_name='first flagged overdue on')),
                ('ordered_on', models.DateField(null=True, verbose_name='ordered on')),
                ('booked_for', models.DateTimeField(null=True, verbose_name='booked for')),
                ('booked_place', models.CharField(blank=True, max_length=100, verbose_name='place')),
                ('waived_at', models.DateTimeField(null=True, verbose_name='given up')),
                ('waiver_reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('booked_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('ordered_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('patient', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='patients.patient')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='imaging.imagingslot')),
                ('study', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='imaging.imagingstudy')),
                ('waived_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.table_migrations.AddIndex(
            model_name='imagingslot',
            index=models.Index(condition=models.Q(('study', None), ('waived_at', None), ('withdrawn_at', None)), fields=['next_takes_over_on', 'patient'], name='slot_open'),
        ),
        accounts.table_migrations.AddIndex(
            model_name='imagingslot',
            index=models.Index(condition=models.Q(('is_fulfilled', False), ('study__isnull', False), ('withdrawn_at', None)), fields=['patient'], name='slot_qc_pending'),
        ),
        accounts.table_migrations.AddConstraint(
            model_name='imagingslot',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('patient', 'kind', 'due_on'), name='one_slot_per_kind_and_day'),
        ),
        accounts.table_migrations.AddConstraint(
            model_name='imagingslot',
            constraint=models.CheckConstraint(condition=models.Q(('is_fulfilled', False), ('study__isnull', False), _connector='OR'), name='a_fulfilled_slot_names_its_study'),
        ),
        accounts.table_migrations.AddConstraint(
            model_name='imagingslot',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('waived_at', None), ('waived_by', None), ('waiver_reason', '')), models.Q(('waived_at__isnull', False), ('waived_by__isnull', False), models.Q(('waiver_reason', ''), _negated=True)), _connector='OR'), name='a_waiver_has_a_name_and_a_reason'),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='imagingslot',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "imaging_imagingslotevent" ("anchor_on", "booked_by_id", "booked_for", "booked_place", "category", "created_at", "due_on", "flagged_on", "id", "is_fulfilled", "kind", "missed_from", "next_due_on", "next_takes_over_on", "number", "ordered_by_id", "ordered_on", "overdue_from", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule_id", "soon_from", "study_id", "waived_at", "waived_by_id", "waiver_reason", "withdrawn_at") VALUES (NEW."anchor_on", NEW."booked_by_id", NEW."booked_for", NEW."booked_place", NEW."category", NEW."created_at", NEW."due_on", NEW."flagged_on", NEW."id", NEW."is_fulfilled", NEW."kind", NEW."missed_from", NEW."next_due_on", NEW."next_takes_over_on", NEW."number", NEW."ordered_by_id", NEW."ordered_on", NEW."overdue_from", NEW."patient_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rule_id", NEW."soon_from", NEW."study_id", NEW."waived_at", NEW."waived_by_id", NEW."waiver_reason", NEW."withdrawn_at"); RETURN NULL;', hash='fa5c426d8ff41817c7f2cd5045b851adf491004b', operation='INSERT', pgid='pgtrigger_insert_insert_389e7', table='imaging_imagingslot', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='imagingslot',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "imaging_imagingslotevent" ("anchor_on", "booked_by_id", "booked_for", "booked_place", "category", "created_at", "due_on", "flagged_on", "id", "is_fulfilled", "kind", "missed_from", "next_due_on", "next_takes_over_on", "number", "ordered_by_id", "ordered_on", "overdue_from", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule_id", "soon_from", "study_id", "waived_at", "waived_by_id", "waiver_reason", "withdrawn_at") VALUES (NEW."anchor_on", NEW."booked_by_id", NEW."booked_for", NEW."booked_place", NEW."category", NEW."created_at", NEW."due_on", NEW."flagged_on", NEW."id", NEW."is_fulfilled", NEW."kind", NEW."missed_from", NEW."next_due_on", NEW."next_takes_over_on", NEW."number", NEW."ordered_by_id", NEW."ordered_on", NEW."overdue_from", NEW."patient_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rule_id", NEW."soon_from", NEW."study_id", NEW."waived_at", NEW."waived_by_id", NEW."waiver_reason", NEW."withdrawn_at"); RETURN NULL;', hash='f39730e391450872a7b581f0104321ffcdd7f7be', operation='UPDATE', pgid='pgtrigger_update_update_03021', table='imaging_imagingslot', when='AFTER')),
        ),
        migrations.RunSQL(HEAR + EVERYBODY, UNDO),
    ]
