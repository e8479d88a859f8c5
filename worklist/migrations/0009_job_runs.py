"""When each background job last ran."""

from django.db import migrations, models

from accounts import table_migrations


class Migration(migrations.Migration):

    dependencies = [
        ('worklist', '0007_decision_reminders'),
    ]

    operations = [
        table_migrations.CreateModel(
            name='JobRun',
            fields=[
                ('name', models.CharField(max_length=60, primary_key=True, serialize=False, verbose_name='job')),
                ('queue', models.CharField(blank=True, max_length=20, verbose_name='queue')),
                ('known_since', models.DateTimeField(verbose_name='known since')),
                ('started_at', models.DateTimeField(verbose_name='started')),
                ('succeeded_at', models.DateTimeField(null=True, verbose_name='last success')),
                ('failed_at', models.DateTimeField(null=True, verbose_name='last failure')),
                ('error', models.CharField(blank=True, db_default='', max_length=80, verbose_name='error')),
            ],
            options={
                'verbose_name': 'run of a job',
                'verbose_name_plural': 'runs of jobs',
            },
        ),
    ]
