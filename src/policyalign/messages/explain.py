"""Words of ``explain``, and the names of the features for people."""

from __future__ import annotations

from policyalign.messages.wording import Codes, Wording, worded


class ExplainCode(Codes):
    """What leads in the parts of an explanation."""

    explain_measure = worded("施策: {measure}　担当: {ministry}", "measure: {measure}; in charge: {ministry}")
    explain_chosen = worded("人が選んだ箇所", "The passage that a person chose")
    explain_accepted = worded("根拠となる箇所（箇所の確率が{limit}以上。別々の施策から）", "Passages that bear it out (probability {limit} or more; one per measure)")
    explain_near = worded("最も近い箇所（箇所の確率が{limit}以上。応えているとは言えず、根拠ではない）", "Nearest passages (probability {limit} or more; not certified, so no evidence; one per measure)")
    explain_rejected = worded("退けた箇所のうち最も近いもの（{limit}未満。欠落なら、これが反対の証拠になりうるもの）", "Nearest rejected passages (below {limit}; if it is a gap, what might speak against it)")
    explain_nothing = worded("ありません", "none")
    explain_phrases = worded("対応する文節: {pairs}", "Phrases: {pairs}")
    explain_legend = worded("文節は 箇所⇔提言（共通の語）。≒ は意味の近いもの、* は提言の文言でなく、想定した施策の文との対応", "Phrases are passage⇔proposal (words in common); ≒ near in meaning, * not of its wording but of its profile")
    explain_whole = worded("箇所の全体: {text}", "The whole passage: {text}")
    explain_more = worded("箇所の全体、対応する文節、確率の内訳は --details で示します", "--details shows whole passages, phrases and what the probability is made of")
    explain_odds = worded("確率の内訳（対数オッズ）: {terms}", "Log odds: {terms}")
    explain_lacking = worded("この計画で採られた箇所の平均に比べて足りないもの: {terms}", "Short of the mean of the passages accepted in this plan by: {terms}")
    explain_unknown = worded("提言「{wanted}」はありません（似たもの: {candidates}）", "there is no proposal {wanted} (similar: {candidates})",
        "番号（5.2-P4 など）か、見出しの一部を指定してください。一覧は policyalign proposals list", "give an id such as 5.2-P4 or a part of a label; see policyalign proposals list")
    explain_ambiguous = worded("「{wanted}」を見出しに含む提言が複数あります: {candidates}", "several labels hold {wanted}: {candidates}",
        "番号で指定してください", "give the id")
    explain_elsewhere = worded("{id} {label}は、計画ごとの判定ではなく、計画どうしを見比べて答えるものです: policyalign {command} {results} --proposal {id}",
        "{id} {label} is answered by the plans together, not by a verdict on each: policyalign {command} {results} --proposal {id}")


FEATURES = {
    "average": Wording("平均的な箇所", "average passage"),
    "sentence": Wording("最も近い文", "best sentence"),
    "context": Wording("施策全体の近さ", "context"),
    "terms": Wording("言葉の一致", "terms"),
    "ngram": Wording("文字の並びの一致", "character n-grams"),
    "names": Wording("名指す語", "terms that name it"),
    "related": Wording("よく一緒に出る語", "related terms"),
    "essentials": Wording("欠かせない事柄の名", "names what is essential"),
    "learned": Wording("応えた施策に多い語", "terms of measures that answer it"),
    "proposal": Wording("提言ごとの差", "proposal"),
    "wording": Wording("求める文の文字の並び", "character n-grams of the request"),
    "cover": Wording("求める物事の名", "names what is asked for"),
    "act": Wording("求める向きの行い", "does what is asked for"),
    "contrary": Wording("逆の行い", "does the opposite"),
    "short": Wording("程度が足りない", "falls short"),
    "background": Wording("現状・課題の記述", "background text"),
    "other": Wording("最も近い文（指定のモデル）", "best sentence (chosen encoder)"),
}
