"""What is said of 欠落 claims: what they are worth, how they are checked, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping

from policyalign.messages.wording import Codes, Wording, worded
from policyalign.values import Check

_ASSUMPTION_JA = "新しい計画の文章が、較正に使った計画と同じ種類であることが前提です"
_ASSUMPTION_EN = "this assumes that a new plan reads like those of the calibration"


class AuditCode(Codes):
    """Claims, sheets, answers and what they prove."""

    guarantee = worded("「欠落」の判定は、当てはめに使っていない計画での{claims}件中{right}件が正しく、信頼度{confidence}で{limit}以上が正しいと言えます{prose}。" + _ASSUMPTION_JA,
        "of {claims} gaps claimed in plans that the scorer was not fitted on {right} were right: at least {limit} at {confidence} confidence{prose}; " + _ASSUMPTION_EN)
    guarantee_over_plans = worded("「欠落」の判定は、当てはめに使っていない計画（{plans}本を順に外して測定）での{claims}件中{right}件が正しく、信頼度{confidence}で{limit}以上が正しいと言えます{prose}。" + _ASSUMPTION_JA,
        "of {claims} gaps claimed in plans that the scorer was not fitted on ({plans} plans, each left out in turn) {right} were right: at least {limit} at {confidence} confidence{prose}; " + _ASSUMPTION_EN)
    guarantee_on_prose = worded("（うち地の文の計画では{claims}件中{right}件）", " (on plans of running prose by themselves {right} of {claims})")
    guarantee_own = worded("利用者の提言の判定は、当てはめに使っていない{documents}文書と提言で、「対応・一部対応」{covered_claims}件中{covered_claims_right}件、「欠落」{gap_claims}件中{gap_claims_right}件が正しかったものです。書き方の違う提言や計画では、これより外れることがあります",
        "verdicts on proposals of one's own: on {documents} documents and proposals that the scorer had not seen, {covered_claims_right} of {covered_claims} claims of cover and {gap_claims_right} of {gap_claims} of a gap were right; with proposals or plans written otherwise more may be wrong")
    guarantee_genre = worded("種類「{genre}」の計画（{plans}）の欠落は、その種類の計画で無作為に確かめた{claims}件中{right}件が正しく、信頼度90%で{limit}以上が正しいと言えます（その計画への答えは除く）",
        "gaps in plans of the genre {genre} ({plans}): of {claims} drawn at random on its plans and checked by people {right} were right, at least {limit} at 90% confidence (answers on the plan itself left out)")
    guarantee_genre_refuted = worded("種類「{genre}」の計画（{plans}）では、無作為に確かめた欠落{claims}件のうち{right}件しか正しくなかったため、欠落を言いません",
        "no gap is claimed in plans of the genre {genre} ({plans}): of {claims} drawn at random and checked by people only {right} were right")
    guarantee_no_claims = worded("この実行に「欠落」の判定はありません。「判定不能」は「ない」という意味ではありません", "this run claims no gap; undetermined does not mean absent")
    guarantee_check = worded("この実行の欠落を人が確かめるには: policyalign audit {out!q}", "to have the gaps of this run checked: policyalign audit {out!q}")
    audit_scope = worded("計画 {plans} の", " of {plans}")
    audit_unsure = worded("、不明は{count}件（誤りに数える）", ", {count} unsure (counted as wrong)")
    audit_result = worded("{scope}欠落 {claims}件のうち{checked}件を確認し、誤りは{wrong}件{unsure}。信頼度{confidence}で、少なくとも{share}（{right}件）は正しい",
        "{claims} gaps{scope}, {checked} checked, {wrong} wrong{unsure}: at least {share} ({right}) are right, at {confidence} confidence")
    audit_census = worded("{scope}欠落 {claims}件のすべてを確認し、誤りは{wrong}件{unsure}。{share}（{right}件）が正しい", "all {claims} gaps{scope} checked, {wrong} wrong{unsure}: {share} ({right}) are right")
    audit_reached = worded("目標の{target}に達しています", "this reaches the target of {target}")
    audit_not_reached = worded("目標の{target}には達していません。誤りと分かったものは、欠落から外しました。残りの全件を確かめるには --all を付けてください", "this falls short of the target of {target}; what proved wrong is no gap any more; to check all the others too, draw with --all")
    audit_not_reached_at_all = worded("目標の{target}には達していません。誤りと分かったものは、欠落から外しました", "this falls short of the target of {target}; what proved wrong is no gap any more")
    audit_remaining = worded("誤りと不明を除いて残る欠落は{left}件で、そのうち少なくとも{share}（{right}件）は正しい", "without those, {left} gaps are left, of which at least {share} ({right}) are right")
    audit_page = worded("ページ {page}", "page {page}")
    checked_present = worded("確認済（人）：対応する記述がある{where}。機械の判定は{machine}だった", "checked by a person: it is in the plan{where}; the machine had said {machine}")
    checked_covered = worded("確認済（人）：対応{where}。機械の判定は{machine}だった", "checked by a person: covered{where}; the machine had said {machine}")
    checked_partial = worded("確認済（人）：一部対応{where}。機械の判定は{machine}だった", "checked by a person: partial{where}; the machine had said {machine}")
    checked_absent = worded("確認済（人）：対応する記述はない。機械の判定は{machine}だった", "checked by a person: it is not in the plan; the machine had said {machine}")
    checked_unsure = worded("確認済（人）：人が確かめても、あるともないとも言えなかった{where}。機械の判定は{machine}だった", "checked by a person, who could not tell{where}; the machine had said {machine}")
    checked_where = worded("（ページ: {page}）", " (page: {page})")
    checked_nowhere = worded("（根拠の箇所を選んでいない）", " (no passage chosen as evidence)")
    checked_disputed = worded("確認した人の答えが分かれていて、まだ調停されていない。機械の判定は{machine}だった", "the people who checked it do not agree, and nobody has settled it yet; the machine had said {machine}")

    # Sheets and samples
    audit_drawn = worded("{scope}欠落 {claims}件から{size}件を無作為に選びました（種 {seed}）。誤りが見つからなければ、信頼度{confidence}で、少なくとも{target}は正しいと言えます",
        "{size} of {claims} gaps{scope} drawn at random (seed {seed}); if none is wrong at least {target} are right, at {confidence} confidence")
    audit_drawn_tolerant = worded("{scope}欠落 {claims}件から{size}件を無作為に選びました（種 {seed}）。見つかる誤りが{tolerated}件までなら、信頼度{confidence}で、少なくとも{target}は正しいと言えます",
        "{size} of {claims} gaps{scope} drawn at random (seed {seed}); with at most {tolerated} wrong at least {target} are right, at {confidence} confidence")
    audit_drawn_all = worded("{scope}欠落 {claims}件のすべてを選びました。全数の確認なので、結果はそのまま正しい割合になります", "all {claims} gaps{scope} are to be checked: the result is the share that is right")
    audit_plan = worded("誤りを{tolerated}件まで許すなら {size}件{mark}  合格する見込み: {chances}", "{size} to check if {tolerated} may be wrong{mark}; chance of passing: {chances}")
    audit_plan_chosen = worded("（今回）", " (this one)")
    audit_plan_chance = worded("誤りが{wrong}件のとき {chance}", "{chance} if {wrong} are wrong")
    audit_sheet_written = worded("確認表を {path} に書きました。計画のPDFを開き、提言の求めることの少なくともかなりの部分をしている箇所を探して、verdict に あり／なし／不明 を、page_found にページを書いてください。近い箇所（nearest）だけでなく、計画の全体から探してください",
        "sheet written to {path}; look in each plan, not only at the nearest passages, for a place that does at least a substantial part of what is asked; answer 1 (it is there), 0 (it is not) or ? (cannot tell) under verdict, and put the page under page_found")
    audit_next = worded("書き終えたら: policyalign audit {out!q} --answers {path!q}", "then: policyalign audit {out!q} --answers {path!q}")
    audit_no_claims = worded("この結果に、確かめる欠落がありません", "these results claim no gap that could be checked",
        "欠落のある計画を --plan で選ぶか、compare をやり直してください", "name a plan with gaps with --plan, or run compare again")
    plan_unknown = worded("計画 {plan} はこの結果にありません（ある計画: {known}）", "there is no plan {plan} in these results (there are: {known})")
    audit_tolerance = worded("欠落 {claims}件では、誤りを{tolerated}件許すと、全件を確かめても{target}以上とは言えません", "of {claims} gaps {tolerated} may not be wrong: not even all checked would then reach {target}",
        "--tolerate か --target を小さくしてください", "lower --tolerate or --target")
    audit_broken = worded("確認の記録 {file} が読めません（{error}）", "the record of audits {file} cannot be read ({error})",
        "控えから戻すか、別の場所へ移してください（移すと、確認の結果はなくなったものとして扱います）", "restore it from a backup, or move it away (the answers in it then no longer count)")
    audit_already_answered = worded("この欠落は、別の抜き取り（種 {seed}、{size}件）ですでに確認されています。結果を見たあとの選び直しや追加は、信頼度を成り立たなくします",
        "these gaps were already checked by another sample (seed {seed}, {size} claims); drawing again after seeing the result would void the confidence",
        "残りの全件を確かめるなら --all を付けて確認表を作ってください", "to check all the others too, draw a sheet with --all")
    audit_sheet_exists = worded("{path} には、すでに答えの書かれた表か、別のファイルがあります", "{path} already holds answers, or is another file",
        "-o に別の名前を指定してください", "give another name with -o")
    audit_sheet_missing = worded("確認表 {file} を開けません（{error}）", "the sheet {file} cannot be opened ({error})",
        "--answers に、書き込んだ確認表（CSV）を指定してください", "give the sheet (CSV) that was filled in with --answers")
    audit_sheet_encoding = worded("確認表 {file} の文字が読めません", "the characters of the sheet {file} cannot be read",
        "Excel では「CSV UTF-8（コンマ区切り）」で保存してください", "save it as CSV UTF-8")
    audit_sheet_broken = worded("確認表 {file} を表として読めません（{error}）", "the sheet {file} cannot be read as a table ({error})",
        "policyalign audit が書いた確認表を表計算ソフトで開き、CSV で保存してください", "open the sheet that policyalign audit wrote with a spreadsheet program, and save it as CSV")
    audit_sheet_columns = worded("確認表 {file} に列 {columns} がありません", "the sheet {file} lacks the columns {columns}",
        "policyalign audit が書いた確認表に、列を消さずに答えを書いてください", "fill in the sheet that policyalign audit wrote, and leave its columns")
    audit_sheet_mark = worded("確認表 {file} の{row}行目の audit の列が変わっています", "the sheet {file}, row {row}: the column audit was altered",
        "audit の列は、書かれたままにしてください", "leave the column audit as it was written")
    audit_sheet_other_run = worded("確認表 {file} は、この結果の欠落から選んだものではありません（その後 compare をやり直したか、別のフォルダのものです）", "the sheet {file} was not drawn from the gaps of these results (compare has been run again, or it is of another folder)",
        "policyalign audit でこの結果の確認表を作り直してください", "draw a sheet for these results with policyalign audit")
    audit_sheet_rows = worded("確認表 {file} の行が合いません（足りない番号: {missing}、余分な番号: {extra}）", "the rows of the sheet {file} do not agree (missing numbers: {missing}; extra ones: {extra})",
        "選ばれた行のすべてに、一度ずつ答えが要ります", "every row drawn must be there once")
    audit_sheet_altered = worded("確認表 {file} の{row}行目の {column} が {found} に変わっています（もとは {expected}）", "the sheet {file}, row {row}: {column} is {found} instead of {expected}",
        "書き込むのは verdict、page_found、note だけにしてください", "fill in verdict, page_found and note only")
    audit_verdict_unknown = worded("確認表 {file} の{row}行目の verdict が「{found}」です", "the sheet {file}, row {row}: the verdict is {found}",
        "あり、なし、不明（または 1、0、?／yes、no、unsure）で答えてください", "answer あり, なし or 不明 (or 1, 0, ?; yes, no, unsure)")
    audit_given = worded("確認ページなどでこの標本に入れた答え{count}件は、もう書いてあります（残り{missing}件）", "{count} answers given for this sample on the review page are in the sheet already ({missing} are left)")
    audit_partly = worded("{scope}欠落 {claims}件から選んだ{size}件のうち{done}件に答えがあります（あり {present}件、なし {absent}件、不明 {unsure}件）。残り{missing}件にも答えるまで、欠落の正しさについて何も保証しません",
        "{done} of the {size} drawn from {claims} gaps{scope} are answered ({present} present, {absent} absent, {unsure} unsure); until the other {missing} are, too, nothing is guaranteed of the gaps")
    audit_partly_rows = worded("まだ答えのない番号: {numbers}（決められないときは 不明 と書いてください。不明は誤りに数えます）", "numbers without an answer: {numbers} (write ? where you cannot tell; it counts as wrong)")
    audit_keep = worded("結果には何も書いていません。ここまでの答えを残すには: policyalign review import {path!q} {out!q} --reviewer 名前", "nothing was written into the results; to keep the answers so far: policyalign review import {path!q} {out!q} --reviewer NAME")


CHECKED = Wording("確認済（人）", "checked by a person")
"""Marks what people have decided, wherever it is told."""
CHECK_SIGN = "✓"
"""The same in one character, for tables that have no room."""

CHECKS: Mapping[Check, Wording] = {
    "present": Wording("あり", "present"),
    "covered": Wording("対応", "covered"),
    "partial": Wording("一部対応", "partial"),
    "absent": Wording("なし", "absent"),
    "duplicate": Wording("重複", "duplicate"),
    "similar": Wording("類似", "similar"),
    "complement": Wording("補完", "complement"),
    "related": Wording("関連", "related"),
    "none": Wording("無関係", "unrelated"),
    "right": Wording("正しい", "right"),
    "wrong": Wording("誤り", "wrong"),
    "unsure": Wording("不明", "unsure"),
    "disputed": Wording("不一致", "disputed"),
    "": Wording("", ""),
}
