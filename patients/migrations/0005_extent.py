"""How far the bone disease reaches, as a clinician judged it on a day (VOC-09, AMB-34)."""

import pgtrigger.compiler
import accounts.table_migrations
import accounts.trigger_migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('patients', '0004_emergency_access'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        accounts.trigger_migrations.RemoveTrigger(
            model_name='bonemetastasis',
            name='insert_insert',
        ),
        accounts.trigger_migrations.RemoveTrigger(
            model_name='bonemetastasis',
            name='update_update',
        ),
        migrations.AddField(
            model_name='bonemetastasis',
            name='extent',
            field=models.CharField(blank=True, db_default='', default='', max_length=10, verbose_name='extent'),
        ),
        migrations.AddField(
            model_name='bonemetastasis',
            name='extent_on',
            field=models.DateField(blank=True, null=True, verbose_name='extent judged on'),
        ),
        migrations.AddField(
            model_name='bonemetastasisevent',
            name='extent',
            field=models.CharField(blank=True, db_default='', default='', max_length=10, verbose_name='extent'),
        ),
        migrations.AddField(
            model_name='bonemetastasisevent',
            name='extent_on',
            field=models.DateField(blank=True, null=True, verbose_name='extent judged on'),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='bonemetastasis',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "patients_bonemetastasisevent" ("basis", "basis_text", "confirmed_on", "created_at", "decided_by_id", "extent", "extent_on", "id", "is_imported", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sites", "status") VALUES (NEW."basis", NEW."basis_text", NEW."confirmed_on", NEW."created_at", NEW."decided_by_id", NEW."extent", NEW."extent_on", NEW."id", NEW."is_imported", NEW."patient_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sites", NEW."status"); RETURN NULL;', hash='fa995a2eabf0395769a20d425d9e71ccf2f5d695', operation='INSERT', pgid='pgtrigger_insert_insert_50512', table='patients_bonemetastasis', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='bonemetastasis',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "patients_bonemetastasisevent" ("basis", "basis_text", "confirmed_on", "created_at", "decided_by_id", "extent", "extent_on", "id", "is_imported", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sites", "status") VALUES (NEW."basis", NEW."basis_text", NEW."confirmed_on", NEW."created_at", NEW."decided_by_id", NEW."extent", NEW."extent_on", NEW."id", NEW."is_imported", NEW."patient_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sites", NEW."status"); RETURN NULL;', hash='4f80d9082f126ae1d8c4c72ed699eab6997cf836', operation='UPDATE', pgid='pgtrigger_update_update_b8beb', table='patients_bonemetastasis', when='AFTER')),
        ),
        accounts.table_migrations.AddConstraint(
            model_name='bonemetastasis',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('extent', ''), ('extent_on', None)), models.Q(models.Q(('extent', ''), _negated=True), ('extent_on__isnull', False)), _connector='OR'), name='extent_has_a_day'),
        ),
    ]
