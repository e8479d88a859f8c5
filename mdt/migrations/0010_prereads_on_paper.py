"""The printed pre-reads of published agendas."""


import accounts.table_migrations
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mdt', '0009_answered_by'),
    ]

    operations = [
        accounts.table_migrations.CreateModel(
            name='PreRead',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('language', models.CharField(max_length=8, verbose_name='language')),
                ('agenda', models.CharField(max_length=64)),
                ('pdf', models.BinaryField()),
                ('rendered_at', models.DateTimeField(verbose_name='rendered at')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='prereads', to='mdt.meeting')),
            ],
            options={
                'verbose_name': 'printed pre-read',
                'verbose_name_plural': 'printed pre-reads',
                'ordering': ['rendered_at'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'language'), name='one_preread_per_language')],
            },
        ),
    ]
