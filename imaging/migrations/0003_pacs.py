import accounts.table_migrations
import django.db.models.deletion
import pgtrigger.compiler
import accounts.trigger_migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('imaging', '0002_facts_are_heard'),
        ('patients', '0001_tables'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        accounts.table_migrations.CreateModel(
            name='ImagingSeries',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('series_uid', models.CharField(max_length=64, verbose_name='Series Instance UID')),
                ('modality', models.CharField(max_length=16, verbose_name='DICOM modality')),
                ('description', models.CharField(blank=True, max_length=64, verbose_name='description')),
                ('kernel', models.CharField(blank=True, max_length=64, verbose_name='kernel')),
                ('slice_thickness_mm', models.DecimalField(decimal_places=6, max_digits=12, null=True, verbose_name='slice thickness (mm)')),
                ('row_spacing_mm', models.DecimalField(decimal_places=6, max_digits=12, null=True, verbose_name='between rows (mm)')),
                ('column_spacing_mm', models.DecimalField(decimal_places=6, max_digits=12, null=True, verbose_name='between columns (mm)')),
                ('rows', models.PositiveIntegerField(verbose_name='rows')),
                ('columns', models.PositiveIntegerField(verbose_name='columns')),
                ('n_instances', models.PositiveIntegerField(verbose_name='slices')),
                ('frame_of_reference_uid', models.CharField(blank=True, max_length=64, verbose_name='Frame of Reference UID')),
                ('bits_allocated', models.PositiveSmallIntegerField(verbose_name='bits allocated')),
                ('bits_stored', models.PositiveSmallIntegerField(verbose_name='bits stored')),
                ('is_signed', models.BooleanField(verbose_name='signed')),
                ('is_monochrome1', models.BooleanField(default=False, verbose_name='low values are bright')),
                ('padding', models.IntegerField(null=True, verbose_name='padding value')),
                ('sop_uids', models.JSONField(verbose_name='SOP Instance UIDs')),
                ('z_positions', models.JSONField(verbose_name='heights (mm)')),
                ('rescales', models.JSONField(verbose_name='slope and intercept')),
                ('limits', models.JSONField(default=list, verbose_name='limits')),
            ],
            options={
                'verbose_name': 'image series',
                'verbose_name_plural': 'image series',
                'ordering': ['modality', '-n_instances', 'series_uid'],
            },
        ),
        accounts.table_migrations.CreateModel(
            name='ImagingSeriesEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('series_uid', models.CharField(max_length=64, verbose_name='Series Instance UID')),
                ('modality', models.CharField(max_length=16, verbose_name='DICOM modality')),
                ('description', models.CharField(blank=True, max_length=64, verbose_name='description')),
                ('kernel', models.CharField(blank=True, max_length=64, verbose_name='kernel')),
                ('slice_thickness_mm', models.DecimalField(decimal_places=6, max_digits=12, null=True, verbose_name='slice thickness (mm)')),
                ('row_spacing_mm', models.DecimalField(decimal_places=6, max_digits=12, null=True, verbose_name='between rows (mm)')),
                ('column_spacing_mm', models.DecimalField(decimal_places=6, max_digits=12, null=True, verbose_name='between columns (mm)')),
                ('rows', models.PositiveIntegerField(verbose_name='rows')),
                ('columns', models.PositiveIntegerField(verbose_name='columns')),
                ('n_instances', models.PositiveIntegerField(verbose_name='slices')),
                ('frame_of_reference_uid', models.CharField(blank=True, max_length=64, verbose_name='Frame of Reference UID')),
                ('bits_allocated', models.PositiveSmallIntegerField(verbose_name='bits allocated')),
                ('bits_stored', models.PositiveSmallIntegerField(verbose_name='bits stored')),
                ('is_signed', models.BooleanField(verbose_name='signed')),
                ('is_monochrome1', models.BooleanField(default=False, verbose_name='low values are bright')),
                ('padding', models.IntegerField(null=True, verbose_name='padding value')),
                ('sop_uids', models.JSONField(verbose_name='SOP Instance UIDs')),
                ('z_positions', models.JSONField(verbose_name='heights (mm)')),
                ('rescales', models.JSONField(verbose_name='slope and intercept')),
                ('limits', models.JSONField(default=list, verbose_name='limits')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.table_migrations.CreateModel(
            name='ReportAttachment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('is_imported', models.BooleanField(default=False, editable=False, verbose_name='imported')),
                ('voided_at', models.DateTimeField(editable=False, null=True)),
                ('void_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('type', models.CharField(choices=[('PDF', 'PDF'), ('JPEG', 'JPEG'), ('PNG', 'PNG')], max_length=4, verbose_name='type')),
                ('size', models.PositiveBigIntegerField(verbose_name='bytes')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
            ],
            options={
                'verbose_name': 'attachment',
                'verbose_name_plural': 'attachments',
                'ordering': ['created_at'],
                'abstract': False,
            },
        ),
        accounts.table_migrations.CreateModel(
            name='ReportAttachmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('is_imported', models.BooleanField(default=False, editable=False, verbose_name='imported')),
                ('voided_at', models.DateTimeField(editable=False, null=True)),
                ('void_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('type', models.CharField(choices=[('PDF', 'PDF'), ('JPEG', 'JPEG'), ('PNG', 'PNG')], max_length=4, verbose_name='type')),
                ('size', models.PositiveBigIntegerField(verbose_name='bytes')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
            ],
            options={
                'abstract': False,
            },
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
            model_name='imagingstudy',
            name='accession_number',
            field=models.CharField(blank=True, editable=False, max_length=64, verbose_name='accession number'),
        ),
        migrations.AddField(
            model_name='imagingstudy',
            name='study_uid',
            field=models.CharField(blank=True, editable=False, max_length=64, verbose_name='Study Instance UID'),
        ),
        migrations.AddField(
            model_name='imagingstudyevent',
            name='accession_number',
            field=models.CharField(blank=True, editable=False, max_length=64, verbose_name='accession number'),
        ),
        migrations.AddField(
            model_name='imagingstudyevent',
            name='study_uid',
            field=models.CharField(blank=True, editable=False, max_length=64, verbose_name='Study Instance UID'),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='imagingstudy',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "imaging_imagingstudyevent" ("accession_number", "bone_window_by", "bone_window_on", "bone_window_reviewed", "corrects_id", "created_at", "done_on", "findings", "id", "is_approximate", "is_imported", "modality", "modality_text", "outside_hospital", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_by_id", "region", "response", "response_standard", "response_text", "study_uid", "void_reason", "voided_at", "voided_by_id", "window_level", "window_width") VALUES (NEW."accession_number", NEW."bone_window_by", NEW."bone_window_on", NEW."bone_window_reviewed", NEW."corrects_id", NEW."created_at", NEW."done_on", NEW."findings", NEW."id", NEW."is_approximate", NEW."is_imported", NEW."modality", NEW."modality_text", NEW."outside_hospital", NEW."patient_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."recorded_by_id", NEW."region", NEW."response", NEW."response_standard", NEW."response_text", NEW."study_uid", NEW."void_reason", NEW."voided_at", NEW."voided_by_id", NEW."window_level", NEW."window_width"); RETURN NULL;', hash='0060ef438db483d5313c4688e35273ec984e22bb', operation='INSERT', pgid='pgtrigger_insert_insert_6d409', table='imaging_imagingstudy', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='imagingstudy',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "imaging_imagingstudyevent" ("accession_number", "bone_window_by", "bone_window_on", "bone_window_reviewed", "corrects_id", "created_at", "done_on", "findings", "id", "is_approximate", "is_imported", "modality", "modality_text", "outside_hospital", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_by_id", "region", "response", "response_standard", "response_text", "study_uid", "void_reason", "voided_at", "voided_by_id", "window_level", "window_width") VALUES (NEW."accession_number", NEW."bone_window_by", NEW."bone_window_on", NEW."bone_window_reviewed", NEW."corrects_id", NEW."created_at", NEW."done_on", NEW."findings", NEW."id", NEW."is_approximate", NEW."is_imported", NEW."modality", NEW."modality_text", NEW."outside_hospital", NEW."patient_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."recorded_by_id", NEW."region", NEW."response", NEW."response_standard", NEW."response_text", NEW."study_uid", NEW."void_reason", NEW."voided_at", NEW."voided_by_id", NEW."window_level", NEW."window_width"); RETURN NULL;', hash='f6d0fe3eee27f9e8540c93919ce4a31522241862', operation='UPDATE', pgid='pgtrigger_update_update_6e49f', table='imaging_imagingstudy', when='AFTER')),
        ),
        accounts.table_migrations.AddConstraint(
            model_name='imagingstudy',
            constraint=models.UniqueConstraint(condition=models.Q(('voided_at', None), models.Q(('study_uid', ''), _negated=True)), fields=('study_uid',), name='one_study_per_study_uid'),
        ),
        accounts.table_migrations.AddConstraint(
            model_name='imagingstudy',
            constraint=models.UniqueConstraint(condition=models.Q(('voided_at', None), models.Q(('accession_number', ''), _negated=True)), fields=('accession_number',), name='one_study_per_accession_number'),
        ),
        migrations.AddField(
            model_name='imagingseries',
            name='study',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='series', to='imaging.imagingstudy'),
        ),
        migrations.AddField(
            model_name='imagingseriesevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='imagingseriesevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='imaging.imagingseries'),
        ),
        migrations.AddField(
            model_name='imagingseriesevent',
            name='study',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='imaging.imagingstudy'),
        ),
        migrations.AddField(
            model_name='reportattachment',
            name='corrects',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='imaging.reportattachment'),
        ),
        migrations.AddField(
            model_name='reportattachment',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reportattachment',
            name='study',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='imaging.imagingstudy'),
        ),
        migrations.AddField(
            model_name='reportattachment',
            name='voided_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reportattachmentevent',
            name='corrects',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='imaging.reportattachment'),
        ),
        migrations.AddField(
            model_name='reportattachmentevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='reportattachmentevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='imaging.reportattachment'),
        ),
        migrations.AddField(
            model_name='reportattachmentevent',
            name='recorded_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reportattachmentevent',
            name='study',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='imaging.imagingstudy'),
        ),
        migrations.AddField(
            model_name='reportattachmentevent',
            name='voided_by',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        accounts.table_migrations.AddConstraint(
            model_name='imagingseries',
            constraint=models.UniqueConstraint(fields=('study', 'series_uid'), name='one_row_per_series'),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='imagingseries',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "imaging_imagingseriesevent" ("bits_allocated", "bits_stored", "column_spacing_mm", "columns", "created_at", "description", "frame_of_reference_uid", "id", "is_monochrome1", "is_signed", "kernel", "limits", "modality", "n_instances", "padding", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rescales", "row_spacing_mm", "rows", "series_uid", "slice_thickness_mm", "sop_uids", "study_id", "z_positions") VALUES (NEW."bits_allocated", NEW."bits_stored", NEW."column_spacing_mm", NEW."columns", NEW."created_at", NEW."description", NEW."frame_of_reference_uid", NEW."id", NEW."is_monochrome1", NEW."is_signed", NEW."kernel", NEW."limits", NEW."modality", NEW."n_instances", NEW."padding", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rescales", NEW."row_spacing_mm", NEW."rows", NEW."series_uid", NEW."slice_thickness_mm", NEW."sop_uids", NEW."study_id", NEW."z_positions"); RETURN NULL;', hash='2bc32968d5a7f3fd2fec047500afb1a5e5e38787', operation='INSERT', pgid='pgtrigger_insert_insert_2bff0', table='imaging_imagingseries', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='imagingseries',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "imaging_imagingseriesevent" ("bits_allocated", "bits_stored", "column_spacing_mm", "columns", "created_at", "description", "frame_of_reference_uid", "id", "is_monochrome1", "is_signed", "kernel", "limits", "modality", "n_instances", "padding", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rescales", "row_spacing_mm", "rows", "series_uid", "slice_thickness_mm", "sop_uids", "study_id", "z_positions") VALUES (NEW."bits_allocated", NEW."bits_stored", NEW."column_spacing_mm", NEW."columns", NEW."created_at", NEW."description", NEW."frame_of_reference_uid", NEW."id", NEW."is_monochrome1", NEW."is_signed", NEW."kernel", NEW."limits", NEW."modality", NEW."n_instances", NEW."padding", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rescales", NEW."row_spacing_mm", NEW."rows", NEW."series_uid", NEW."slice_thickness_mm", NEW."sop_uids", NEW."study_id", NEW."z_positions"); RETURN NULL;', hash='fe40b4e3f48777f3d2014c5544bd02c93717b4db', operation='UPDATE', pgid='pgtrigger_update_update_95ba6', table='imaging_imagingseries', when='AFTER')),
        ),
        accounts.table_migrations.AddIndex(
            model_name='reportattachment',
            index=models.Index(condition=models.Q(('voided_at', None)), fields=['study'], name='attachment_valid'),
        ),
        accounts.table_migrations.AddConstraint(
            model_name='reportattachment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('void_reason', ''), ('voided_at', None)), models.Q(('voided_at__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='reportattachment_void_has_a_reason'),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='reportattachment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "imaging_reportattachmentevent" ("corrects_id", "created_at", "id", "is_imported", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "sha256", "size", "study_id", "type", "void_reason", "voided_at", "voided_by_id") VALUES (NEW."corrects_id", NEW."created_at", NEW."id", NEW."is_imported", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_by_id", NEW."sha256", NEW."size", NEW."study_id", NEW."type", NEW."void_reason", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='a330db09ad764b99394bb78ada499ac576532c8a', operation='INSERT', pgid='pgtrigger_insert_insert_8c600', table='imaging_reportattachment', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='reportattachment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "imaging_reportattachmentevent" ("corrects_id", "created_at", "id", "is_imported", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "sha256", "size", "study_id", "type", "void_reason", "voided_at", "voided_by_id") VALUES (NEW."corrects_id", NEW."created_at", NEW."id", NEW."is_imported", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_by_id", NEW."sha256", NEW."size", NEW."study_id", NEW."type", NEW."void_reason", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='3ba410acdca50b0fa810823b9c48e4a5262399dd', operation='UPDATE', pgid='pgtrigger_update_update_63db2', table='imaging_reportattachment', when='AFTER')),
        ),
    ]
