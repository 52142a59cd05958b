"""COCN's complaints about governance: what the findings across plans say of them."""

from __future__ import annotations

from policyalign.messages.wording import Codes, worded


class GovernanceCode(Codes):
    """What the findings across plans say of complaints about governance."""

    governance_observed = worded("この実行の計画の間で、確実なものが{certain}件、確実でないものが{check}件見つかった", "findings between the plans of this run: {certain} certain, {check} not certain")
    governance_nothing_certain = worded("確実と言えるものは見つからなかった（確実でないもの{check}件）。見つからないことは、ないことの証明ではない", "nothing certain was found ({check} that are not); that nothing was found does not prove that there is nothing")
    governance_one_plan = worded("計画が一つだけでは、計画の間のことは言えない（この計画の中で確実{certain}件、確実でないもの{check}件）", "of one plan alone nothing can be said between plans (findings within it: {certain} certain, {check} not certain)")
    governance_coordinated = worded("（重なりの表には、このほかに、連携すると計画が述べているものが{count}件ある。問題意識に当たるものには数えない）", " (the table of overlaps holds {count} more, of which the plans tell that they are coordinated; they do not count here)")
    governance_scenario = worded("優先度付けの有無は、段階と時期からは言えない。推進の道筋に関わるものとして、期限のない施策が{undated}件、段階の空白や出口の欠けが{broken}件（確実でないものを含む）ある", "whether priorities are set cannot be told from stages and times; of the scenario: {undated} measures without a time, {broken} gaps between stages or missing exits (some not certain)")
    governance_cell = worded("計画の間で見つかったもののうち、この計画に関わるものは確実{certain}件、確実でないもの{check}件（governance.csv）", "findings between plans that concern this plan: {certain} certain, {check} not certain (governance.csv)")
    governance_cell_nothing = worded("この計画に関わるものは見つからなかった。見つからないことは、ないことの証明ではない（governance.csv）", "nothing was found that concerns this plan, which does not prove that there is nothing (governance.csv)")
    governance_more = worded("このほか{count}件あります（governance.csv）", "{count} more; see governance.csv")
