"""The day shows who is on hold: the ward's held doses are one index range."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One index."""

    dependencies = [("bonetherapy", "0005_doubt_readiness")]

    operations = [
        migrations.AddIndex(
            model_name="dose",
            index=models.Index(
                condition=models.Q(("state", "HELD")), fields=["department", "course"], name="dose_on_hold"
            ),
        )
    ]
