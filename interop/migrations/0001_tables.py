import accounts.table_migrations
import accounts.trigger_migrations
import django.core.serializers.json
import django.db.models.deletion
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('patients', '0001_tables'),
    ]

    operations = [
        accounts.table_migrations.CreateModel(
            name='ImportedCase',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('case', models.CharField(max_length=60, verbose_name='case')),
                ('index_on', models.DateField(verbose_name='index day')),
                ('seen_on', models.DateField(verbose_name='seen on')),
                ('document', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='document')),
                ('problems', models.JSONField(default=list, verbose_name='what could not be read')),
                ('rows', models.JSONField(default=dict, verbose_name='rows')),
                ('imported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imported_cases', to='patients.patient')),
            ],
            options={
                'verbose_name': 'imported case',
                'verbose_name_plural': 'imported cases',
                'ordering': ['-created_at'],
            },
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='importedcase',
            trigger=pgtrigger.compiler.Trigger(name='import_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='1bc07241ed63acad001c82c1ff18866dc2036476', operation='DELETE', pgid='pgtrigger_import_stays_4fc51', table='interop_importedcase', when='BEFORE')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='importedcase',
            trigger=pgtrigger.compiler.Trigger(name='import_is_never_rewritten', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF to_jsonb(OLD) - 'patient_id' IS DISTINCT FROM to_jsonb(NEW) - 'patient_id' THEN RAISE EXCEPTION 'an import is never rewritten'; END IF; RETURN NEW;", hash='677be0d7a90c98a48843e9c743128ae07cba0768', operation='UPDATE', pgid='pgtrigger_import_is_never_rewritten_56464', table='interop_importedcase', when='BEFORE')),
        ),
    ]
