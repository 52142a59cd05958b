"""What the report says: the workbook, the chapter, the page, and the reading back of what people wrote there."""

from __future__ import annotations

from policyalign.messages.wording import Codes, Wording, worded

SHEETS = {
    "guide": Wording("読み方", "How to read"),
    "matrix": Wording("一覧", "Matrix"),
    "findings": Wording("判定", "Verdicts"),
    "proposals": Wording("提言別", "By proposal"),
    "overlaps": Wording("重複", "Overlaps"),
    "phases": Wording("フェーズ", "Phases"),
    "exits": Wording("出口", "Exits"),
    "responsibility": Wording("担当", "Responsibility"),
    "ministries": Wording("府省別", "By ministry"),
    "links": Wording("引用", "Citations"),
    "problems": Wording("問題", "Problems"),
    "long": Wording("長文", "Long texts"),
}
"""The sheets of the workbook, in order; the last is there only where a text is longer than a cell holds."""

HEADINGS = {
    "proposal_id": Wording("提言番号", "Proposal id"),
    "chapter": Wording("章", "Chapter"),
    "section": Wording("見出しの道", "Headings"),
    "matrix.section": Wording("節", "Section"),
    "matrix.kind": Wording("種別", "Kind"),
    "kind": Wording("符号", "Code"),
    "label": Wording("提言の見出し", "Proposal"),
    "text": Wording("本文", "Text"),
    "actors": Wording("主体", "Actors"),
    "plan_id": Wording("計画の名前", "Plan id"),
    "plan": Wording("計画", "Plan"),
    "status": Wording("判定", "Verdict"),
    "probability": Wording("確率", "Probability"),
    "similarity": Wording("類似度", "Similarity"),
    "n_measures": Wording("当たる施策の数", "Measures that count"),
    "passage_id": Wording("箇所の番号", "Passage id"),
    "page": Wording("ファイルのページ", "Page of the file"),
    "place": Wording("場所（紙面）", "Place (printed)"),
    "passage": Wording("最も近い箇所", "Nearest passage"),
    "stage": Wording("段階", "Stage"),
    "start_fy": Wording("開始年度", "First FY"),
    "end_fy": Wording("終了年度", "Last FY"),
    "reason": Wording("理由", "Reason"),
    "checked": Wording("人の答え", "Answer of a person"),
    "expected": Wording("期待度", "Expected"),
    "measure_id": Wording("施策の番号", "Measure id"),
    "measure": Wording("施策", "Measure"),
    "ministry": Wording("担当府省", "Ministry"),
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
    "sure": Wording("応えるのは確か", "Surely answers"),
    "cited": Wording("引用先", "Cited"),
    "cited_id": Wording("引用先の名前", "Cited id"),
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
    "overlaps": Wording("重複・類似・補完", "Overlaps"),
    "phases": Wording("フェーズ", "Phases"),
    "exits": Wording("出口", "Exits"),
    "sheet": Wording("シート", "Sheet"),
    "cell": Wording("セル", "Cell"),
    "pdf": Wording("PDF を開く", "Open the PDF"),
}
"""Headings of columns; ``matrix.`` begins those of that sheet alone. ``_2`` ends the name of a column of the other side."""

OTHER_SIDE = Wording("相手の{heading}", "Other: {heading}")

GUIDE = (
    Wording("この表は、保存した結果から作りました。新しく判定したものはありません。", "Made from saved results; nothing in it was judged anew."),
    Wording("「判定不能」は「ない」という意味ではありません。読めなかったページや、決め手に欠ける確率があるときの答えです。", "Undetermined does not mean absent: a page could not be read, or the probabilities do not decide."),
    Wording("「欠落」は、誤りの割合を測った範囲でだけ言っています。下の文がその確かさです。", "A gap is claimed only where its rate of error was measured; the sentence below says what it is worth."),
    Wording("「最も近い箇所」は、欠落と判定不能では、計画が応えている根拠ではなく、確かめるときに初めに読む箇所です。", "Under gap and undetermined the nearest passage is no evidence that the plan answers, but what to read first."),
    Wording("「要確認」「判定不能（…の疑い）」の行は、人が確かめるまで主張に使わないでください。", "Rows to be checked are no claims until a person has looked."),
    Wording("シート「判定」の 確認（あり・なし・不明）、メモ、確認者 に書き込み、policyalign review import でこの結果に戻せます。並べ替えても、ほかの列を消しても構いません。「行の印」の列だけは残してください。",
        "Fill in Check, Note and Checked by on the sheet of verdicts and bring them back with policyalign review import. Rows may be sorted and other columns removed; only the row marks must stay."),
    Wording("PDF を開くには、計画のファイルをこの表と同じフォルダに置いてください。", "To open the PDFs from here, keep the files of the plans in the folder of this workbook."),
)

CUT = Wording("…（続きはシート「{sheet}」の{number}）", "… (goes on under {number} on the sheet {sheet})")


CHAPTER = {
    "title": Wording("科学技術政策ガバナンス", "Governance of science and technology policy"),
    "draft": Wording("基本計画と提言の突き合わせ（草稿）", "Basic plans held against the proposals (draft)"),
    "contents": Wording("目次", "Contents"),
    "update": Wording("（目次は、Word で開いて F9 キーを押すと入ります）", "(Open in Word and press F9 for the table of contents)"),
    "summary": Wording("数で見る要約", "Summary in numbers"),
    "proposals": Wording("提言ごとの対応", "Proposal by proposal"),
    "overlaps": Wording("府省をまたぐ重複と補完", "Overlaps across ministries"),
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
    "caption": Wording("表{number}　{title}", "Table {number}. {title}"),
    "figure": Wording("図{number}　{title}", "Figure {number}. {title}"),
    "counts": Wording("計画ごとの判定の数", "Verdicts by plan"),
    "edition": Wording("版", "Edition"),
}
"""Headings and fixed words of the chapter."""

SENTENCES = {
    "summary": Wording("{plans}本の計画と{proposals}件の提言等の組{cells}件のうち、対応{covered}件、一部対応{partial}件、欠落{gap}件、判定不能{undetermined}件、対象外{out_of_scope}件である。", "Of {cells} pairs of {plans} plans and {proposals} proposals {covered} are covered, {partial} partly, {gap} are gaps, {undetermined} undetermined and {out_of_scope} out of scope."),
    "summary_undetermined": Wording("判定不能は「ない」という意味ではなく、読めたものからは決められなかったという意味である。", "Undetermined does not mean absent: what could be read did not decide."),
    "summary_findings": Wording("施策の重複・類似・補完は{overlaps}件（うち確実{overlaps_certain}件）、フェーズの不整合は{phases}件（同{phases_certain}件）、出口の連携についての所見は{exits}件（同{exits_certain}件）である。", "There are {overlaps} overlaps ({overlaps_certain} certain), {phases} findings on phases ({phases_certain} certain) and {exits} on exits ({exits_certain} certain)."),
    "covered": Wording("{plan}の施策「{measure}」{details}に、この提言に応える記述がある（対応、確率{probability}）。", "{plan} answers the proposal in the measure 「{measure}」{details} (covered, probability {probability})."),
    "partial": Wording("{plan}の施策「{measure}」{details}に、この提言の一部に応える記述がある（一部対応、確率{probability}）。", "{plan} answers a part of the proposal in the measure 「{measure}」{details} (partial, probability {probability})."),
    "checked": Wording("{plan}に対応する記述があると、人が確かめて答えた。", "A person looked and found it in {plan}."),
    "gap": Wording("次の計画には、この提言に応える記述がないと判定した：{plans}。", "Judged to be absent from: {plans}."),
    "undetermined": Wording("次の計画に応える記述があるかどうかは、判定できない：{plans}。", "Whether these plans answer the proposal could not be determined: {plans}."),
    "look": Wording("{plan}（{why}。{place}から読む）", "{plan} ({why}; begin at {place})"),
    "not_near": Wording("{plan}（{why}）", "{plan} ({why})"),
    "between": Wording("対応の確率{probability}", "probability {probability}"),
    "out_of_scope": Wording("次の計画は、分野からみて対象外とした：{plans}。", "Out of scope by their domain: {plans}."),
    "none": Wording("取り上げていると判定した計画はない。", "No plan was judged to take it up."),
    "finding": Wording("{type}（{confidence}）：{text}", "{type} ({confidence}): {text}"),
    "more": Wording("このほか、要確認などを含めて{count}件がある（ブックのシート「{sheet}」）。", "{count} more, those to be checked among them, stand on the sheet {sheet} of the workbook."),
    "roles": Wording("担当：{roles}。", "In charge: {roles}."),
    "role": Wording("{ministry}（{role}）", "{ministry} ({role})"),
    "no_findings": Wording("挙げるべき所見は見つからなかった。見つからないことは、ないことの証拠ではない。", "Nothing was found; that is no proof that there is nothing."),
    "method": Wording("判定は、計画の箇所と提言の組ごとの確率に、測定した限界を当てて下した。欠落は、誤りの割合を測った範囲でだけ言う。文の中の「」で括った引用は計画の文言のままである。重複・フェーズ・出口の所見のうち「確実」のほかは、人が確かめるまで主張に使えない。", "Verdicts hold measured limits against probabilities of passages. A gap is claimed only where its error was measured. Quotations are verbatim. Findings other than certain ones are no claims until a person has looked."),
    "unread": Wording("{plan}では{count}ページが読めなかった。", "{count} pages of {plan} could not be read."),
}
"""Sentences of the chapter, each built from findings alone."""


PAGE = {
    "title": Wording("基本計画と提言の突き合わせ", "Basic plans held against the proposals"),
    "caution": Wording("判定不能は「ない」という意味ではありません。欠落の升目の「最も近い箇所」は、計画が応えている根拠ではありません。", "Undetermined does not mean absent, and the nearest passage of a gap is no evidence that the plan answers."),
    "search": Wording("探す", "Search"),
    "exact": Wording("文字どおり", "Exactly"),
    "show": Wording("判定", "Verdict"),
    "all": Wording("すべて", "All"),
    "keyboard": Wording("升目を押すと根拠、提言を押すと担当・時期・所見、計画の名前を押すと並べ替え。矢印キーで移動、Enter で開く、Esc で閉じる、/ で探す。", "Press a cell for its evidence, a proposal for roles, times and findings, a plan to sort. Arrows move, Enter opens, Esc closes, / searches."),
    "proposal": Wording("提言", "Proposal"),
    "sort": Wording("並べ替え", "Sort"),
    "close": Wording("閉じる", "Close"),
    "answer": Wording("人の答え：", "Answer of a person:"),
    "evidence": Wording("根拠", "Evidence"),
    "nearest": Wording("最も近い箇所（応えている根拠ではない）", "Nearest passage (no evidence that the plan answers)"),
    "near": Wording("施策と数えなかった箇所のうち近いもの", "Nearest passages that did not count"),
    "no_picture": Wording("紙面の画像はありません（report --pdf フォルダ で、同じファイルから作れます）", "No picture of the page (report --pdf FOLDER makes them from the same files)"),
    "roles": Wording("担当", "Responsibility"),
    "times": Wording("段階と時期", "Stages in time"),
    "bars": Wording("濃い帯は計画が述べる時期、薄い帯は推定した時期", "Dark bars are stated by the plan, light ones inferred"),
    "related": Wording("重複・フェーズ・出口", "Overlaps, phases and exits"),
    "noscript": Wording("この表を見るには JavaScript が要ります（通信はしません）。", "This page needs JavaScript (it never connects to anything)."),
}
"""Words of the page."""


class ReportCode(Codes):
    """What the commands ``report`` and ``review`` say."""

    report_written = worded("報告を {path} に書きました", "report written to {path}")
    report_format = worded("報告の形「{value}」は知りません。{known} から選んでください", "unknown format {value}; choose from {known}")
    report_one_file = worded("{path} は一つのファイルですが、形は {given} です", "{path} is one file, but the formats are {given}")
    check_changed = worded("判定が変わった文：{text}", "the finding has changed: {text}")
    check_gone = worded("根拠の判定がもうない文：{text}", "the finding is no longer there: {text}")
    check_quote = worded("計画の文言と一致しない引用（{plan} {place}）：{text}", "quotation that is not in the plan ({plan} {place}): {text}")
    check_other_run = worded("{file} は別の実行の章です（章の印 {found}、この結果 {expected}）。判定と引用は、この結果と比べます", "{file} is the chapter of another run ({found}, these results are {expected}); it is held against these results")
    check_unmarked = worded("{file} に policyalign の文が一つもありません", "{file} holds no sentence of policyalign", "policyalign report で作った章を指定してください", "give a chapter that policyalign report made")
    check_summary = worded("{sentences}文を確かめました。判定が変わった・なくなった文 {changed}、計画と一致しない引用 {quotes}、章から消された文 {removed}", "{sentences} sentences checked: {changed} rest on findings that changed or went, {quotes} quotations do not match, {removed} sentences were removed from the chapter")
    review_unreadable = worded("{file} は読めません: {error}", "{file} cannot be read: {error}", "ファイルの形式が合っているか、壊れていないか確かめてください", "check its format, and that it is undamaged")
    review_no_sheet = worded("{file} に「行の印」と「確認」の列のあるシートがありません", "{file} has no sheet with the columns of row marks and checks", "policyalign report で作ったブックの「判定」シートを残してください", "keep the sheet of verdicts that policyalign report made")
    review_other_run = worded("{file} は別の実行のブックです（ブックの印 {found}、この結果 {expected}）", "{file} is the workbook of another run (its mark is {found}, that of these results {expected})", "そのブックを作った結果フォルダを指定してください", "name the results folder that it was made of")
    review_row_unknown = worded("{file} の{row}行目の印「{found}」は、この結果のどの行のものでもありません", "{file}, row {row}: the mark {found} is of no row of these results", "「行の印」を書き換えずに、もとのブックから写してください", "restore the mark from the workbook as it was made")
    review_row_twice = worded("{file} の{row}行目と{other}行目は同じ升目（{found}）への違う答えです", "{file}, rows {row} and {other} answer the same cell ({found}) differently", "どちらかを消してください", "remove one of them")
    review_check_unknown = worded("{file} の{row}行目の確認「{found}」は、あり・なし・不明のどれでもありません", "{file}, row {row}: the check {found} is none of yes, no and unknown")
    review_broken = worded("{file} の答えが読めません: {error}", "the answers in {file} cannot be read: {error}", "ファイルを消すか、前のものに戻してください", "remove the file or restore an earlier one")
    review_change = worded("  {proposal} × {plan} の答え: {before} → {after}", "  {proposal} × {plan}, answer: {before} → {after}")
    review_empty = worded("（なし）", "(none)")
    review_missing = worded("ブックにない行が{count}件あります。その答えは前のままです", "{count} rows are not in the workbook; their answers stay as they were")
    review_summary = worded("答え {answers}件、うち変わるもの {changed}件。欠落への答え {claims}件は判定に反映し、ほか {kept}件は判定を変えずに残します", "{answers} answers, {changed} of them new or changed; {claims} on gaps count in the verdicts, {kept} on other verdicts are kept beside them")
    review_no_guarantee = worded("自分で選んで確かめた答えは無作為の標本ではないので、欠落全体の正しさは保証しません（policyalign audit を使ってください）", "answers on rows picked by hand are no random sample and guarantee nothing of all gaps (see policyalign audit)")
    review_dry = worded("--dry-run なので、何も書いていません", "nothing was written (--dry-run)")
