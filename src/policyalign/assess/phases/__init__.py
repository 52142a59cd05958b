"""Where stages and schedules of plans do not fit (フェーズ不整合)."""

from __future__ import annotations

from policyalign.messages.wording import Wording

HELP = Wording("段階と時期の合わないところを示す", "Show where stages and schedules do not fit")
ABOUT = Wording(
    "順序の逆転、死の谷、出口不在、入口不在、同時並行の重複段階、計画期間のずれを挙げます\n"
    "続けて、提言ごとに、応える施策の段階と時期を計画別に示します。--proposal で選んだ提言では、"
    "応える施策のない計画の、最も近い施策も示します\n"
    "--write を付けると、phases.csv、schedule.csv、phase_picture.csv と図を結果フォルダに書きます。"
    "--figures は、提言ごとの図もすべて（--proposal があればそれだけ）書きます",
    "Names inverted orders, valleys of death, missing exits and entries, the same stage in parallel, "
    "and periods out of step\nThen shows for every proposal what each plan says of stage and time; for a "
    "proposal chosen by --proposal, also of the nearest measure where a plan does not take it up\n"
    "With --write, phases.csv, schedule.csv, phase_picture.csv and figures are written to the results; with "
    "--figures also a figure of every proposal, or of those chosen by --proposal",
)
