"""Forms (個票): tables in which each value stands right of its label, and no row names the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyalign.domain import Cell

# What is told of a measure.
_LABEL = re.compile(
    r"(?:(?:主な|関連|今後の?|これまでの?|施策の?|事業の?|取組の?|計画の?)?"
    r"(?:担当|所管|部署|部局|課名?|期間|年度|時期|目標|指標|現状|課題|背景|目的|対象|内容|概要|財源|予算|事業費|主体|方針|効果|成果|取組"
    r"|実績|備考|区分|分野|名称|番号|根拠(?:法令)?|場所|方法|連携|協力|評価|施策|事業|KPI|SDGs)(?:[のとや・／/及び並びに等].{0,8})?"
    r"(?:課|者|先|部署|名|値|額|内容|機関|団体|状況)?)"
)
_ROWS = 2


def is_form(cells: Sequence[Cell], columns: int) -> bool:
    """Whether every other column holds labels from the first row on, and none of the values beside them is one."""
    if columns % 2:
        return False
    labels = [cell.text for cell in cells if cell.column % 2 == 0 and cell.column_span == 1]
    values = [cell.text for cell in cells if cell.column % 2 == 1]
    rows = {cell.row for cell in cells}
    told = all(_LABEL.fullmatch(_plain(text)) for text in labels)
    return len(rows) >= _ROWS and bool(values) and told and not any(_LABEL.fullmatch(_plain(text)) for text in values)


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)
