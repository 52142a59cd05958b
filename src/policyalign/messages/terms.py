"""What the words of a report mean: the same in workbook, chapter and page."""

from __future__ import annotations

from collections.abc import Mapping

from policyalign.messages.wording import Wording

TERMS: Mapping[str, tuple[Wording, Wording]] = {
    "proposal": (
        Wording("提言等", "Proposals"),
        Wording("COCN の提言書（または自分で書いた提言）の一項目です。番号の P は提言、R は研究サイクル、T は技術を表します。", "An item of COCN's document, or of one's own. In its number P is a proposal, R a research cycle, T a technology."),
    ),
    "plan": (
        Wording("計画", "Plan"),
        Wording("比べた文書の一つです。「どの計画も」と言うときは、比べた計画に限ります。", "A document that was compared. “Every plan” means those compared, and no others."),
    ),
    "measure": (
        Wording("施策", "Measure"),
        Wording("計画の中で、名前（見出し）の下に、行うことが述べられているひとまとまりです。事業・取組も施策と呼びます。", "A part of a plan that says, below a name of its own, what is to be done; a project too."),
    ),
    "covered": (
        Wording("対応", "Covered"),
        Wording("提言等の求めることをする一文が、計画に見つかりました。その文を引いています。", "A sentence was found in the plan that does what the proposal asks; it is quoted."),
    ),
    "partial": (
        Wording("一部対応", "Partial"),
        Wording("求めることの少なくとも一部をする一文が見つかりました。「対応」との区別は、まだ頼りになりません。", "A sentence was found that does at least a part of it. The distinction from covered cannot be relied on yet."),
    ),
    "gap": (
        Wording("欠落", "Gap"),
        Wording("計画をすべて読めて、応える記述の確率がごく低く、誤りの割合を測った範囲にあるときだけ言います。示す「最も近い箇所」は根拠ではありません。", "Said only where the whole plan could be read, the probability of an answer is very low, and the rate of error was measured. The nearest passage that is shown is no evidence."),
    ),
    "undetermined": (
        Wording("判定不能", "Undetermined"),
        Wording("「ない」という意味ではありません。読めたものからは、応えているとも、いないとも言えません。人が読んで決めます。", "Does not mean absent. What could be read does not decide; a person has to read on."),
    ),
    "undetermined_wide": (
        Wording("判定不能（計画全体の理由）", "Undetermined for reasons of the plan"),
        Wording("読めないページがある、ファイルが壊れている、抜粋である、誤りの割合を測った計画と性格が異なる、などのために、その計画では欠落と言えません。", "Of the plan no gap can be claimed: pages could not be read, the file is damaged or an excerpt, or it is unlike the plans on which the error was measured."),
    ),
    "undetermined_near": (
        Wording("判定不能（箇所から決まらない）", "Undetermined by its passages"),
        Wording("確率が対応と欠落の間にある、確率は高いが求めることをすると言える一文がない（話題が近いだけかもしれない）、確率は低いが提言の言葉を述べる箇所がある、のどれかです。示した箇所から読んで確かめます。", "The probability lies between covered and gap; or it is high, but no sentence does what is asked (it may only share the topic); or it is low, but the plan speaks of the matter. Read on from the place shown."),
    ),
    "out_of_scope": (
        Wording("対象外", "Out of scope"),
        Wording("計画の分野からみて、その提言等を問わなかった組です。", "The proposal was not asked of this plan, whose domain is another."),
    ),
    "whole": (
        Wording("計画全体からみた確率", "Probability by the plan as a whole"),
        Wording("計画のすべての箇所を合わせて見て、計画のどこかが提言等に応えている確率の見積もりです。判定はこれと、次の確率の両方によります。", "Estimated from all passages together: that some part of the plan answers the proposal. The verdict rests on it and on the next one."),
    ),
    "alone": (
        Wording("引用した箇所だけの確率", "Probability by the passage alone"),
        Wording("示した一つの箇所だけを見て、それが応えている確率の見積もりです。計画全体の確率が高くてもこれが低いときは、引く前にその箇所をよく読んでください。", "Estimated from the passage shown alone: that it answers. Where it is low beside a high one of the whole, read the passage with care before you quote it."),
    ),
    "nearest": (
        Wording("根拠、最も近い箇所、退けた箇所", "Evidence, nearest and rejected passages"),
        Wording("根拠は、対応・一部対応のよりどころの箇所です。最も近い箇所は、欠落・判定不能で初めに読む箇所で、根拠ではありません。退けた箇所は、近いが根拠に数えなかった箇所です。", "Evidence is what covered and partial rest on. The nearest passage, of gaps and undetermined, is only what to read first. Rejected ones came near and did not count."),
    ),
    "place": (
        Wording("p.62（紙面 60）", "p.62 (printed 60)"),
        Wording("p. はファイルの何ページ目か、紙面はそのページに印刷された番号です。一つだけのときは、両方が同じか、印刷された番号がありません。", "p. counts the pages of the file; “printed” is the number on the page. One alone: they are the same, or none is printed."),
    ),
    "stages": (
        Wording("段階", "Stage"),
        Wording("施策がどこまで進んだことを述べているか：1 構想・検討、2 基礎研究・制度設計、3 開発・整備、4 実証・試行、5 社会実装・本格実施、6 普及・定着。読み取れなければ「段階不明」です。", "How far along a measure is: 1 concept and study, 2 basic research or design of rules, 3 development and building, 4 demonstration and trial, 5 deployment, 6 diffusion; else “stage unknown”."),
    ),
    "times": (
        Wording("時期、推定（＊）、目標", "Time, inferred (*), target"),
        Wording("年度は計画が述べるものです。＊は、段階または段階と年度の結び付きを推定したもの。「目標」は達成の期限として述べられた年で、施策を行う時期ではありません。", "Years are those that the plan states. * marks a stage, or its tie to the years, that was inferred. A target is the year by which something is to be reached, not when a measure is carried out."),
    ),
    "window": (
        Wording("参照期間", "Reference window"),
        Wording("フェーズの不整合を見る年度の範囲です（初めは第7期基本計画の2026～2030年度。phases --window で変えられます）。", "The fiscal years against which phases are held (2026–2030 unless chosen otherwise with phases --window)."),
    ),
    "phases": (
        Wording("フェーズの不整合", "Phases that do not fit"),
        Wording("順序の逆転（土台となる段階の終わる前に次が始まる）、死の谷（開発・実証のあと実装まで年が空く）、出口不在・入口不在（実装がどの計画にもない、実装だけがある）、同時並行の重複段階、計画期間のずれ（参照期間の外）、期限なし（時期を述べない）の七つです。", "Inverted order, valley of death (years between trial and deployment), no exit and no entry (no deployment in any plan, or nothing else), same stage in parallel, period out of step with the reference window, no time stated."),
    ),
    "overlaps": (
        Wording("重複、類似、補完", "Duplication, overlap, complementary"),
        Wording("二つの施策の関係です。重複は同じ対象に同じことをする、類似は似た目標と活動が並ぶ、補完は同じ大きな目標のもとで役割・段階・手段が異なるものです。", "How two measures stand to each other: the same done to the same; like aims and doings side by side; other roles, stages or means to one larger end."),
    ),
    "exits": (
        Wording("出口、出口の連携", "Exit, exit link"),
        Wording("出口は、開発や実証の成果が使われる先です。出口の連携は、ある施策の成果を別の施策（別の計画、または引き継ぎ）が使う関係です。「結ばれていない」は、互いの名が書かれていないという意味です。", "An exit is where the result of development or trial is used; an exit link, that another measure uses it. “Open” means that neither names the other."),
    ),
    "roles": (
        Wording("主担当、複数（競合）、関与、担当不明", "Lead, several, support, not named"),
        Wording("提言等に応える施策での府省の役割です。主担当は担当として名指しされたもの、複数（競合）は互いの名なしに別の施策を主担当する府省があるもの、関与は担当の列挙の二番目以降、連携先、または応えることが確かでない施策の担当、担当不明は府省の名がないものです。", "Of a ministry in the measures that answer: named as in charge; so with others that lead further ones without naming it; named second or as a partner, or in charge of what does not surely answer; none named."),
    ),
    "confidence": (
        Wording("確実、要確認、一覧のみ", "Certain, to be checked, listed only"),
        Wording("重なり・フェーズ・出口の所見の確かさです。主張に使えるのは「確実」だけで、「要確認」と「判定不能（…の疑い）」は人が確かめてから使います。「一覧のみ」は挙げるだけで、不整合とはみなしません。", "How sure findings on overlaps, phases and exits are. Only what is certain may be claimed; what is to be checked, after a person has. What is listed only is no alarm."),
    ),
    "checked": (
        Wording("確認済（人）", "Checked by a person"),
        Wording("人の答えで判定が決まったもの（章の付表と一覧では印つき）です。機械の見立ても記録に残っています。", "The verdict is that of people; what the machine had said is kept."),
    ),
    "guarantee": (
        Wording("信頼度90%で…以上", "At 90% confidence at least …"),
        Wording("当てはめに使っていない計画で確かめた件数から言える、正しい割合の下限です。同じ確かめ方を繰り返すと、10回に9回は、本当の割合がこうして求めた下限以上になります。", "The lower bound of the share that is right, by cases that were checked on plans outside the fit: in nine of ten such trials the true share is no less than the bound found so."),
    ),
    "excerpt": (
        Wording("抜粋", "Excerpt"),
        Wording("二つの意味で使います。報告の抜粋は、選んだ提言等と計画だけを載せた報告です。計画の抜粋は、ファイルが計画の一部のページしか含まないことで、欠けたページに書かれているかもしれないので欠落とは言いません。", "Of a report: it tells of chosen proposals and plans only. Of a plan: its file holds only some of the pages, so that no gap is claimed."),
    ),
}  # fmt: skip
"""Each term with what it means. Words for what is counted or judged, in the order in which a reader meets them."""

TERMS_TITLE = Wording("用語", "Terms")
TERM = Wording("用語", "Term")
MEANING = Wording("意味", "Meaning")
