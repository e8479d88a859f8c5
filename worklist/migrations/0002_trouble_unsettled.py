"""The call list reads failures nobody has settled; years of settled ones stay out of its index."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("worklist", "0001_tables")]

    operations = [
        migrations.RemoveIndex(model_name="reminder", name="reminder_trouble"),
        migrations.AddIndex(
            model_name="reminder",
            index=models.Index(
                fields=["department", "-planned_for"],
                condition=models.Q(state__in=["FAILED", "MISSED"], read_at=None),
                name="reminder_trouble",
            ),
        ),
    ]
