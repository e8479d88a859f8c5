"""Access in an emergency, and its reason on every line of the trail that falls into it."""

import accounts.table_migrations
import django.db.models.deletion
import pgtrigger.compiler
import accounts.trigger_migrations
import uuid
from django.conf import settings
from django.db import migrations, models

# Whoever writes the line, by whichever way: a look without a reason in these hours gets the one that was given.
REASON = """
CREATE FUNCTION trail_emergency_reason() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT left(reason_code || ': ' || reason_text, 500) INTO NEW.reason
    FROM patients_emergencyaccess
    WHERE user_id = NEW.user_id AND patient_id = NEW.patient_id
      AND opened_at <= NEW.at AND until > NEW.at
    ORDER BY opened_at DESC LIMIT 1;
  NEW.reason := coalesce(NEW.reason, '');
  RETURN NEW;
END $$;
CREATE TRIGGER emergency_reason BEFORE INSERT ON accounts_readrecord
  FOR EACH ROW WHEN (NEW.reason = '' AND NEW.patient_id IS NOT NULL AND NEW.user_id IS NOT NULL)
  EXECUTE FUNCTION trail_emergency_reason();
ALTER TABLE accounts_readrecord ENABLE ALWAYS TRIGGER emergency_reason;
"""
NO_REASON = """
DROP TRIGGER emergency_reason ON accounts_readrecord;
DROP FUNCTION trail_emergency_reason();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_trail'),
        ('patients', '0003_distress_and_event_free'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        accounts.table_migrations.CreateModel(
            name='EmergencyAccess',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('reason_code', models.CharField(choices=[('TREATMENT', 'Emergency treatment now'), ('CONSULTATION', 'Called to an urgent consultation'), ('ON_CALL', "On call for the patient's department"), ('OTHER', 'Other reason')], max_length=12, verbose_name='reason')),
                ('reason_text', models.CharField(max_length=300, verbose_name='explanation')),
                ('opened_at', models.DateTimeField(verbose_name='opened at')),
                ('until', models.DateTimeField(verbose_name='until')),
                ('reviewed_at', models.DateTimeField(null=True, verbose_name='reviewed at')),
                ('verdict', models.CharField(blank=True, choices=[('FINE', 'Justified'), ('NOT_FINE', 'Not justified')], max_length=8, verbose_name='verdict')),
                ('review_note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='emergencies', to='patients.patient')),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='emergencies', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'emergency access',
                'verbose_name_plural': 'emergency accesses',
                'ordering': ['-opened_at'],
            },
        ),
        accounts.table_migrations.CreateModel(
            name='EmergencyAccessEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('reason_code', models.CharField(choices=[('TREATMENT', 'Emergency treatment now'), ('CONSULTATION', 'Called to an urgent consultation'), ('ON_CALL', "On call for the patient's department"), ('OTHER', 'Other reason')], max_length=12, verbose_name='reason')),
                ('reason_text', models.CharField(max_length=300, verbose_name='explanation')),
                ('opened_at', models.DateTimeField(verbose_name='opened at')),
                ('until', models.DateTimeField(verbose_name='until')),
                ('reviewed_at', models.DateTimeField(null=True, verbose_name='reviewed at')),
                ('verdict', models.CharField(blank=True, choices=[('FINE', 'Justified'), ('NOT_FINE', 'Not justified')], max_length=8, verbose_name='verdict')),
                ('review_note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('patient', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='patients.patient')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='patients.emergencyaccess')),
                ('reviewed_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.table_migrations.AddIndex(
            model_name='emergencyaccess',
            index=models.Index(fields=['user', 'until'], name='emergency_by_user'),
        ),
        accounts.table_migrations.AddIndex(
            model_name='emergencyaccess',
            index=models.Index(condition=models.Q(('reviewed_at', None)), fields=['patient', '-opened_at'], name='emergency_to_review'),
        ),
        accounts.table_migrations.AddConstraint(
            model_name='emergencyaccess',
            constraint=models.CheckConstraint(condition=models.Q(('reason_text', ''), _negated=True), name='emergency_has_words'),
        ),
        accounts.table_migrations.AddConstraint(
            model_name='emergencyaccess',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reviewed_at', None), ('verdict', '')), models.Q(('reviewed_at__isnull', False), ('verdict__in', ['FINE', 'NOT_FINE'])), _connector='OR'), name='emergency_review_has_a_verdict'),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='emergencyaccess',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "patients_emergencyaccessevent" ("created_at", "id", "opened_at", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason_code", "reason_text", "review_note", "reviewed_at", "reviewed_by_id", "until", "user_id", "verdict") VALUES (NEW."created_at", NEW."id", NEW."opened_at", NEW."patient_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason_code", NEW."reason_text", NEW."review_note", NEW."reviewed_at", NEW."reviewed_by_id", NEW."until", NEW."user_id", NEW."verdict"); RETURN NULL;', hash='44966e8a0811428010bce628167955f7bc8642f7', operation='INSERT', pgid='pgtrigger_insert_insert_f84a1', table='patients_emergencyaccess', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='emergencyaccess',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "patients_emergencyaccessevent" ("created_at", "id", "opened_at", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason_code", "reason_text", "review_note", "reviewed_at", "reviewed_by_id", "until", "user_id", "verdict") VALUES (NEW."created_at", NEW."id", NEW."opened_at", NEW."patient_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason_code", NEW."reason_text", NEW."review_note", NEW."reviewed_at", NEW."reviewed_by_id", NEW."until", NEW."user_id", NEW."verdict"); RETURN NULL;', hash='2d0d57452c7225a71867c01a6beaa87c9ceb2625', operation='UPDATE', pgid='pgtrigger_update_update_48a92', table='patients_emergencyaccess', when='AFTER')),
        ),
        migrations.RunSQL(REASON, NO_REASON),
    ]
