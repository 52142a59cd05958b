"""Gold labels, labelling sheets and evaluation: what can be wrong with them, and what is told."""

from __future__ import annotations

from policyalign.messages.wording import Codes, worded

_NAMES = ("docs/gold.md の名前の付け方を確かめてください", "see docs/gold.md for how the files are named")


class LabCode(Codes):
    """Gold labels, sheets and evaluation."""

    gold_missing = worded("正解ファイルがありません: {file}", "there is no gold file {file}", *_NAMES)
    gold_unreadable = worded("正解ファイルを開けません: {file}（{error}）", "the gold file {file} cannot be read ({error})",
        "UTF-8のファイルで、読み取りの権限があることを確かめてください", "make sure that it is a file in UTF-8 that you may read")
    gold_line = worded("正解ファイル {file} の{line}行目が形に合いません（{error}）", "{file}, line {line} is not of the form needed ({error})",
        "docs/gold.md の形にしてください", "follow the form in docs/gold.md")
    gold_duplicate = worded("正解ファイル {file} に {item} が2度あります", "{file}: {item} occurs twice",
        "どちらか1行を消してください", "delete one of the two lines")
    gold_folder = worded("正解ファイルのフォルダがありません: {folder}", "there is no folder of gold files {folder}",
        "場所を確かめてください", "check the path")
    gold_none = worded("{folder} に正解ファイルが見つかりません", "no gold files were found in {folder}", *_NAMES)
    gold_unknown_units = worded("units のファイルにない施策が{count}件あり、評価に入っていません（最初は {first}）", "{count} units that are not in the file of units were left out (the first: {first})",
        "名前を揃えてください", "make the names agree")
    gold_pdf_missing = worded("対応するPDFがないので使いません: {pdf}", "left out, since there is no PDF {pdf}",
        "--pdf に置き場所を指定し、同じ名前のPDFを置いてください", "put a PDF of the same name into the folder given with --pdf")
    gold_plan_text = worded("評価できる正解とPDFの組がありません", "there is nothing to evaluate: no gold file has a usable PDF",
        "正解のフォルダと --pdf のフォルダの名前が揃っているか確かめてください", "make sure that the names of the labels and of the files in --pdf agree")
    sheet_exists = worded("{path} はすでにあります。記入済みかもしれないので上書きしません", "{path} exists, and may be filled in; it is not overwritten",
        "-o に別の名前を指定するか、いまのファイルを移してください", "give another name with -o, or move the file away")
    sheet_written = worded("{file} に{count}行を書きました。grade 列に 0（無関係）1（同じ話題）2（かなりの部分をしている）3（求めることをしている）を記入してください。{key} は記入する人に見せないでください",
        "{count} rows written to {file}. Fill in the column grade: 0 unrelated, 1 same topic, 2 does a substantial part, 3 does what is asked. Do not show {key} to those who fill it in")
    sheet_column = worded("{file} に列 {column} がありません", "{file} has no column {column}",
        "見出しの行を元に戻してください", "restore the header line")
    sheet_duplicate = worded("{file} の{row}行目は{other}行目と同じ組です", "{file}, row {row} is about the same pair as row {other}",
        "どちらか1行を消してください", "delete one of them")
    sheet_grade = worded("{file} の{row}行目、列 {column} が「{value}」です（使えるのは 0、1、2、3）", "{file}, row {row}, column {column} is '{value}' (possible: 0, 1, 2, 3)")
    sheet_grade_empty = worded("{file} の{row}行目、列 {column} が空です", "{file}, row {row}: the column {column} is empty",
        "すべての行に 0〜3 を記入してください", "give every row a grade from 0 to 3")
    sheet_number = worded("{file} の{row}行目、列 {column} が「{value}」です（0より大きく1以下の数が要ります）", "{file}, row {row}, column {column} is '{value}' (a number above 0, at most 1, is needed)",
        "gold new が書いた鍵のファイルに戻してください", "restore the key that gold new wrote")
    sheet_row_unknown = worded("{file} の{row}行目は、gold new が引いた行にありません", "{file}, row {row} is none of those that gold new drew",
        "加えた行を消し、plan_id・proposal_id・unit の列を元に戻してください", "delete added rows, and restore the columns plan_id, proposal_id and unit")
    sheet_row_changed = worded("{file} の{row}行目の本文が変わっています（列 {columns} のどれか）", "{file}, row {row}: the text was changed (one of the columns {columns})",
        "grade と note のほかは元に戻し、CSV UTF-8 で保存してください", "restore all but grade and note, and save as CSV UTF-8")
    sheet_rows_missing = worded("{file} に{count}行が足りません（最初は {first}）", "{file}: {count} rows are missing (the first: {first})",
        "消した行を元に戻してください。一部だけの正解では、引いた確率が正しくなくなります", "restore the deleted rows: with only some of them the probabilities of drawing would be wrong")
    sheets_apart = worded("二つの用紙に、ともに記入された同じ組がありません", "the two sheets have no pair that both have graded",
        "同じ gold new から作った用紙か確かめてください", "make sure that both come from the same gold new")
    gold_imported = worded("{plan}: {count}組を {folder} に書きました", "{plan}: {count} pairs written to {folder}")
    agree_rows = worded("ともに記入された行 {rows}、うち同じ点数 {agreed}", "rows graded by both: {rows}, with equal grades: {agreed}")
    agree_cells = worded("提言×計画 {cells}、うち対応の有無（2以上）が一致 {agreed}", "proposals × plans: {cells}, agreed on covered or not (2 and above): {agreed}")
    agree_alone = worded("一方だけが記入した行: A {first}、B {second}（数えていません）", "rows graded by one only: A {first}, B {second} (not counted)")
    agree_more = worded("ほか{count}行（-o で全件を書き出せます）", "{count} more (write them all with -o)")
    evaluation_written = worded("評価を {path} に書きました", "evaluation written to {path}")
    evaluation_without_pictures = worded("図（reliability.png、risk_coverage.png）は描いていません", "the pictures (reliability.png, risk_coverage.png) were left out",
        "pip install 'policyalign[plot]'", "pip install 'policyalign[plot]'")
    evaluation_fitted_on = worded("{plans}: 採点の当てはめに使った計画で、その分を除いていません。数字は甘く出ます", "{plans}: the scorer was fitted on these plans and not held out; the figures flatter")
