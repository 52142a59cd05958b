"""What the command says when all is well."""

from __future__ import annotations

from policyalign.messages.wording import Wording

INTERFACE = {
    "plan_problems": Wording(
        "{plan}: 読み取りの問題が{count}件あります（{file}）",
        "{plan}: {count} problems met while reading ({file})",
    ),
    "results_written": Wording("結果を {path} に書きました", "results written to {path}"),
    "gaps_more": Wording(
        "このほかに{count}件あります（--limit 0 ですべて）", "{count} more (--limit 0 shows all)"
    ),
    "interrupted": Wording("中断しました", "interrupted"),
    "cache_content": Wording("{path}: {count}件、{size} MB", "{path}: {count} entries, {size} MB"),
    "doctor_missing": Wording("ありません: pip install {package}", "missing: pip install {package}"),
    "doctor_found": Wording("{count}件あります", "{count} found"),
    "doctor_ocr_ready": Wording("使えます（Tesseract、jpn）", "ready (Tesseract, jpn)"),
    "doctor_ocr_needs": Wording(
        "走査画像のページを読むには pip install 'policyalign[ocr]' と、Tesseract本体と日本語データ"
        "（Debian/Ubuntu: apt install tesseract-ocr tesseract-ocr-jpn、macOS: brew install tesseract-lang）が要ります",
        "to read scanned pages: pip install 'policyalign[ocr]', and Tesseract with Japanese data "
        "(Debian/Ubuntu: apt install tesseract-ocr tesseract-ocr-jpn; macOS: brew install tesseract-lang)",
    ),
    "doctor_hub": Wording(
        "既定のモデルに通信は不要です。別のモデルは --encoder に Hugging Face の名前"
        "（初回のみ通信が要る。社内では HF_ENDPOINT や HF_HOME を設定）か、保存済みのフォルダを指定します",
        "the built-in models need no network; for another give --encoder a Hugging Face name (needs the "
        "network once; see HF_ENDPOINT and HF_HOME) or a folder that holds the model",
    ),
}

STAGES = {
    "read": Wording("読み取り", "reading"),
    "annotate": Wording("解析", "analysing"),
    "match": Wording("照合", "matching"),
    "trials": Wording("未知の計画での試行", "trials on unseen plans"),
    "fit": Wording("当てはめ", "fitting"),
    "ablations": Wording("特徴を除いた試行", "trials without features"),
}
