"""Proposals of the user's own: what is told when they are imported, looked over, and given profiles."""

from __future__ import annotations

from policyalign.messages.wording import Codes, Wording, worded


class OwnCode(Codes):
    """What importing tells, and what of it can go wrong."""

    # What can go wrong
    own_format = worded("{file} は PDF です。提言は PDF からは取り込みません", "{file} is a PDF, from which proposals are not imported",
        "もとの Word・Excel・テキストのファイルか、本文をテキスト（.txt）に保存したものを指定してください", "give the Word, Excel or text file that it was made of, or its text saved as .txt")
    own_nothing = worded("{file} に、提言とみなせる文が見つかりません", "nothing in {file} can be taken for a proposal",
        "表なら --column 本文=列 で列を指定し、文書なら一つずつ番号を付けるか、一行に一つ書いてください", "for a table name the column with --column text=COLUMN; in a document number them, or write one per line")
    own_csv = worded("{file} の{row}行目が CSV として読めません（{error}）", "{file}, row {row} is not valid CSV ({error})",
        "引用符を確かめるか、Excel で開いて .xlsx に保存してください", "check the quotation marks, or save it as .xlsx")
    own_column_unknown = worded("列「{column}」はありません（ある列: {columns}）", "there is no column {column} (there are: {columns})",
        "見出し、A などの列名、1 からの番号のどれかで指定してください", "name it by its head, its letter or its number from 1")
    own_exists = worded("{path} はすでにあります", "{path} exists already",
        "直したものかもしれないので上書きしません。別の名前にするか、--force を付けてください（同じ本文の id は引き継ぎます）", "it may have been edited and is not overwritten; give another name, or --force (texts that stay keep their ids)")
    own_is_folder = worded("{path} はフォルダです", "{path} is a folder",
        "-o にファイルの名前を指定してください", "give the name of a file with -o")
    # What is told
    own_written = worded("{count}件を {path} に書きました（{kinds}）", "{count} written to {path} ({kinds})")
    own_next = worded("次に、policyalign proposals check {path} で確かめ、直してから compare --proposals {path} に使ってください", "next look it over with policyalign proposals check {path}, edit it, and use it with compare --proposals {path}")
    own_columns = worded("{sheet}: {columns}（使わない列: {unused}）。違うときは --column 本文=列 などで指定できます", "{sheet}: {columns} (columns not used: {unused}); say otherwise with --column text=COLUMN")
    own_columns_guessed = worded("{sheet}: 本文の列を見出しから見分けられないので、最も長い列を本文とみなしました: {columns}（使わない列: {unused}）。違うときは --column 本文=列 で指定してください", "{sheet}: no head names the text, so that the longest column was taken for it: {columns} (columns not used: {unused}); say otherwise with --column text=COLUMN")
    own_sheet_passed = worded("{sheet}: 提言の列が見つからないので、取り込みません", "{sheet}: no column of proposals, and not taken")
    own_row_without_text = worded("{place}: 本文が空なので、取り込みません", "{place}: no text, and not taken")
    own_actors_unknown = worded("産・官・学のどれか分からない主体は、書き入れません: {words}", "these are of no sector (industry, government, academia), and not noted as actors: {words}")
    own_parted = worded("一つの段落に並ぶ項目（①…②…）を、一つずつに分けた段落が{count}あります。ほかの段落は分けません", "{count} paragraphs were parted into the list items (①…②…) in them; no others are parted")
    own_left_out = worded("求める文も番号もない{count}段落は提言とせず、# の行として残しました（{places}）", "{count} paragraphs without a request or a number are no proposals, and kept as lines with # ({places})")
    own_notes_left = worded("注{count}件は取り込みません", "{count} notes are not taken")
    own_twice = worded("同じ番号が二度あるので、枝番を付けました: {numbers}", "these numbers occur twice and were given a suffix: {numbers}")
    own_situations = worded("求める文のない{count}件は、種別を 問題意識（issue）としました", "{count} that ask for nothing were given the kind issue")
    # Places and fields
    own_place_row = worded("{number}行", "row {number}")
    own_place_line = worded("{number}行", "line {number}")
    own_place_paragraph = worded("{number}段落", "par. {number}")
    own_place_sheet = worded("{sheet} {number}行", "{sheet} row {number}")
    own_table = worded("表{number}", "table {number}")
    own_left_comment = worded("提言としなかった段落（{place}）: {text}", "left out ({place}): {text}")
    own_file_head = worded("policyalign proposals import が {source} から作った提言ファイル。直して使ってください。\nid の後ろの # は、もとのファイルでの場所です。kind は proposal 提言、cycle 研究サイクル、technology 技術、issue 問題意識、criterion 選定基準、effect 波及効果。\nactors は 産・官・学 のうち、もとのファイルに書いてあるものだけです。", "A proposals file that policyalign proposals import has made of {source}, to be edited.\nBehind an id stands, after #, its place in that file. Kinds: proposal, cycle, technology, issue, criterion, effect.\nactors are the sectors (industry, government, academia) that the file states, by one letter each.")


FIELDS = {
    "number": Wording("番号", "number"),
    "label": Wording("見出し", "label"),
    "text": Wording("本文", "text"),
    "chapter": Wording("章", "chapter"),
    "section": Wording("節", "section"),
    "kind": Wording("種別", "kind"),
    "actors": Wording("主体", "actors"),
    "field": Wording("分野", "field"),
}
"""The columns of a table of proposals, as --column names them."""
