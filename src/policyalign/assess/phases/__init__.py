"""Where stages and schedules of plans do not fit (フェーズ不整合)."""

from __future__ import annotations

from policyalign.messages.wording import Wording

HELP = Wording("段階と時期の合わないところを示す", "Show where stages and schedules do not fit")
ABOUT = Wording(
    "順序の逆転、死の谷、出口不在、入口不在、同時並行の重複段階、計画期間のずれを挙げます\n"
    "--write を付けると、phases.csv と schedule.csv、図を結果フォルダに書きます",
    "Names inverted orders, valleys of death, missing exits and entries, the same stage in parallel, "
    "and periods out of step\nWith --write, phases.csv, schedule.csv and figures are written to the results",
)
