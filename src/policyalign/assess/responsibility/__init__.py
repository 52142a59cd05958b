"""Which ministry is in charge of what answers a proposal (担当)."""

from __future__ import annotations

from policyalign.messages.wording import Wording

HELP = Wording("提言ごとの担当府省を示す", "Show which ministry leads which proposal")
ABOUT = Wording(
    "府省ごとに主担当・関与・複数（競合）を、また COCN が求める産・官・学のうち計画が触れるものを示します\n"
    "--write を付けると、responsibility.csv、responsibility_matrix.csv、sectors.csv と図を結果フォルダに書きます",
    "Tells which ministry leads, supports or contests a proposal, and which of industry, government "
    "and academia the plans address against which COCN asks\nWith --write, responsibility.csv, "
    "responsibility_matrix.csv, sectors.csv and figures are written to the results",
)
