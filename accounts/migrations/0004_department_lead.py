"""Who leads a department."""

import django.db.models.deletion
import pgtrigger.compiler
import accounts.trigger_migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_sessions'),
    ]

    operations = [
        accounts.trigger_migrations.RemoveTrigger(
            model_name='department',
            name='insert_insert',
        ),
        accounts.trigger_migrations.RemoveTrigger(
            model_name='department',
            name='update_update',
        ),
        migrations.AddField(
            model_name='department',
            name='lead',
            field=models.ForeignKey(blank=True, help_text="Who is told of emergency access to the department's patients and reviews it.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='lead'),
        ),
        migrations.AddField(
            model_name='departmentevent',
            name='lead',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text="Who is told of emergency access to the department's patients and reviews it.", null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='lead'),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='department',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_departmentevent" ("created_at", "discipline", "hospital_id", "id", "is_active", "lead_id", "name", "nurse_mailbox", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."created_at", NEW."discipline", NEW."hospital_id", NEW."id", NEW."is_active", NEW."lead_id", NEW."name", NEW."nurse_mailbox", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='a4a57dd9ef73424b9b336a4b7a2459f6e7abb323', operation='INSERT', pgid='pgtrigger_insert_insert_b4692', table='accounts_department', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='department',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "accounts_departmentevent" ("created_at", "discipline", "hospital_id", "id", "is_active", "lead_id", "name", "nurse_mailbox", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."created_at", NEW."discipline", NEW."hospital_id", NEW."id", NEW."is_active", NEW."lead_id", NEW."name", NEW."nurse_mailbox", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='d75df95e17af3758079b0484fb4fd9de7bc2c603', operation='UPDATE', pgid='pgtrigger_update_update_afd13', table='accounts_department', when='AFTER')),
        ),
    ]
