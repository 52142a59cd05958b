"""What the report says: the workbook, the chapter, the page."""

from __future__ import annotations

from policyalign.messages.budget import BUDGET_HEADINGS, BUDGET_SHEETS
from policyalign.messages.sources import SOURCE_WORDS
from policyalign.messages.terms import TERMS_TITLE
from policyalign.messages.wording import Codes, Wording, worded

SHEETS = {
    "guide": Wording("読み方", "How to read"),
    "governance": Wording("ガバナンス", "Governance"),
    "matrix": Wording("一覧", "Matrix"),
    "findings": Wording("判定", "Verdicts"),
    "proposals": Wording("提言別", "By proposal"),
    "overlaps": Wording("重複", "Overlaps"),
    "phases": Wording("フェーズ", "Phases"),
    "picture": Wording("段階と時期", "Stages in time"),
    "exits": Wording("出口", "Exits"),
    "responsibility": Wording("担当", "Responsibility"),
    "ministries": Wording("府省別", "By ministry"),
    "links": Wording("引用", "Citations"),
    "problems": Wording("問題", "Problems"),
    "terms": TERMS_TITLE,
    "sources": SOURCE_WORDS["title"],
    "long": Wording("長文", "Long texts"),
    **BUDGET_SHEETS,
}
"""The sheets of the workbook; that of long texts is there only where a text is longer than a cell holds."""

HEADINGS = {
    "proposal_id": Wording("提言番号", "Proposal id"),
    "statement_id": Wording("問題意識の番号", "Complaint id"),
    "governance.label": Wording("COCN の問題意識", "Complaint of COCN"),
    "governance.status": Wording("答え", "Answer"),
    "governance.reason": Wording("答えの理由", "Reason of the answer"),
    "governance.file": Wording("もとのシート", "Sheet of the finding"),
    "governance.number": Wording("そのシートでの番号", "No. on that sheet"),
    "plans": Wording("計画", "Plans"),
    "governance.pages": Wording("場所", "Places"),
    "chapter": Wording("章", "Chapter"),
    "section": Wording("見出しの道", "Headings"),
    "matrix.section": Wording("節", "Section"),
    "matrix.kind": Wording("種別", "Kind"),
    "kind": Wording("符号", "Code"),
    "label": Wording("提言の見出し", "Proposal"),
    "text": Wording("本文", "Text"),
    "actors": Wording("主体", "Actors"),
    "plan_id": Wording("計画のID", "Plan id"),
    "plan": Wording("計画", "Plan"),
    "status": Wording("判定", "Verdict"),
    "probability": Wording("確率", "Probability"),
    "similarity": Wording("類似度", "Similarity"),
    "n_measures": Wording("当たる施策の数", "Measures that count"),
    "passage_id": Wording("箇所の番号", "Passage id"),
    "page": Wording("ファイルのページ", "Page of the file"),
    "place": Wording("場所（紙面）", "Place (printed)"),
    "passage": Wording("箇所の文章", "Passage"),
    "findings.passage": Wording("最も近い箇所（対応・一部対応では根拠）", "Nearest passage (evidence under covered and partial)"),
    "stage": Wording("段階", "Stage"),
    "start_fy": Wording("開始年度", "First FY"),
    "end_fy": Wording("終了年度", "Last FY"),
    "reason": Wording("理由", "Reason"),
    "checked": Wording("人の答え", "Answer of a person"),
    "expected": Wording("期待度", "Expected"),
    "measure_id": Wording("施策の番号", "Measure id"),
    "measure": Wording("施策", "Measure"),
    "ministry": Wording("担当府省", "Ministry"),
    "ministries.cells": Wording("応える組（提言と計画）の数", "Pairs of proposal and plan answered"),
    "cells": Wording("組の数", "Pairs"),
    "proposals.ministry": Wording("担当府省（役割）", "Ministries (role)"),
    "number": Wording("番号", "No."),
    "type": Wording("種類", "Type"),
    "confidence": Wording("確かさ", "Confidence"),
    "explanation": Wording("説明", "Explanation"),
    "doubts": Wording("疑わしい点", "Doubts"),
    "chain": Wording("連鎖", "Chain"),
    "phrase": Wording("もとの語句", "Wording"),
    "precision": Wording("時期の述べ方", "How the time is stated"),
    "relation": Wording("関係の符号", "Relation code"),
    "coordinated": Wording("連携済み", "Coordinated"),
    "coordination": Wording("連携の語句", "Coordination"),
    "coordination_plan": Wording("連携を述べる計画", "Plan that coordinates"),
    "coordination_page": Wording("連携のページ", "Page of coordination"),
    "coordination_passage": Wording("連携の箇所", "Passage of coordination"),
    "same_ministry": Wording("同じ府省", "Same ministry"),
    "shared": Wording("共通の語", "Shared words"),
    "cluster": Wording("群", "Cluster"),
    "cluster_name": Wording("群の名前", "Cluster name"),
    "why": Wording("根拠", "Why"),
    "ministries": Wording("府省", "Ministries"),
    "named": Wording("名指し", "Named"),
    "stage_phrase": Wording("段階の語句", "Wording of the stage"),
    "role": Wording("役割", "Role"),
    "certainty": Wording("役割の確かさ", "Certainty"),
    "rivals": Wording("競合する府省", "Rivals"),
    "part": Wording("施策での役割", "Part in the measure"),
    "basis": Wording("よりどころ", "Basis"),
    "standing": Wording("提言との関わり", "How it stands to the proposal"),
    "stage_name": Wording("段階の名前", "Stages"),
    "time": Wording("時期", "Time"),
    "certain": Wording("明記（1）か推定（0）か", "Stated (1) or inferred (0)"),
    "picture.n_measures": Wording("施策の数", "Measures"),
    "sure": Wording("応えるのは確か", "Surely answers"),
    "cited": Wording("引用先", "Cited"),
    "cited_id": Wording("引用先のID", "Cited id"),
    "in_run": Wording("この実行の計画", "In this run"),
    "count": Wording("回数", "Count"),
    "pages": Wording("ページ", "Pages"),
    "names": Wording("書かれた名前", "Names as written"),
    "decision": Wording("決定", "Decision"),
    "sentence": Wording("文", "Sentence"),
    "file": Wording("ファイル", "File"),
    "severity": Wording("重さ", "Severity"),
    "code": Wording("問題の符号", "Problem code"),
    "problem": Wording("問題", "Problem"),
    "remedy": Wording("することができること", "Remedy"),
    "key": Wording("行の印（消さないでください）", "Row mark (keep)"),
    "check": Wording("確認", "Check"),
    "note": Wording("メモ", "Note"),
    "reviewer": Wording("確認者", "Checked by"),
    "taken_up": Wording("対応・一部対応の計画", "Taken up by"),
    "gap": Wording("欠落の計画", "Gap in"),
    "undetermined": Wording("判定不能の計画", "Undetermined in"),
    "out_of_scope": Wording("対象外の計画", "Out of scope in"),
    "overlaps": Wording("施策の重なり", "Overlaps"),
    "phases": Wording("フェーズ", "Phases"),
    "exits": Wording("出口", "Exits"),
    "sheet": Wording("シート", "Sheet"),
    "cell": Wording("セル", "Cell"),
    "pdf": Wording("PDF を開く", "Open the PDF"),
    "page_picture": Wording("紙面の画像を開く", "Open the picture of the page"),
    **BUDGET_HEADINGS,
    "reply": Wording("照会への回答", "Reply of ministries"),
}
"""Headings of columns; The name of a sheet and a dot begin those of that sheet alone. ``_2`` ends the name of a column of the other side."""

OTHER_SIDE = Wording("相手の{heading}", "Other: {heading}")

GUIDE = (
    Wording("この表は、保存した結果から作りました。新しく判定したものはありません。", "Made from saved results; nothing in it was judged anew."),
    Wording("「最も近い箇所」は、欠落と判定不能では、計画が応えている根拠ではなく、確かめるときに初めに読む箇所です。", "Under gap and undetermined the nearest passage is no evidence that the plan answers, but what to read first."),
    Wording("「要確認」「判定不能（…の疑い）」の行は、人が確かめるまで主張に使わないでください。", "Rows to be checked are no claims until a person has looked."),
    Wording("シート「判定」の 確認（対応・一部対応・なし・不明。「なし」は判定の「欠落」、「不明」は「判定不能」に当たります）、メモ、確認者 に書き込み、policyalign review import でこの結果に戻せます。並べ替えても、ほかの列を消しても構いません。「行の印」の列だけは残してください。",
        "Fill in Check (covered, partial, absent = gap, unsure = undetermined), Note and Checked by on the sheet of verdicts and bring them back with policyalign review import. Rows may be sorted and other columns removed; only the row marks must stay."),
    Wording("シート「担当」の「どの計画も欠落」は、比べた計画に限ったことです。「一覧のみ」は、挙げるだけで不整合とはみなさず、人の確認も求めません。", "On the sheet Responsibility “a gap in every plan” is said of the plans compared alone. What is listed only is no alarm, and nobody is asked to check it."),
    Wording("PDF を開くには、計画のファイルをこの表と同じフォルダに置いてください。", "To open the PDFs from here, keep the files of the plans in the folder of this workbook."),
)

GUIDE_HEADS = {
    "limits": Wording("引用する前に", "Before you quote"),
    "sheets": Wording("シート（名前を押すと開きます）", "Sheets (press a name to open it)"),
}

SHEET_NOTES = {
    "terms": Wording("判定、確率、段階、役割などの言葉の意味", "What verdicts, probabilities, stages, roles mean"),
    "governance": Wording("COCN の問題意識 1-I1〜1-I3 への答えと、それに当たる所見", "Answers to COCN's complaints 1-I1 to 1-I3, with the findings that bear on them"),
    "matrix": Wording("提言等 × 計画の判定を一枚で。初めに見るところ", "All verdicts by proposal and plan: where to begin"),
    "findings": Wording("判定を一行に一つずつ、理由・引用・場所とともに。確認を書き込むところ（印刷は確認者の列まで）", "A row for each verdict with reason, quotation and place; to be filled in (printed up to Checked by)"),
    "proposals": Wording("提言等ごとに一行：取り上げる計画、府省、欠落、判定不能、所見", "A row for each proposal: who takes it up, ministries, gaps, open plans, findings"),
    "overlaps": Wording("重なる施策の組（重複・類似・補完）", "Pairs of measures that overlap"),
    "phases": Wording("フェーズの不整合", "Phases that do not fit"),
    "picture": Wording("提言等に応える施策の段階と時期", "Stages and times of the measures that answer"),
    "exits": Wording("出口の連携", "Exit links"),
    "responsibility": Wording("提言等 × 府省の役割", "Roles by proposal and ministry"),
    "ministries": Wording("府省ごとの、応える施策の数", "Measures that answer, by ministry"),
    "links": Wording("計画が引用する計画・法律・戦略・会議体", "Plans, laws, strategies and councils that the plans cite"),
    "problems": Wording("読み取りの問題と、することができること", "What was met in reading, and what can be done"),
    "sources": Wording("読んだ文書：版、決定・公表、所管、分量、SHA-256", "The documents that were read"),
    "budget_ministries": Wording("府省ごとの予算（判明分）", "Budgets by ministry, as far as known"),
    "budget_proposals": Wording("提言等ごとの予算（判明分）", "Budgets by proposal, as far as known"),
    "budget_measures": Wording("施策と予算事業の結び付け", "Measures and the projects that they were joined to"),
}
"""What stands on each sheet, as the first one lists them."""

LIMITS = (
    Wording("判定は機械の見立てです。引用する前に、示された場所を必ず読む必要があります。", "Verdicts are a machine's opinion: read the place that is shown before you quote one."),
    Wording("「判定不能」は「ない」という意味ではありません。読めなかったページや、決め手に欠ける確率があるときの答えです。", "Undetermined does not mean absent: a page could not be read, or the probabilities do not decide."),
    Wording("「対応」と「一部対応」の区別は、まだ頼りになりません。どちらも、求められたことをする一文が見つかったという意味です。", "The distinction of covered and partial cannot be relied on yet: either means that a sentence was found which does what is asked."),
    Wording("「欠落」は、誤りの割合を測った範囲でだけ言っています。測ったのは各省の施策集と地の文の計画（どれも PDF）で、基本計画の地の文ではそれより弱くなります。", "A gap is claimed only where its rate of error was measured: on collections of measures and on plans in prose, all of them PDFs. On the prose of basic plans it is weaker."),
    Wording("「確実」でない所見（要確認・判定不能・一覧のみ）は、人が確かめるまで主張に使えません。重なりは、短い施策と地の文では頼りになりません。", "Findings that are not certain (to be checked, undetermined, listed only) are no claims until a person has looked. Overlaps cannot be relied on for short measures and prose."),
    Wording("フェーズ・出口・年度・担当は、はっきり読み取れたものだけを挙げています。挙がらないことは、ないことの証明ではありません。", "Of phases, exits, years and ministries only what could clearly be read is told: that something is not there proves nothing."),
    Wording("測っていないもの：PDF のほかの形式、計画と性格の異なる文書（白書、手引きなど）、問題意識・選定基準・波及効果の欠落、「対応」「一部対応」の正しさの保証。図やグラフの中の文字は読んでいません。", "Not measured: formats other than PDF, documents unlike plans (white papers, guides), gaps of issues, criteria and effects; nothing guarantees that covered and partial are right. Letters in charts and pictures are not read."),
)
"""What a reader has to know before quoting: the same words in workbook, chapter and page."""

EXCERPT = {
    "excerpt": Wording("この報告は、結果の一部を抜き出したものです。", "This report is an excerpt of the results. "),
    "proposals": Wording("提言等：{named}（{every}件のうち{count}件を選択）。", "Proposals chosen: {named} ({count}; the results hold {every}). "),
    "plans": Wording("計画：{named}（{every}本のうち{count}本）。", "Plans: {named} ({count} of {every}). "),
    "rest": Wording("ほかは載せていません。件数は載せたものの数、番号は結果全体での番号です。", "Nothing else is told; counts are of what is told, numbers those of the whole results."),
    "roles": Wording("担当の役割と COCN の問題意識への答えは、結果のすべての計画から出したものです。", " Roles of ministries and answers to COCN's complaints are those of all plans of the results."),
    "more": Wording("ほか{count}", " and {count} more"),
    "title": Wording("抜粋：{named}", "Excerpt: {named}"),
    "name": Wording("抜粋", "excerpt"),
}
"""What a report on a part of the results says of itself."""

CUT = Wording("…（続きはシート「{sheet}」の{number}）", "… (goes on under {number} on the sheet {sheet})")


CHAPTER = {
    "title": Wording("科学技術政策ガバナンス", "Governance of science and technology policy"),
    "draft": Wording("基本計画と提言の突き合わせ（草稿）", "Basic plans held against the proposals (draft)"),
    "contents": Wording("目次", "Contents"),
    "summary": Wording("数で見る要約", "Summary in numbers"),
    "governance": Wording("COCN の問題意識に当たるもの", "What bears out COCN's complaints"),
    "proposal": Wording("提言", "Proposal"),
    "limits": Wording("引用する前に", "Before you quote"),
    "proposals": Wording("提言ごとの対応", "Proposal by proposal"),
    "overlaps": Wording("府省・計画をまたぐ重なり", "Overlaps across plans and ministries"),
    "phases": Wording("フェーズの不整合", "Phases that do not fit"),
    "exits": Wording("出口の連携", "Exit links"),
    "responsibility": Wording("担当の一覧", "Responsibilities"),
    "method": Wording("方法と限界", "Method and limits"),
    "sources": Wording("資料", "Sources"),
    "appendix": Wording("付表　判定の一覧", "Appendix: all verdicts"),
    "judgement": Wording("分析者の判断：", "Judgement of the analyst: "),
    "taken_up": Wording("取り上げている計画", "Taken up by"),
    "gap": Wording("欠落", "Gaps"),
    "undetermined": Wording("判定不能", "Undetermined"),
    "related": Wording("重複・フェーズ・出口", "Overlaps, phases and exits"),
    "roles": Wording("担当", "Responsibility"),
    "budget": Wording("予算", "Budget"),
    "replies": Wording("府省の回答（判定には使っていない）", "Replies of ministries (no part of any verdict)"),
    "caption": Wording("表{number}　{title}", "Table {number}. {title}"),
    "figure": Wording("図{number}　{title}", "Figure {number}. {title}"),
    "figure_gaps": Wording("提言 × 計画の判定", "Verdicts by proposal and plan"),
    "figure_phases": Wording("計画ごとの段階と時期", "Stages over time, plan by plan"),
    "figure_links": Wording("計画が引用するもの", "What the plans cite"),
    "figure_links_open": Wording("計画が引用するものと、結ばれていない出口", "What the plans cite, and open exit links"),
    "figure_responsibility": Wording("提言 × 府省の担当", "Responsibilities by proposal and ministry"),
    "times": Wording("段階と時期（＊は推定）", "Stages in time (* inferred)"),
    "counts": Wording("計画ごとの判定の数", "Verdicts by plan"),
    "edition": Wording("版", "Edition"),
    "wide": Wording("計画全体の理由による判定不能", "Undetermined for reasons of the plan as a whole"),
    "plan": Wording("計画", "Plan"),
    "reason": Wording("理由", "Reason"),
    "proposals_open": Wording("判定不能の提言等", "Proposals left open"),
}
"""Headings and fixed words of the chapter."""

SENTENCES = {
    "summary": Wording("{plans}本の計画と{proposals}件の提言等の組{cells}件のうち、対応{covered}件、一部対応{partial}件、欠落{gap}件、判定不能{undetermined}件、対象外{out_of_scope}件である。", "Of {cells} pairs of {plans} plans and {proposals} proposals {covered} are covered, {partial} partly, {gap} are gaps, {undetermined} undetermined and {out_of_scope} out of scope."),
    "summary_undetermined": Wording("判定不能は「ない」という意味ではなく、読めたものからは決められなかったという意味である。", "Undetermined does not mean absent: what could be read did not decide."),
    "summary_findings": Wording("計画をまたぐ所見は、施策の重なり{overlaps}、フェーズ{phases}、出口の連携{exits}である。「一覧のみ」は、挙げるだけで不整合とはみなさず、人の確認も求めないものである。", "Findings across plans: overlaps of measures {overlaps}; phases {phases}; exits {exits}. What is listed only is no alarm, and nobody is asked to check it."),
    "covered": Wording("{plan}の施策「{measure}」{details}に、この提言に応える記述があると判定した（対応。計画全体からみた確率{probability}、引用した箇所だけでは{alone}）。", "{plan} is judged to answer the proposal in the measure 「{measure}」{details} (covered; probability {probability} by the plan as a whole, {alone} by the passage quoted alone)."),
    "partial": Wording("{plan}の施策「{measure}」{details}に、この提言の一部に応える記述があると判定した（一部対応。計画全体からみた確率{probability}、引用した箇所だけでは{alone}）。", "{plan} is judged to answer a part of the proposal in the measure 「{measure}」{details} (partial; probability {probability} by the plan as a whole, {alone} by the passage quoted alone)."),
    "checked_covered": Wording("{plan}の施策「{measure}」{details}に、この提言に応える記述がある（対応、確認済（人））。", "{plan} answers the proposal in the measure 「{measure}」{details} (covered, checked by a person)."),
    "checked_partial": Wording("{plan}の施策「{measure}」{details}に、この提言の一部に応える記述がある（一部対応、確認済（人））。", "{plan} answers a part of the proposal in the measure 「{measure}」{details} (partial, checked by a person)."),
    "checked_covered_nowhere": Wording("{plan}に、この提言に応える記述がある（対応、確認済（人）。根拠の箇所は選ばれていない）。", "{plan} answers the proposal (covered, checked by a person, who chose no passage as evidence)."),
    "checked_partial_nowhere": Wording("{plan}に、この提言の一部に応える記述がある（一部対応、確認済（人）。根拠の箇所は選ばれていない）。", "{plan} answers a part of the proposal (partial, checked by a person, who chose no passage as evidence)."),
    "counted": Wording("{count}件{parts}", "{count}{parts}"),
    "counted_parts": Wording("（{parts}）", " ({parts})"),
    "counted_part": Wording("{grade}{count}件", "{count} {grade}"),
    "complaint": Wording("{id} {label}：{status}。{reason}。", "{id} {label}: {status}. {reason}."),
    "more_listed": Wording("ほかに、確実でないものが{count}件ある（{parts}。ブックのシート「{sheet}」）。", "{count} more are not certain ({parts}; sheet {sheet} of the workbook)."),
    "only_uncertain": Wording("確実なものはない。確実でないものが{count}件ある（{parts}。ブックのシート「{sheet}」）。", "None is certain; {count} are not ({parts}; sheet {sheet} of the workbook)."),
    "weak": Wording("引用した箇所だけでは応えているとも、いないとも言えず、人の確認が要る。", " By the passage quoted alone it cannot be said; a person should check."),
    "row": Wording("表の行から（セルごとに）：{cells}", "From a row of a table, cell by cell: {cells}"),
    "said_by": Wording("確認者：{reviewer}", "Checked by {reviewer}"),
    "said_note": Wording("メモ：{note}", "Note: {note}"),
    "gap": Wording("次の計画には、この提言に応える記述がないと判定した（示した場所は最も近い箇所で、応えている根拠ではない）：{plans}。", "Judged to be absent from (the place is that of the nearest passage, no evidence that it answers): {plans}."),
    "undetermined": Wording("応える記述があるかどうかを判定できない計画は、{count}本である。", "Plans of which it could not be determined whether they answer: {count}."),
    "undetermined_all_wide": Wording("応える記述があるかどうかを判定できない計画は、{count}本である。いずれも計画全体の理由によるもので、「方法と限界」の表「{table}」に挙げた。", "Plans of which it could not be determined whether they answer: {count}, all for reasons of the plan as a whole: see the table “{table}” under method and limits."),
    "undetermined_wide": Wording("うち{count}本は計画全体の理由によるもので、「方法と限界」の表「{table}」に挙げた。", " Of these {count} are open for reasons of the plan as a whole: see the table “{table}” under method and limits."),
    "undetermined_near": Wording("次の計画は、示した場所から読んで確かめる：{plans}。", " To be read, from the place shown: {plans}."),
    "look": Wording("{plan}（{why}、{place}から読む）", "{plan} ({why}; begin at {place})"),
    "not_near": Wording("{plan}（{why}）", "{plan} ({why})"),
    "begin": Wording("{plan}（{place}から読む）", "{plan} (begin at {place})"),
    "alike": Wording("{plans}（以上は、{why}）", "{plans} (all of these: {why})"),
    "short_between": Wording("対応の確率{probability}", "probability {probability}"),
    "short_no_clear_passage": Wording("対応の確率{probability}だが裏付けとなる箇所が定まらない", "probability {probability}, but no passage bears it out"),
    "short_passage_too_near": Wording("対応の確率{probability}だが最も近い箇所だけで{passage}", "probability {probability}, but {passage} by the nearest passage alone"),
    "short_spoken_of": Wording("対応の確率{probability}だが「{words}」を述べる箇所がある", "probability {probability}, but the plan speaks of {words}"),
    "short_not_calibrated": Wording("対応の目安{probability}、誤り率は測っていない", "estimate {probability}, error rate not measured"),
    "which_all": Wording("すべて（{count}件）", "all ({count})"),
    "which_but": Wording("{count}件（{ids}を除くすべて）", "{count} (all but {ids})"),
    "which": Wording("{count}件（{ids}）", "{count} ({ids})"),
    "out_of_scope": Wording("次の計画は、分野からみて対象外とした：{plans}。", "Out of scope by their domain: {plans}."),
    "none": Wording("取り上げていると判定した計画はない。", "No plan was judged to take it up."),
    "near": Wording("{plan}（{place}）", "{plan} ({place})"),
    "finding": Wording("{type}（{confidence}）：{text}。", "{type} ({confidence}): {text}."),
    "more": Wording("確実なものはこのほかに{count}件ある（ブックのシート「{sheet}」）。", "{count} more are certain (sheet {sheet} of the workbook)."),
    "times": Wording("{plan}：{told}。", "{plan}: {told}."),
    "times_more": Wording("、ほか{count}件（ブックのシート「{sheet}」）", "; {count} more (sheet {sheet} of the workbook)"),
    "undated": Wording("時期の記載なし：{plans}。", "No time stated: {plans}."),
    "undated_plan": Wording("{plan}（施策{count}件）", "{plan} ({count} measures)"),
    "roles": Wording("{roles}。", "{roles}."),
    "role": Wording("{ministry}（{role}）", "{ministry} ({role})"),
    "role_unnamed": Wording("担当の府省を述べない施策", "Measures that name no ministry"),
    "role_unnamed_sure": Wording("担当の府省を述べない施策（{sure}）", "Measures that name no ministry ({sure})"),
    "no_findings": Wording("挙げるべき所見は見つからなかった。見つからないことは、ないことの証拠ではない。", "Nothing was found; that is no proof that there is nothing."),
    "no_findings_told": Wording("ここに載せた提言等と計画に関わる所見はない。ほかの所見は載せていない。見つからないことは、ないことの証拠ではない。", "There is no finding on what is told here, and the others are left out; that nothing was found is no proof that there is nothing."),
    "method": Wording("判定は、計画の箇所と提言の組ごとの確率に、測定した限界を当てて下した。欠落は、誤りの割合を測った範囲でだけ言う。文の中の「」で括った引用は計画の文言のままである。", "Verdicts hold measured limits against probabilities of passages. A gap is claimed only where its error was measured. Quotations are verbatim."),
    "reply": Wording("{plan}について：{reply}", "On {plan}: {reply}"),
    "unread": Wording("「{plan}」のうち{count}ページは読めなかった。", "{count} pages of {plan} could not be read."),
}
"""Sentences of the chapter, each built from findings alone."""


PAGE = {
    "title": Wording("基本計画と提言の突き合わせ", "Basic plans held against the proposals"),
    "caution": Wording("判定不能は「ない」という意味ではありません。欠落の升目の「最も近い箇所」は、計画が応えている根拠ではありません。", "Undetermined does not mean absent, and the nearest passage of a gap is no evidence that the plan answers."),
    "search": Wording("探す", "Search"),
    "nearby": Wording("根拠でない近い箇所も", "Near passages too (no evidence)"),
    "in_proposal": Wording("提言", "Proposal"),
    "in_evidence": Wording("根拠", "Evidence"),
    "in_near": Wording("近い箇所（根拠ではない）", "Near passage (no evidence)"),
    "found_in": Wording("当たったところ：", "Found in: "),
    "governance": Wording("COCN の問題意識に当たるもの", "What bears out COCN's complaints"),
    "not_certain": Wording("確実でないもの {count}件（{parts}）", "{count} that are not certain ({parts})"),
    "nothing_certain": Wording("確実なものは見つかっていません。", "Nothing certain was found."),
    "limits": Wording("引用する前に", "Before you quote"),
    "exact": Wording("文字どおり", "Exactly"),
    "said": Wording("計画の文章の中で", "In the texts of the plans"),
    "rows_found": Wording("提言の表の中で", "Among the proposals"),
    "more": Wording("このほかに {count} 件（語を足すか、policyalign search --csv で）", "{count} more (add a word, or use policyalign search --csv)"),
    "show": Wording("判定", "Verdict"),
    "all": Wording("すべて", "All"),
    "keyboard": Wording("升目を押すと根拠、提言を押すと担当・時期・所見、計画の名前を押すと並べ替え。矢印キーで移動、Enter で開く、Esc で閉じる、/ で探す。", "Press a cell for its evidence, a proposal for roles, times and findings, a plan to sort. Arrows move, Enter opens, Esc closes, / searches."),
    "proposal": Wording("提言", "Proposal"),
    "sort": Wording("並べ替え", "Sort"),
    "close": Wording("閉じる", "Close"),
    "answer": Wording("人の答え：", "Answer of a person:"),
    "checked": Wording("確認済（人）", "checked by a person"),
    "evidence": Wording("根拠", "Evidence"),
    "nearest": Wording("最も近い箇所（応えている根拠ではない）", "Nearest passage (no evidence that the plan answers)"),
    "near": Wording("退けた箇所のうち最も近いもの", "Nearest rejected passages"),
    "no_picture": Wording("紙面の画像はありません（report --pdf フォルダ で、同じファイルから作れます）", "No picture of the page (report --pdf FOLDER makes them from the same files)"),
    "roles": Wording("担当", "Responsibility"),
    "times": Wording("段階と時期", "Stages in time"),
    "figures": Wording("図", "Figures"),
    "timelines": Wording("提言ごとの段階と時期", "Stages in time, proposal by proposal"),
    "related": Wording("重複・フェーズ・出口", "Overlaps, phases and exits"),
    "replies": Wording("府省の回答（判定には使っていない）", "Replies of ministries (no part of any verdict)"),
    "noscript": Wording("この表を見るには JavaScript が要ります（通信はしません）。", "This page needs JavaScript (it never connects to anything)."),
}
"""Words of the page."""


class ReportCode(Codes):
    """What the command ``report`` says."""

    report_written = worded("報告を {path} に書きました", "report written to {path}")
    report_edited = worded("{path} は人が保存したもの（か、policyalign の作ったものではないもの）なので、上書きしません", "{path} has been saved by somebody, or is not policyalign's, and is not overwritten", "別の名前に変えるか移すか、-o で別のところに作ってください", "rename or move it, or name another place with -o")
    report_edited_book = worded("{path} には、まだ結果に戻していない書き込みがある（か、policyalign の作ったものではない）ので、上書きしません", "{path} has entries that are not among the results, or is not policyalign's, and is not overwritten", "policyalign review import で戻すか、別の名前に変えるか、-o で別のところに作ってください", "bring them back with policyalign review import, rename it, or name another place with -o")
    report_earlier = worded("{files} は前に作った報告で、今書いた結果のものではありません。作り直すには policyalign report {out!q}（直した章は、先に別の名前にしてください）", "{files}: made before, not of the results just written; to make them anew: policyalign report {out!q} (rename an edited chapter first)")
    report_budget_missing = worded("--budget-year は --budget とともに使います", "--budget-year goes with --budget")
    report_no_pages = worded("{folder} に、結果と同じ（SHA-256 が一致する）計画の PDF が一つもないので、紙面の画像はありません", "{folder} holds none of the PDFs of these results (by SHA-256): there are no pictures of pages")
    report_format = worded("報告の形「{value}」は知りません。{known} から選んでください", "unknown format {value}; choose from {known}")
    report_one_file = worded("{path} は一つのファイルですが、形は {given} です", "{path} is one file, but the formats are {given}")
    check_changed = worded("判定が変わった文：{text}", "the finding has changed: {text}")
    check_gone = worded("根拠の判定がもうない文：{text}", "the finding is no longer there: {text}")
    check_quote = worded("計画の文言と一致しない引用（{plan} {place}）：{text}", "quotation that is not in the plan ({plan} {place}): {text}")
    check_other_run = worded("{file} は別の実行の章です（章の印 {found}、この結果 {expected}）。判定と引用は、この結果と比べます", "{file} is the chapter of another run ({found}, these results are {expected}); it is held against these results")
    check_unmarked = worded("{file} に policyalign の文が一つもありません", "{file} holds no sentence of policyalign", "policyalign report で作った章を指定してください", "give a chapter that policyalign report made")
    check_budget = worded("予算の文{count}は、予算のファイルがないので確かめていません（--budget で指定できます）", "{count} sentences on budgets were not checked for lack of the budget file (see --budget)")
    check_summary = worded("{sentences}文を確かめました。判定が変わった・なくなった文 {changed}、計画と一致しない引用 {quotes}、章から消された文 {removed}", "{sentences} sentences checked: {changed} rest on findings that changed or went, {quotes} quotations do not match, {removed} sentences were removed from the chapter")
