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
    own_next = worded("次に、policyalign proposals check {path!q} で確かめ、直してから compare --proposals {path!q} に使ってください", "next look it over with policyalign proposals check {path!q}, edit it, and use it with compare --proposals {path!q}")
    own_columns = worded("{sheet}: {columns}（使わない列: {unused}）。違うときは --column 本文=列 などで指定できます", "{sheet}: {columns} (columns not used: {unused}); say otherwise with --column text=COLUMN")
    own_columns_guessed = worded("{sheet}: 本文の列を見出しから見分けられないので、最も長い列を本文とみなしました: {columns}（使わない列: {unused}）。違うときは --column 本文=列 で指定してください", "{sheet}: no head names the text, so that the longest column was taken for it: {columns} (columns not used: {unused}); say otherwise with --column text=COLUMN")
    own_sheet_passed = worded("{sheet}: 提言の列が見つからないので、取り込みません", "{sheet}: no column of proposals, and not taken")
    own_rows_without_text = worded("本文が空の{count}行は取り込みません（{places}）", "{count} rows without a text are not taken ({places})")
    own_hidden = worded("{sheet}: 隠れている{count}セルは取り込みません", "{sheet}: {count} hidden cells are not taken")
    own_actors_unknown = worded("産・官・学のどれか分からない主体は、書き入れません: {words}", "these are of no sector (industry, government, academia), and not noted as actors: {words}")
    own_parted = worded("一つの段落に並ぶ項目（①…②…）を、一つずつに分けた段落が{count}あります。ほかの段落は分けません", "{count} paragraphs were parted into the list items (①…②…) in them; no others are parted")
    own_left_out = worded("{count}の段落や見出しは提言とせず、# の行として残しました（{places}）", "{count} paragraphs and headings are no proposals, and kept as lines with # ({places})")
    own_notes_left = worded("注{count}件は取り込みません", "{count} notes are not taken")
    own_twice = worded("同じ番号が二度あるので、枝番を付けました: {numbers}", "these numbers occur twice and were given a suffix: {numbers}")
    own_situations = worded("求める文のない{count}件は、種別を 問題意識（issue）としました", "{count} that ask for nothing were given the kind issue")
    own_drafts_unused = worded("{file}: {every}件のうち{count}件は下書き（status: draft）なので使いません。見て直し、status: checked とすると使います", "{file}: {count} of {every} are drafts (status: draft) and not used; look them over, edit them, and write status: checked")
    own_drafted = worded("{count}件の手がかり（profile）の下書きを {path} に書きました（計画と事業の{sentences}文から、{found}件に近い文があります）", "drafts of {count} profiles written to {path} (of {sentences} sentences of plans and projects; {found} have some that are near)")
    own_drafted_against = worded("やめることを求めるか反対する{count}件には、文を下書きしません（近い文は反対のことを述べるため）", "for {count} that ask to stop or object no sentences are drafted, since those nearest do the opposite")
    own_draft_next = worded("文を読み、求めることをしていないものを消し、status: checked としてから、compare --profiles {path} に使ってください", "read the sentences, remove those that do not do what is asked, write status: checked, and use it with compare --profiles {path}")
    own_draft_head = worded("policyalign proposals draft が {source} のために作った手がかり（profile）の下書き", "Profiles drafted by policyalign proposals draft for {source}")
    own_draft_status = worded("status: draft のものは照合に使わない（見て直したら checked とする）", "Those with status: draft are not used; when you have looked one over, make it checked")
    own_draft_topic = worded("does の文は話題が近いだけで、求めることをしているとは限らない。していない文は消す（後ろの # は、似ている度と場所）", "The sentences under does are near in topic, and need not do what is asked: remove those that do not (behind # stand similarity and place)")
    own_draft_fields = worded("names は対象を名指しする語、related はよく一緒に出る語、lookalikes は似て非なる語。object 対象、action 行為、actor 主体、beneficiary 受益者、exit 出口は覚え書き", "names name the object, related go with it, lookalikes are something else; object, action, actor, beneficiary and exit are for yourself")
    own_draft_against = worded("やめることを求めるか反対するので下書きしない（書くなら、やめる施策の文を）", "none drafted, since it asks to stop or objects; write sentences of measures that stop it")
    own_draft_nothing = worded("近い文が見つからない（ないとは限らない）", "nothing near was found, which does not mean that there is nothing")
    # Places and fields
    own_place_project = worded("{file} 事業{number} {name}（{ministry}）", "{file} project {number} {name} ({ministry})")
    own_place_row = worded("{number}行", "row {number}")
    own_place_line = worded("{number}行", "line {number}")
    own_place_paragraph = worded("{number}段落", "par. {number}")
    own_place_sheet = worded("{sheet} {number}行", "{sheet} row {number}")
    own_table = worded("表{number}", "table {number}")
    own_left_comment = worded("提言としなかった段落（{place}）: {text}", "left out ({place}): {text}")
    own_head_source = worded("policyalign proposals import が {source} から作った提言ファイル（直して使ってください）", "A proposals file that policyalign proposals import has made of {source}, to be edited")
    own_head_places = worded("id の後ろの # は、もとのファイルでの場所", "Behind an id stands, after #, its place in that file")
    own_head_kinds = worded("kind: proposal 提言、cycle 研究サイクル、technology 技術、issue 問題意識、criterion 選定基準、effect 波及効果", "kind: proposal, cycle, technology, issue, criterion or effect")
    own_head_actors = worded("actors: 産・官・学のうち、もとのファイルに書いてあるものだけ", "actors: the sectors (industry, government, academia) that the file states, by one letter each")


SEVERITIES = {
    "error": Wording("誤り", "error"),
    "doubt": Wording("要確認", "doubt"),
    "note": Wording("参考", "note"),
}


class CheckCode(Codes):
    """What of a proposal is wrong, doubtful or worth knowing, and what to do about it."""

    check_id_twice = worded("id が{first}行目と同じ", "its id is that of line {first}",
        "別の id にしてください。直すまで、このファイルは使えません", "give it another id; the file cannot be used before")
    check_reference = worded("see_also の {value} がない", "see_also names {value}, which does not exist",
        "id を直すか、消してください。直すまで、このファイルは使えません", "mend the id or remove it; the file cannot be used before")
    check_text_twice = worded("本文が {other} と同じ", "its text is that of {other}",
        "どちらかを消してください", "remove one of them")
    check_no_request = worded("求める文がなく、現状や課題を述べている", "asks for nothing, and tells a situation",
        "kind: issue（問題意識）にするか、何をしてほしいかを書いてください", "make it kind: issue, or say what is to be done")
    check_only_names = worded("体言止めで、何をすることを求めるかが動詞で書かれていない", "names something, but no verb says what is to be done",
        "「…を強化する」のように書くと、行為まで照合できます", "with a verb the act can be looked for too")
    check_issue_asks = worded("問題意識とされているが、求める文がある（{quote}）", "is an issue, but asks for something ({quote})",
        "kind: proposal にすると、計画との照合の対象になります", "with kind: proposal plans are held against it")
    check_several = worded("一つの提言で{count}つのことを求めている", "asks for {count} things at once",
        "一つずつ別の提言に分けてください。分けないと、一部だけの対応を見分けにくくなります", "make each a proposal of its own; else part of it is hard to tell from all")
    check_no_object = worded("何を（対象）が書かれていない（{quote}）", "does not say what is to be acted on ({quote})",
        "「これ」「もっと」ではなく、対象の名を本文に書いてください", "name the object in the text")
    check_short = worded("本文が{count}字しかない", "the text has {count} characters only",
        "誰が何をどうするかを補ってください", "say who is to do what")
    check_long = worded("本文が{count}字ある", "the text has {count} characters",
        "求めることだけを本文に残し、背景や理由は問題意識（kind: issue）に移してください", "keep what is asked for, and move background and reasons into a statement of kind: issue")
    check_against = worded("やめること・しないことを求めるか、反対している（{quote}）", "asks to stop or to leave undone, or objects ({quote})",
        "同じ話題を進める施策が近いものとして挙がります。「対応」と出ても、根拠が反対のことを述べていないかを必ず読んでください", "measures that do the opposite look alike: whatever the verdict, read what its evidence says")
    check_negation = worded("「…ない」で終わり、求めているのか現状なのか分からない（{quote}）", "ends in a negation, and may be a request or a situation ({quote})",
        "求めるなら「…しないこと」「…すべきでない」、現状なら kind: issue としてください", "word it as a request, or make it kind: issue")
    check_number = worded("数値がある（{values}）", "holds numbers ({values})",
        "「対応」と出ても、その数値まで満たすとは限りません。根拠の数値と見比べてください", "a plan that is called covered need not reach them: compare with the evidence")
    check_deadline = worded("時期がある（{values}）", "holds times ({values})",
        "「対応」と出ても、その時期までに行うとは限りません。根拠の年度と見比べてください", "a plan that is called covered need not keep them: compare with the evidence")
    check_actors_missing = worded("本文の主体は {words} だが、actors に {sectors} がない", "names {words} as actor, but actors lacks {sectors}",
        "その主体に求めるのなら、actors に書き足してください", "add it to actors, if it is asked of them")
    check_actors_other = worded("主体の {words} は、産・官・学のどれでもない", "names {words} as actor, which is none of the three sectors",
        "産・官・学の集計には入りません", "it is left out where sectors are counted")
    check_no_profile = worded("手がかり（profile）がない", "has no profile",
        "判定は本文だけにより、言い切れないものは判定不能です。なくてもかまいません。policyalign proposals draft で下書きを作ると、説明（explain）で対応する文節を探すのに使えます", "verdicts rest on the text alone, and are undetermined where nothing is certain: none is needed. policyalign proposals draft makes a draft, which explain uses to find phrases that answer each other")
    check_profile_draft = worded("手がかり（profile）は下書きのまま", "has a profile that is a draft",
        "下書きのうちは使いません。見て直し、status: checked としてください", "drafts are not used; look it over, edit it, and write status: checked")
    check_all_well = worded("{count}件に、直すところは見つかりません（見つからないことは、ないことの証拠ではありません）", "nothing to mend was found in {count} (which does not mean that there is nothing)")
    check_counts = worded("{count}件のうち{found}件に、{counts}", "{found} of {count}: {counts}")
    check_profiles = worded("{what}: {count}件。{remedy}", "{what}: {count}; {remedy}")


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
