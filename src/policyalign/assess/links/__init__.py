"""Who cites whom, and where a result of one plan has its user in another (出口の連携)."""

from __future__ import annotations

from policyalign.messages.wording import Wording

HELP = Wording("引用と出口の連携を示す", "Show who cites whom, and exit links")
ABOUT = Wording(
    "どの計画がどの計画・法律・戦略・会議体を引用するか、一つの計画の成果を別の計画のどの施策が使うかを示します\n"
    "--write を付けると、links.csv、exits.csv、links.graphml（Gephi、Cytoscape 用）と図を結果フォルダに書きます",
    "Tells which plans, laws, strategies and councils each plan cites, and which results of one plan "
    "have their users in another\nWith --write, links.csv, exits.csv, links.graphml (for Gephi or Cytoscape) and a "
    "figure are written to the results",
)
