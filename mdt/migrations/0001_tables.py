import accounts.table_migrations
import accounts.trigger_migrations
import django.contrib.postgres.fields
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
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        accounts.table_migrations.CreateModel(
            name='Conference',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('is_imported', models.BooleanField(default=False, editable=False, verbose_name='imported')),
                ('voided_at', models.DateTimeField(editable=False, null=True)),
                ('void_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('held_on', models.DateField(blank=True, null=True, verbose_name='held on')),
                ('disciplines', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=14), blank=True, default=list, size=None, verbose_name='disciplines')),
                ('question', models.TextField(blank=True, verbose_name='question')),
                ('conclusion', models.TextField(blank=True, verbose_name='conclusion')),
                ('drug_statement', models.CharField(blank=True, max_length=16, verbose_name='bone-modifying drug')),
                ('drug_text', models.CharField(blank=True, max_length=300, verbose_name='which drug, or why not')),
                ('corrects', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='mdt.conference')),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conferences', to='patients.patient')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('voided_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'conference',
                'verbose_name_plural': 'conferences',
                'ordering': ['-held_on', '-created_at'],
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('voided_at', None)), fields=['patient', '-held_on'], name='conference_latest')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('void_reason', ''), ('voided_at', None)), models.Q(('voided_at__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='conference_void_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('drug_statement__in', ['CONTRAINDICATED', 'DECLINED']), _negated=True), models.Q(('drug_text', ''), _negated=True), _connector='OR'), name='no_drug_has_a_reason')],
            },
        ),
        accounts.table_migrations.CreateModel(
            name='ConferenceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('is_imported', models.BooleanField(default=False, editable=False, verbose_name='imported')),
                ('voided_at', models.DateTimeField(editable=False, null=True)),
                ('void_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('held_on', models.DateField(blank=True, null=True, verbose_name='held on')),
                ('disciplines', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=14), blank=True, default=list, size=None, verbose_name='disciplines')),
                ('question', models.TextField(blank=True, verbose_name='question')),
                ('conclusion', models.TextField(blank=True, verbose_name='conclusion')),
                ('drug_statement', models.CharField(blank=True, max_length=16, verbose_name='bone-modifying drug')),
                ('drug_text', models.CharField(blank=True, max_length=300, verbose_name='which drug, or why not')),
                ('corrects', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdt.conference')),
                ('patient', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='patients.patient')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdt.conference')),
                ('recorded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('voided_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.table_migrations.CreateModel(
            name='SpecialistOpinion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('is_imported', models.BooleanField(default=False, editable=False, verbose_name='imported')),
                ('voided_at', models.DateTimeField(editable=False, null=True)),
                ('void_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('opinion', models.CharField(max_length=16, verbose_name='opinion')),
                ('given_on', models.DateField(blank=True, null=True, verbose_name='given on')),
                ('site', models.CharField(blank=True, max_length=100, verbose_name='site')),
                ('side', models.CharField(blank=True, max_length=9, verbose_name='side')),
                ('text', models.TextField(blank=True, verbose_name='opinion in words')),
                ('corrects', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='mdt.specialistopinion')),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='specialist_opinions', to='patients.patient')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('voided_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'specialist opinion',
                'verbose_name_plural': 'specialist opinions',
                'ordering': ['-given_on', '-created_at'],
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('voided_at', None)), fields=['patient', '-given_on'], name='opinion_latest')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('void_reason', ''), ('voided_at', None)), models.Q(('voided_at__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='specialistopinion_void_has_a_reason')],
            },
        ),
        accounts.table_migrations.CreateModel(
            name='SpecialistOpinionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('is_imported', models.BooleanField(default=False, editable=False, verbose_name='imported')),
                ('voided_at', models.DateTimeField(editable=False, null=True)),
                ('void_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('opinion', models.CharField(max_length=16, verbose_name='opinion')),
                ('given_on', models.DateField(blank=True, null=True, verbose_name='given on')),
                ('site', models.CharField(blank=True, max_length=100, verbose_name='site')),
                ('side', models.CharField(blank=True, max_length=9, verbose_name='side')),
                ('text', models.TextField(blank=True, verbose_name='opinion in words')),
                ('corrects', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdt.specialistopinion')),
                ('patient', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='patients.patient')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdt.specialistopinion')),
                ('recorded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('voided_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='conference',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "mdt_conferenceevent" ("conclusion", "corrects_id", "created_at", "disciplines", "drug_statement", "drug_text", "held_on", "id", "is_imported", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "recorded_by_id", "void_reason", "voided_at", "voided_by_id") VALUES (NEW."conclusion", NEW."corrects_id", NEW."created_at", NEW."disciplines", NEW."drug_statement", NEW."drug_text", NEW."held_on", NEW."id", NEW."is_imported", NEW."patient_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."question", NEW."recorded_by_id", NEW."void_reason", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='2f7597f9187538c3351e2a1cedd313752675921c', operation='INSERT', pgid='pgtrigger_insert_insert_fc312', table='mdt_conference', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='conference',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "mdt_conferenceevent" ("conclusion", "corrects_id", "created_at", "disciplines", "drug_statement", "drug_text", "held_on", "id", "is_imported", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "recorded_by_id", "void_reason", "voided_at", "voided_by_id") VALUES (NEW."conclusion", NEW."corrects_id", NEW."created_at", NEW."disciplines", NEW."drug_statement", NEW."drug_text", NEW."held_on", NEW."id", NEW."is_imported", NEW."patient_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."question", NEW."recorded_by_id", NEW."void_reason", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='a4090ca04d5a9e9961061f8ade7653b5dcec22df', operation='UPDATE', pgid='pgtrigger_update_update_04bdd', table='mdt_conference', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='specialistopinion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "mdt_specialistopinionevent" ("corrects_id", "created_at", "given_on", "id", "is_imported", "opinion", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "side", "site", "text", "void_reason", "voided_at", "voided_by_id") VALUES (NEW."corrects_id", NEW."created_at", NEW."given_on", NEW."id", NEW."is_imported", NEW."opinion", NEW."patient_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_by_id", NEW."side", NEW."site", NEW."text", NEW."void_reason", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='5e3180f200a8bb6b0c6263dc48aac91503fab308', operation='INSERT', pgid='pgtrigger_insert_insert_176a9', table='mdt_specialistopinion', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='specialistopinion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "mdt_specialistopinionevent" ("corrects_id", "created_at", "given_on", "id", "is_imported", "opinion", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "side", "site", "text", "void_reason", "voided_at", "voided_by_id") VALUES (NEW."corrects_id", NEW."created_at", NEW."given_on", NEW."id", NEW."is_imported", NEW."opinion", NEW."patient_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_by_id", NEW."side", NEW."site", NEW."text", NEW."void_reason", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='a06934f32a3d426f724772d90e28ba5d3cd3320f', operation='UPDATE', pgid='pgtrigger_update_update_a21f1', table='mdt_specialistopinion', when='AFTER')),
        ),
    ]
