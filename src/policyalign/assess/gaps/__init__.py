"""Which proposals each plan takes up (対応・欠落)."""

from __future__ import annotations

from policyalign.messages.wording import Wording

HELP = Wording("提言ごとの対応・欠落を示す", "Show which proposals the plans take up")
ABOUT = Wording("compare が示した表を、選んで示します", "Shows the table of compare, or what is chosen of it")
