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
"""Headings of columns. ``_2`` ends the name of a column of the other side."""

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


class ReportCode(Codes):
    """What the commands ``report`` and ``review`` say."""

    report_written = worded("報告を {path} に書きました", "report written to {path}")
    report_format = worded("報告の形「{value}」は知りません。{known} から選んでください", "unknown format {value}; choose from {known}")
    review_unreadable = worded("{file} は読めません: {error}", "{file} cannot be read: {error}", "Excel ブック（.xlsx）か、壊れていないか確かめてください", "check that it is an undamaged .xlsx workbook")
    review_no_sheet = worded("{file} に「行の印」と「確認」の列のあるシートがありません", "{file} has no sheet with the columns of row marks and checks", "policyalign report で作ったブックの「判定」シートを残してください", "keep the sheet of verdicts that policyalign report made")
    review_other_run = worded("{file} は別の実行のブックです（ブックの印 {found}、この結果 {expected}）", "{file} is the workbook of another run (its mark is {found}, that of these results {expected})", "そのブックを作った結果フォルダを指定してください", "name the results folder that it was made of")
    review_row_unknown = worded("{file} の{row}行目の印「{found}」は、この結果のどの行のものでもありません", "{file}, row {row}: the mark {found} is of no row of these results", "「行の印」を書き換えずに、もとのブックから写してください", "restore the mark from the workbook as it was made")
    review_row_twice = worded("{file} の{row}行目と{other}行目は同じ升目（{found}）への違う答えです", "{file}, rows {row} and {other} answer the same cell ({found}) differently", "どちらかを消してください", "remove one of them")
    review_check_unknown = worded("{file} の{row}行目の確認「{found}」は、あり・なし・不明のどれでもありません", "{file}, row {row}: the check {found} is none of yes, no and unknown")
    review_broken = worded("{file} の答えが読めません: {error}", "the answers in {file} cannot be read: {error}", "ファイルを消すか、前のものに戻してください", "remove the file or restore an earlier one")
    review_change = worded("  {proposal} × {plan}: {before} → {after}", "  {proposal} × {plan}: {before} → {after}")
    review_empty = worded("（なし）", "(none)")
    review_missing = worded("ブックにない行が{count}件あります。その答えは前のままです", "{count} rows are not in the workbook; their answers stay as they were")
    review_summary = worded("答え {answers}件、うち変わるもの {changed}件。欠落への答え {claims}件は判定に反映し、ほか {kept}件は判定を変えずに残します", "{answers} answers, {changed} of them new or changed; {claims} on gaps count in the verdicts, {kept} on other verdicts are kept beside them")
    review_no_guarantee = worded("自分で選んで確かめた答えは無作為の標本ではないので、欠落全体の正しさは保証しません（policyalign audit を使ってください）", "answers on rows picked by hand are no random sample and guarantee nothing of all gaps (see policyalign audit)")
    review_dry = worded("--dry-run なので、何も書いていません", "nothing was written (--dry-run)")
