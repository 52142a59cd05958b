"""The date in files of a report that nobody has edited: the same results give the same bytes."""

from __future__ import annotations

import datetime

EPOCH = datetime.datetime(2000, 1, 1)
UNEDITED = f"{EPOCH.isoformat()}Z"
"""What workbook and chapter say when they were last changed, as long as nobody has: no office program keeps it."""
