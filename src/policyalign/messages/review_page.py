"""What the review page says: its words, the criteria of the answers, and what stands on a card."""

from __future__ import annotations

from collections.abc import Mapping

from policyalign.messages.wording import Codes, Wording, worded

CRITERIA: Mapping[str, Wording] = {
    "covered": Wording("提言の主な求め（誰に・何を）が、計画の行うこととして書いてある", "the plan says it will do what the proposal mainly asks (what, for whom)"),
    "partial": Wording("求めのかなりの部分をするが、一部が抜けている、対象や分野が狭い、または途中の段階まで", "it does a good part: something is missing, its object or field is narrower, or it stops at an earlier stage"),
    "absent": Wording("計画の全体を探しても、していない（話題が同じだけ、現状や課題を述べるだけのものを含む）", "nothing in the whole plan does it (same topic only, or background and problems only)"),
    "duplicate": Wording("同じ対象に同じ活動をする", "the same activity for the same object"),
    "similar": Wording("似た目標と活動が並んで進む", "similar goal and activity side by side"),
    "complement": Wording("同じ大きな目標のもとで、役割・段階・手段が異なる", "one larger goal, but another role, stage or instrument"),
    "related": Wording("話題が同じだけ", "the same topic only"),
    "none": Wording("関わりがない", "nothing in common"),
    "right": Wording("指摘のとおりのことが、示した箇所に書いてある", "the places shown say what is claimed"),
    "wrong": Wording("読み違い、または指摘が当たらない", "misread, or the claim does not hold"),
    "unsure": Wording("読んでも決められない（決められないことも答えです）", "reading does not decide it (that is an answer, too)"),
}
"""When to give which answer: those of ``docs/gold.md`` and ``docs/overlaps.md`` in one line."""

ORDERS: Mapping[str, Wording] = {
    "worth": Wording("答えの値打ち順", "by worth of an answer"),
    "run": Wording("提言の順", "in the order of the proposals"),
    "audit": Wording("無作為標本（監査）", "random sample (audit)"),
}

SHOWS: Mapping[str, Wording] = {
    "open": Wording("自分が未回答", "not answered by me"),
    "free": Wording("だれも未回答", "answered by nobody"),
    "settle": Wording("調停待ち", "to be settled"),
    "answered": Wording("自分が回答済み", "answered by me"),
    "all": Wording("すべて", "all"),
}

STATES: Mapping[str, Wording] = {
    "open": Wording("未回答", "open"),
    "answered": Wording("回答済み", "answered"),
    "settle": Wording("調停待ち", "to be settled"),
    "taken": Wording("ほかの人が回答済み", "answered by others"),
}

SIDES: Mapping[str, Wording] = {
    "for": Wording("根拠", "evidence"),
    "near": Wording("近い箇所（根拠には数えていない）", "near, not counted"),
    "side": Wording("施策", "measure"),
    "found": Wording("検索で見つけた箇所", "found by search"),
}

ASPECTS = {
    "doing": Wording("何を・どうする", "Object and act"),
    "actors": Wording("主体", "Actor"),
    "degree": Wording("程度", "Degree"),
}

PAGE = {
    "title": Wording("確認", "Review"),
    "skip": Wording("カードへ", "To the card"),
    "reviewer": Wording("確認者", "Reviewer"),
    "who": Wording("お名前を入れてください。答えはこの名前で残り、ほかの人の答えは、自分が答えるまで見えません。", "Your name: answers are kept under it, and those of others stay hidden until you have answered."),
    "begin": Wording("始める", "Begin"),
    "name_wrong": Wording("名前は60字までの1行で入れてください。", "A name is one line of at most 60 characters."),
    "queue": Wording("一覧", "Queue"),
    "order": Wording("並び", "Order"),
    "show": Wording("見せるもの", "Show"),
    "subject": Wording("種類", "Kind"),
    "proposal": Wording("提言", "Proposal"),
    "plan": Wording("計画", "Plan"),
    "ministry": Wording("府省", "Ministry"),
    "any": Wording("すべて", "all"),
    "progress": Wording("{items}件中 {mine}件に回答（だれかが答えたもの {anybody}件）", "{mine} of {items} answered by you ({anybody} by anybody)"),
    "progress_sample": Wording("標本 {size}件中 {drawn}件に答え（すべてに要ります）", "{drawn} of the sample of {size} answered (all are needed)"),
    "to_settle": Wording("調停待ち {count}件", "{count} to be settled"),
    "empty": Wording("この条件に合うものはありません。", "Nothing to show for this choice."),
    "all_done": Wording("この一覧は最後まで答えました。", "Everything in this list is answered."),
    "machine": Wording("機械の見立て", "The machine says"),
    "asks": Wording("提言の求めること", "What the proposal asks"),
    "aspects_hint": Wording("側面は言葉から拾った目安です。判断は本文で行ってください。", "The aspects are picked from the words as an aid; judge by the text."),
    "reasons": Wording("理由", "Reasons"),
    "doubts": Wording("反対の手がかり", "What speaks against"),
    "places": Wording("箇所", "Passages"),
    "standing": Wording("提言の章・節", "Chapter and section"),
    "named_only": Wording("この提言等は、技術の名前だけを挙げています。対応は、その技術の研究開発・実証・普及などを計画の行うこととして書いてあるとき、一部対応は、その一部の分野や途中の段階までのときです。名前を挙げるだけ、現状や課題を述べるだけなら、なし です。", "This item is the name of a technology only. Covered: the plan says it will research, demonstrate or spread it; partial: a narrower field or an earlier stage of that. Naming it, or telling of background and problems, is absent."),
    "all_of_it": Wording("すべて表示", "Show all"),
    "less_of_it": Wording("たたむ", "Show less"),
    "criteria": Wording("答えの基準", "Criteria"),
    "open_pages": Wording("紙面を開く", "Open the page"),
    "ask_place": Wording("根拠の箇所を選んでいません。", "No passage is chosen as evidence."),
    "ask_no_place": Wording("根拠にできる箇所を見ていません。", "No passage is shown that could be kept."),
    "save_with": Wording("いまの箇所を根拠に保存 e", "Save with the one shown e"),
    "save_without": Wording("箇所なしで保存 {key}", "Save without {key}"),
    "no_place": Wording("根拠に残せるのは、文章として読めた箇所だけです。いま見ているのは箇所ではありません（紙面のページはメモに書けます）。", "Only a passage that was read as text can be kept as evidence; none is shown (a page can be told in the note)."),
    "nowhere": Wording("根拠の箇所なし", "no evidence chosen"),
    "textless": Wording("この計画からは文章を一つも読み取れていません（画像のページなど）。紙面を見て答え、見つけたページはメモに書いてください。--ocr で読み直せば、箇所を選べます。", "No text at all was read of this plan (pages that are pictures). Judge by its pages and tell in the note where you found it; read anew with --ocr, it has passages to choose."),
    "claim": Wording("見立て", "Machine"),
    "no_places": Wording("機械が近いとみた箇所はありません。計画の中を検索してください。", "The machine found nothing near; search the plan."),
    "measure": Wording("施策", "Measure"),
    "search": Wording("この計画の中を探す", "Search in this plan"),
    "search_go": Wording("探す", "Search"),
    "found": Wording("「{query}」の検索結果 {count}件（Esc で近い箇所へ戻る）", "{count} passages for “{query}” (Esc for the nearest)"),
    "found_most": Wording("はじめの{count}件を示します。", "The first {count} are shown."),
    "found_none": Wording("「{query}」は、読めた文章の中に見つかりません。ないことの証拠ではありません。", "“{query}” was not found in what could be read; that is no proof that it is not there."),
    "answer": Wording("答え", "Answer"),
    "chosen": Wording("根拠として残す箇所", "Kept as evidence"),
    "keep_place": Wording("この箇所を根拠に e", "Keep this e"),
    "kept_none": Wording("選んでいません", "none chosen"),
    "replies": Wording("府省の回答", "Replies of ministries"),
    "note": Wording("メモ（n）", "Note (n)"),
    "note_hint": Wording("答えと一緒に残ります（{most}字まで）", "kept with the answer (at most {most} characters)"),
    "note_keep": Wording("メモだけ残す", "Keep the note"),
    "apply": Wording("結果に反映する", "Apply to the results"),
    "applying": Wording("結果を書き直しています…", "Writing the results anew…"),
    "note_long": Wording("メモが長すぎます（{length}字。{most}字まで）。短くしてから答えてください。文面は消えていません。", "The note is too long ({length} characters of at most {most}); shorten it, then answer. Its text is still here."),
    "mine": Wording("あなたの答え", "Your answer"),
    "others": Wording("ほかの人の答え", "Answers of others"),
    "hidden": Wording("ほかに{count}人が答えています。あなたが答えると見えます。", "{count} others have answered; you see how once you have."),
    "settling": Wording("二人の答えが分かれています。両方を読んで、調停の答えを入れてください。", "Two people do not agree; read both and settle it."),
    "saving": Wording("保存しています…", "Saving…"),
    "saved": Wording("保存しました: {title} {answer}（記録 {number}）", "Saved: {title} {answer} (record {number})"),
    "taken_back": Wording("取り消しました: {title}（記録 {number}）", "Taken back: {title} (record {number})"),
    "nothing_back": Wording("取り消す答えがありません。", "There is no answer to take back."),
    "not_saved": Wording("保存できていません: {why}", "Not saved: {why}"),
    "gone": Wording("サーバーから返事がありません。この画面は閉じないでください（メモは残っています）。policyalign review をもう一度始め、新しい画面で答えてください。", "The server does not answer. Keep this page open (your note is still here), start policyalign review again and answer on its page."),
    "ended": Wording("確認を終えました。この画面は閉じて構いません。", "The review has ended; you may close this page."),
    "undo": Wording("取り消し u", "Undo u"),
    "previous": Wording("◀ 前 k", "◀ k"),
    "next": Wording("次 j ▶", "j ▶"),
    "stop": Wording("終える", "End"),
    "stop_sure": Wording("確認を終えて、サーバーを止めますか。答えはすべて保存されています。", "End the review and stop the server? All answers are saved."),
    "yes": Wording("終える", "End"),
    "no": Wording("続ける", "Go on"),
    "agreement": Wording("一致の度合い", "Agreement"),
    "shortcuts": Wording("キー操作", "Keys"),
    "shortcuts_on": Wording("文字キーで操作する", "Use letter keys"),
    "help": Wording("j/k 次・前　1、2、… 答え（数は答えの前に）　n メモ（Ctrl+Enter で残す）　u 取り消し　→/← 箇所　f 検索　e 見ている箇所を根拠にする・やめる　[ ] 紙面のページ　z 拡大（矢印キーで紙面を動かす）・縮小　? この説明　Esc 入力欄を離れる・検索をやめる", "j/k next, previous · 1, 2, … answer (its number) · n note (Ctrl+Enter keeps it) · u undo · →/← passage · f search · e keep the passage as evidence, or not · [ ] page · z zoom (arrows move the page) or whole · ? this help · Esc leave a field, or the search"),
    "paper": Wording("紙面", "Page"),
    "paper_alt": Wording("{plan} {page}ページの紙面", "{plan}, page {page}"),
    "paper_of": Wording("{page} / {count} ページ", "page {page} of {count}"),
    "paper_back": Wording("前のページ", "Previous page"),
    "paper_on": Wording("次のページ", "Next page"),
    "zoom": Wording("拡大（z）", "Zoom (z)"),
    "unzoom": Wording("縮小（z）", "Whole (z)"),
    "paper_none": Wording("この計画の PDF が見つかりません。policyalign review に --pdf フォルダ を付けると、紙面が出ます。", "The PDF of this plan was not found; give --pdf FOLDER to policyalign review to see its pages."),
    "paper_failed": Wording("このページは描けませんでした。", "This page could not be drawn."),
    "noscript": Wording("この画面には JavaScript が要ります。", "This page needs JavaScript."),
}
"""Fixed words of the page; some have blanks that the page fills."""

COUNTED = {
    "both": Wording("二人とも答えたもの", "answered by both"),
    "agreed": Wording("同じ答え", "same answer"),
    "kappa": Wording("重み付き κ", "weighted κ"),
    "ac1": Wording("AC1", "AC1"),
    "answers": Wording("答えの数", "answers"),
    "none": Wording("二人とも答えた項目は、まだありません（あなたが答えたものだけで数えます）。", "No item was answered by two people yet, of those that you have answered."),
}
"""The figures of agreement."""


class ReviewPageCode(Codes):
    """What the review page and its command say."""

    page_address = worded("確認ページ: {address}", "review page: {address}")
    page_how_to_end = worded("Ctrl-C か、ページの「終える」で終わります。答えは一つずつ {file} に残ります", "end it with Ctrl-C or on the page; every answer is kept in {file} as it is given")
    page_no_pdf = worded("紙面の画像なし: {plans}（同じ内容の PDF が見つかりません。--pdf にフォルダを指定すると出ます）", "no pictures of pages of {plans} (no PDF of the same content was found; name its folder with --pdf)")
    page_nothing = worded("{path} に、確認するものがありません", "there is nothing to review in {path}", "計画を一つ以上比べた結果を指定してください", "name the results of a comparison of at least one plan")
    page_port = worded("ポート {port} を使えません（{error}）", "port {port} cannot be used ({error})", "--port に別の番号を指定するか、省いてください", "give another number with --port, or leave it out")
    page_name = worded("確認者の名前「{name}」を使えません", "the name {name} of a reviewer cannot be used", "--reviewer に60字までの1行の名前を指定してください", "give a name of one line and at most 60 characters with --reviewer")
    page_ended = worded("この確認で {count}件の答えを残しました（{file}）", "{count} answers kept in this review ({file})")
    page_applied = worded("答え {count}件を結果（{path}）に反映しました", "{count} answers applied to the results ({path})")
    page_nothing_new = worded("結果には、すべての答えがもう入っています", "all answers are in the results already")
    page_next = worded("結果のファイルに入れるには policyalign review apply {path!q}、答えを入れた報告を作るには policyalign report {path!q}", "policyalign review apply {path!q} puts them into the result files, policyalign report {path!q} makes a report with them")
    page_next_applied = worded("結果のファイルには、すべての答えが入っています。答えを入れた報告を作るには policyalign report {path!q}", "the result files hold all answers; policyalign report {path!q} makes a report with them")

    # What requests are refused with
    refuse_place = worded("このページは、policyalign review が示したアドレスからだけ開けます", "this page opens only at the address that policyalign review has told")
    refuse_origin = worded("ほかのページからの送信は受けません", "nothing is taken from other pages")
    refuse_large = worded("送られた文章が大きすぎます。メモを{most}字までにしてください", "what was sent is too large; keep the note to {most} characters")
    refuse_broken = worded("送られた内容を読めません。画面を開き直してください", "what was sent cannot be read; open the page again")
    refuse_unknown = worded("その項目はこの結果にありません。画面を開き直してください", "there is no such item in these results; open the page again")
    refuse_verdict = worded("その答えはこの種類の項目には使えません", "this item does not take such an answer")
    refuse_passage = worded("選んだ箇所がこの計画にありません。画面を開き直してください", "the passage chosen is not in this plan; open the page again")
    refuse_stage = worded("この間に、ほかの人がこの項目に答えました。読み直したカードで、もう一度答えてください", "somebody has answered this item meanwhile; answer again on the card as it is now")
    refuse_name = worded("確認者の名前がありません。画面を開き直して、名前を入れてください", "the name of the reviewer is missing; open the page again and give it")

    # What speaks for or against, on a card
    card_unread = worded("計画の{count}ページは読めていない", "{count} pages of the plan were not read")
    card_partly_read = worded("計画の{count}ページは一部が読めていない（図や画像の中の文字）", "of {count} pages of the plan a part was not read (text within pictures)")
    card_probability = worded("対応の確率は、近い箇所を合わせて計画全体について見積もったもの", "the probability is estimated for the plan as a whole, from all passages near")
    card_recognised = worded("計画の{count}ページは文字認識（OCR）で読んだ", "{count} pages of the plan were read by OCR")
    card_degree = worded("提言の求める程度（{asked}）が、この箇所には見えない", "the degree asked for ({asked}) is not to be seen in this passage")
    card_lowered = worded("点を下げたもの: {features}", "what lowers it: {features}")
    card_not_planned = worded("施策を述べる箇所とは読めなかった（現状・理念など）", "not read as announcing a measure (background, principle)")
    card_other = worded("次に近い関係: {relation} {probability}", "next: {relation} {probability}")
    card_coordinated = worded("連携済み: {phrase}（{place}）", "co-ordinated already: {phrase} ({place})")
    card_same_ministry = worded("二つとも同じ府省の施策", "both are measures of one ministry")
    card_shared = worded("どちらにもある語: {words}", "words in both: {words}")
    card_no_year = worded("この箇所に年度の記載はない", "no year is stated here")
    card_assigned = worded("担当を述べる語句: {phrase}", "wording of the assignment: {phrase}")
    card_rivals = worded("互いに触れずに担当する府省: {ministries}", "also in charge, neither naming the other: {ministries}")
    card_unsure_part = worded("この施策が提言に応えるかは確かでない", "it is not sure that this measure answers the proposal")
