"""What is asked of ministries (照会) and what they reply."""

from __future__ import annotations

from policyalign.messages.wording import Codes, Wording, worded


class InquiryCode(Codes):
    """Inquiries written and replies read."""

    inquiry_ministry = worded("府省「{ministry}」に関わる照会はありません（あるもの: {known}）", "nothing is to be asked of {ministry} (there are: {known})", "policyalign responsibility で府省の名前を確かめてください", "see the names of ministries with policyalign responsibility")
    inquiry_whom = worded("照会先がありません", "nobody is named who is to be asked", "--ministry 環境省 のように名指すか、--all を付けてください", "name a ministry with --ministry, or give --all")
    inquiry_exists = worded("{path} はすでにあります。回答が書かれているかもしれないので、上書きしません", "{path} is there already and may hold replies", "-o に別のフォルダを指定するか、--force を付けてください", "give another folder with -o, or --force")
    inquiry_written = worded("{ministry} への照会（{count}件）を {path} に書きました", "inquiry to {ministry} ({count} items) written to {path}")
    inquiry_next = worded("回答を受け取ったら: policyalign review replies 回答のファイル {out!q}", "when the replies have come: policyalign review replies FILE {out!q}")
    reply_none = worded("{file} は policyalign の照会の用紙ではありません", "{file} is no form of policyalign review inquire", "review inquire が書いた用紙に、表の形を変えずに記入してもらってください", "have the form of review inquire filled in, with its tables as they are")
    reply_summary = worded("{file}: 回答 {read}件、うち新しいもの {added}件", "{file}: {read} replies, {added} of them new")
    reply_unplaced = worded("{file}: 「記載あり」のうち{count}件に場所がありません。計画のどこかを尋ね直してください", "{file}: {count} replies say that it is stated and not where; ask again for the place")
    reply_kept = worded("回答は所見の横に示すだけで、判定を変えません。判定を変えるときは、自分で確かめて答えてください", "replies are shown beside the findings and change no verdict; to change one, look and answer yourself")


KINDS = {
    "stated": Wording("記載あり", "stated"),
    "later": Wording("今後対応", "to be done"),
    "elsewhere": Wording("他計画", "in another plan"),
    "outside": Wording("対象外", "out of scope"),
    "": Wording("説明のみ", "words only"),
}

REPLY = Wording("{ministry}の回答：{told}", "reply of {ministry}: {told}")
CHOOSE = Wording("（選んでください）", "(choose)")

HEADINGS = {
    "number": Wording("番号", "No."),
    "ministry": Wording("照会先", "Asked of"),
    "subject": Wording("対象", "Subject"),
    "proposal_id": Wording("提言番号", "Proposal id"),
    "label": Wording("提言の見出し", "Proposal"),
    "text": Wording("提言の本文", "Wording of the proposal"),
    "plan": Wording("計画", "Plan"),
    "verdict": Wording("こちらの見立て", "As we see it"),
    "place": Wording("読んだ場所", "Where we read"),
    "passage": Wording("読んだ文", "What we read"),
    "question": Wording("照会", "Question"),
    "kind": Wording("回答", "Reply"),
    "stated_at": Wording("記載の場所（計画名・ページ・見出し）", "Where it is stated (plan, page, heading)"),
    "note": Wording("説明", "Explanation"),
    "respondent": Wording("回答者", "Replied by"),
    "key": Wording("項目の印（消さないでください）", "Item key (keep)"),
}

QUESTIONS = {
    "gap": Wording("この提言の求めることが、この計画には見当たりませんでした。記載があれば、その場所をお知らせください。", "We did not find in this plan what the proposal asks for. Please tell us where it is stated, if it is."),
    "partial": Wording("この提言の求めることの一部が、この計画にあると読みました。ほかの部分の記載があれば、その場所をお知らせください。", "We read that the plan does a part of what the proposal asks for. Please tell us where the rest is stated, if it is."),
    "undetermined": Wording("この提言の求めることが、この計画にあるかどうか読み取れませんでした。記載があれば、その場所をお知らせください。", "We could not tell whether the plan does what the proposal asks for. Please tell us where it is stated, if it is."),
    "overlap": Wording("二つの施策が近いと読みました。役割分担や連携の記載があれば、その場所をお知らせください。", "We read that these two measures are close. Please tell us where their roles or their co-ordination are stated."),
    "phase": Wording("段階か時期について、次のように読みました。違う記載があれば、その場所をお知らせください。", "This is how we read stages or times. Please tell us where it is stated otherwise, if it is."),
    "exit": Wording("成果とその使い手について、次のように読みました。つなぐ記載があれば、その場所をお知らせください。", "This is how we read results and their users. Please tell us where the link is stated, if it is."),
}

LETTER = (
    Wording("基本計画と提言の突き合わせについての照会　{ministry} 御中", "Inquiry on basic plans held against proposals, to {ministry}"),
    Wording("公表された計画の文書を機械で読み、人が確かめながら突き合わせたものです。読み違いがありえますので、所見を公にする前にお尋ねします。", "Published plans were read by a program, with people checking. It may have misread, so we ask before anything is published."),
    Wording("回答は、記載あり（場所を記入）・今後対応・他計画（計画名を記入）・対象外 から選び、説明があれば書いてください。", "Please choose: stated (and where), to be done, in another plan (which), or out of scope, and explain where you like."),
    Wording("いただいた回答は所見の横にそのまま載せます。回答だけで所見を書き換えることはありません。", "Replies are shown beside the findings as they are; no finding is rewritten by a reply alone."),
)
"""What stands above the questions."""
