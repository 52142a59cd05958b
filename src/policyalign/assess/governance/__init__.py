"""What the plans together show of COCN's complaints (ガバナンスの問題意識)."""

from __future__ import annotations

from policyalign.messages.wording import Wording

HELP = Wording("COCNの問題意識に当たるものを示す", "Show what bears out COCN's complaints about governance")
ABOUT = Wording(
    "フェーズ不整合（1-I1）、重複・相乗効果の欠如（1-I2）、推進シナリオの欠如（1-I3）を、計画をまたいで見つかったものから示します。"
    "確実なものがあれば「該当あり」、なければ「判定不能」で、見つからないことは、ないことの証明ではありません",
    "Answers 1-I1 (phases out of step), 1-I2 (duplication, missing synergy) and 1-I3 (no scenario) by what was found "
    "across the plans: observed where something is certain, else undetermined; that nothing was found proves nothing",
)
