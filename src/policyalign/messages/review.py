"""What is told of answers of people, of the tables that they travel in, and of the page where they give them."""

from __future__ import annotations

from collections.abc import Mapping

from policyalign.messages.audit import CHECKS
from policyalign.messages.wording import Codes, Wording, worded


class ReviewCode(Codes):
    """Answers kept beside the results, taken in and given out."""

    store_link = worded("確認の記録 {file} は、ほかの場所への置き換え（シンボリックリンク）なので使いません", "{file}, where answers are kept, is a symbolic link and is not followed",
        "リンクを取り除き、本物のファイルをこの結果フォルダに置いてください", "remove the link, and put the file itself into the results folder")
    store_unusable = worded("確認の記録 {file} を使えません（{error}）", "the answers in {file} cannot be used ({error})",
        "ほかのプログラムが開いていないか、書き込みの権限があるか、この版の policyalign が作ったファイルかを確かめてください", "see whether another program holds it, whether it may be written, and whether this version of policyalign made it")
    review_broken = worded("{file} の答えが読めません: {error}", "the answers in {file} cannot be read: {error}", "ファイルを消すか、前のものに戻してください", "remove the file or restore an earlier one")
    review_taken_over = worded("以前の版の {file} の答え{count}件を {store} に移しました。{file} はもう使わないので、消しても構いません", "{count} answers of {file}, which an earlier version wrote, were taken over into {store}; {file} is not used any more and may be removed")
    review_newer = worded("まだ結果のファイルに入っていない答え{count}件を反映して示します（policyalign review apply {out!q} で書き込みます）", "{count} answers that the result files do not hold yet are counted here (policyalign review apply {out!q} writes them)")
    review_applied = worded("答え{answers}件を反映しました（確認済 {decided}件、不一致 {disputed}件）", "{answers} answers applied ({decided} items decided, {disputed} disputed)")

    # What is taken in and given out
    review_unreadable = worded("{file} は読めません: {error}", "{file} cannot be read: {error}", "ファイルの形式が合っているか、壊れていないか確かめてください", "check its format, and that it is undamaged")
    review_encoding = worded("{file} の文字が読めません", "the characters of {file} cannot be read", "Excel では「CSV UTF-8（コンマ区切り）」で保存してください", "save it as CSV UTF-8")
    review_no_sheet = worded("{file} に、答えの列（「行の印」と「確認」、または key と verdict）のある表がありません", "{file} has no table with the columns of answers (row marks and checks, or key and verdict)",
        "policyalign report のブックの「判定」シートか、policyalign review export の表を使ってください", "use the sheet of verdicts that policyalign report made, or a table of policyalign review export")
    review_other_run = worded("{file} は別の実行のブックです（ブックの印 {found}、この結果 {expected}）", "{file} is the workbook of another run (its mark is {found}, that of these results {expected})", "そのブックを作った結果フォルダを指定してください", "name the results folder that it was made of")
    review_row_unknown = worded("{file} の{row}行目の印「{found}」は、この結果のどの行のものでもありません", "{file}, row {row}: the mark {found} is of no row of these results", "「行の印」（key）を書き換えずに、もとの表から写してください", "restore the mark (key) from the table as it was made")
    review_row_twice = worded("{file} の{row}行目と{other}行目は同じ升目（{found}）への違う答えです", "{file}, rows {row} and {other} answer the same cell ({found}) differently", "どちらかを消してください", "remove one of them")
    review_word_unknown = worded("{file} の{row}行目の「{column}」の「{found}」は使えません（使えるもの: {known}）", "{file}, row {row}, column {column}: {found} cannot be used (known: {known})", "使える言葉に直してください", "use one of the known words")
    review_time_unknown = worded("{file} の{row}行目の日時「{found}」が読めません", "{file}, row {row}: {found} is no time", "2026-04-01T09:30:00Z のように書いてください", "write it like 2026-04-01T09:30:00Z")
    review_too_long = worded("{file} に書けない長さの文章があります（{key} の {column}、{length}字）", "{file} cannot hold a text as long as that of {key} ({column}, {length} characters)", "--format csv か sssom で書いてください", "use --format csv or sssom")
    review_format = worded("形「{value}」は知りません。{known} から選んでください", "unknown format {value}; choose from {known}")
    review_ending = worded("{file} は形 {format} のファイル名（{endings}）ではありません", "{file} does not end like {format} ({endings})", "-o の名前の終わりか --format を直してください", "change the ending of the name, or --format")
    review_exists = worded("{path} は、すでにある別のファイルです", "{path} is another file that is there already", "-o に別の名前を指定してください", "give another name with -o")
    review_no_name = worded("{file} は監査の確認表で、確認した人の名前がありません", "{file} is the sheet of an audit, which does not tell who has checked", "--reviewer 名前 を付けて取り込んでください", "name the reviewer with --reviewer")
    review_change = worded("  {item} の答え: {before} → {after}", "  {item}, answer: {before} → {after}")
    review_empty = worded("未回答", "not answered")
    review_missing = worded("ブックにない行が{count}件あります。その答えは前のままです", "{count} rows are not in the workbook; their answers stay as they were")
    review_summary = worded("読んだ答え {read}件、新しい答え {added}件、もうあるもの {known}件", "{read} answers read, {added} new, {known} known already")
    review_no_guarantee = worded("自分で選んで確かめた答えは無作為の標本ではないので、欠落全体の正しさは保証しません（policyalign audit を使ってください）", "answers on rows picked by hand are no random sample and guarantee nothing of all gaps (see policyalign audit)")
    review_dry = worded("--dry-run なので、何も書いていません", "nothing was written (--dry-run)")
    review_exported = worded("答え{count}件を {path} に書きました", "{count} answers written to {path}")
    review_carried = worded("前の版への答えのうち、選んだ箇所が新しい版にもあるもの{count}件を引き継ぎました。残り{again}件はもう一度尋ねます（policyalign review status {out!q}）", "{count} answers on an earlier edition were carried over, since the passage stands in the new one; {again} are asked again (policyalign review status {out!q})")

    # How far it is
    status_progress = worded("{subject}: {items}件のうち 確認済 {decided}件、不一致 {disputed}件、未確認 {open}件", "{subject}: {items} items, {decided} decided, {disputed} disputed, {open} open")
    status_reviewer = worded("  {reviewer}: 判定 {coding}件、調停 {settling}件", "  {reviewer}: {coding} coded, {settling} settled")
    status_agreement = worded("{first} と {second}（{subject}、ともに答えた{count}件）: 一致 {agreed}、重み付き κ {kappa}、AC1 {ac1}", "{first} and {second} ({subject}, {count} items both answered): agree on {agreed}, weighted kappa {kappa}, AC1 {ac1}")
    status_agreement_plain = worded("{first} と {second}（{subject}、ともに答えた{count}件）: 一致 {agreed}、AC1 {ac1}", "{first} and {second} ({subject}, {count} items both answered): agree on {agreed}, AC1 {ac1}")
    status_draw = worded("無作為の標本（欠落{claims}件から{size}件、種 {seed}）: {done}件に答えがあります", "random sample ({size} of {claims} gaps, seed {seed}): {done} answered")
    status_disputed = worded("  不一致: {item}（{answers}）", "  disputed: {item} ({answers})")
    status_again = worded("前の版への答えで、もう一度尋ねるもの {count}件:", "answers on an earlier edition that are asked again ({count}):")
    status_again_item = worded("  {item}: {before}（{document} への答え）", "  {item}: {before} (on {document})")
    status_none = worded("まだ答えがありません", "there are no answers yet")
    status_gone = worded("この結果にないもの（計画か提言が変わったもの）への答え {count}件は、記録に残しています", "{count} answers on what these results do not hold (another plan or wording) stay in the log")


VERDICTS: Mapping[str, Wording] = {
    **{name: told for name, told in CHECKS.items() if name not in ("present", "disputed", "")},
    "noted": Wording("メモのみ", "note only"),
    "": Wording("取り消し", "taken back"),
}
"""What a reviewer says."""

SUBJECTS = {
    "cell": Wording("升目", "cell"),
    "overlap": Wording("重複", "overlap"),
    "phase": Wording("フェーズ", "phase"),
    "exit": Wording("出口", "exit"),
    "responsibility": Wording("担当", "responsibility"),
}

ALARMS = Wording("{subject}（確実・要確認。一覧のみは数えない）", "{subject} (certain or to be checked; what is listed only is not counted)")
"""Of phases: what is listed only is no alarm, and nobody is asked about it."""

STAGES = {"coding": Wording("判定", "coding"), "settling": Wording("調停", "settling")}

ORIGINS = {
    "page": Wording("画面", "page"),
    "workbook": Wording("ブック", "workbook"),
    "table": Wording("表", "table"),
    "carried": Wording("前の版から", "carried over"),
}
"""How an answer came in."""

HEADINGS = {
    "number": Wording("番号", "No."),
    "subject": Wording("対象", "Subject"),
    "proposal_id": Wording("提言番号", "Proposal id"),
    "label": Wording("提言の見出し", "Proposal"),
    "plan_id": Wording("計画の名前", "Plan id"),
    "verdict": Wording("答え", "Answer"),
    "stage": Wording("段階", "Stage"),
    "reviewer": Wording("確認者", "Checked by"),
    "at": Wording("日時（UTC）", "Time (UTC)"),
    "note": Wording("メモ", "Note"),
    "page": Wording("ページ", "Page"),
    "passage": Wording("選んだ箇所", "Chosen passage"),
    "passage_id": Wording("箇所の番号", "Passage id"),
    "origin": Wording("どこから", "Origin"),
    "draw": Wording("標本の印", "Mark of the sample"),
    "carried_from": Wording("引き継いだ版（SHA-256）", "Carried over from (SHA-256)"),
    "key": Wording("項目の印", "Item key"),
    "wording": Wording("文言の印", "Wording key"),
    "documents": Wording("ファイル（SHA-256）", "Files (SHA-256)"),
}
"""Headings of the table of answers."""
