"""Tables of the demo hospital: old cases that wait for approval, and a ward sheet the nurse took."""

from datetime import datetime

from django.utils import timezone

from accounts.models import User
from accounts.spreadsheet.columns import entries_of
from accounts.spreadsheet.reading import lines_of
from bonetherapy.selectors.day import DayFilters, ward_rows
from bonetherapy.selectors.day_numbers import reach_of
from bonetherapy.services.ward_sheets import sheet_take
from interop.old_cases import columns_of
from interop.services.old_cases import batch_review

# Invented people. The third row has no such department, the fourth a day that does not exist.
OLD_CASES = """住院号,姓名,性别,出生日期,科室,病理类型,骨转移,骨转移确诊日期,确诊依据,既往 MDT 日期,MDT 结论
DEMO-OLD-1,沈月琴,女,1957-08-19,肿瘤一科,腺癌,已确认,2024-03-11,影像,2024-03-15,启动唑来膦酸，四周一次（演示）
DEMO-OLD-2,邵国平,男,1951-01-30,肿瘤一科,鳞癌,可疑,,,2024-05-10,骨扫描后再议（演示）
DEMO-OLD-3,邹丽华,女,1962-12-05,骨科门诊,腺癌,,,,,
DEMO-OLD-4,侯志明,男,1955-02-30,肿瘤一科,腺癌,,,,,
"""


def tables_write(now: datetime) -> None:
    """One import to review, one ward sheet that has not come back."""
    admin, today = User.objects.get(username="admin"), timezone.localdate(now)
    content = OLD_CASES.encode()
    if admin.hospital is not None:
        entries = entries_of(lines_of(content), columns_of(admin.hospital))
        batch_review(
            by=admin, file_name="旧病例（演示）.csv", content=content, entries=entries, now=now, today=today
        )
    nurse = User.objects.get(username="nurse")
    rows = ward_rows(user=nurse, reach=reach_of(nurse, today), filters=DayFilters(), today=today)
    sheet_take(by=nurse, doses=[row.dose for row in rows], now=now)
