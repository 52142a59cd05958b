"""What can be wrong with a results folder that is read back."""

from __future__ import annotations

from policyalign.messages.wording import Codes, worded

_AGAIN = ("policyalign compare を、同じ計画でもう一度、このフォルダへ実行してください（キャッシュがあればすぐ終わります）", "run policyalign compare on the same plans into this folder again (quick where they are cached)")


class SavedCode(Codes):
    """Results that cannot be read back."""

    saved_missing = worded("結果のファイル {file} がありません", "there is no {file} among the results",
        "policyalign compare の出力先（-o）を指定してください。以前の版の結果なら、compare をもう一度実行してください", "give the folder that policyalign compare wrote to (-o); if an earlier version wrote it, run compare again")
    saved_unreadable = worded("結果のファイル {file} を開けません（{error}）", "{file} cannot be read ({error})",
        "読み取りの権限を確かめてください", "check its permissions")
    saved_no_file = worded("結果のファイル {file} がファイルではありません", "{file} is no file", *_AGAIN)
    saved_version = worded("{file} は別の版の policyalign が書いたものです（形式 {found}、この版は {expected}）", "{file} was written by another version of policyalign (format {found}, here {expected})", *_AGAIN)
    saved_broken = worded("{file} の{line}行目が読めません（途中で切れているか、書き換えられています: {error}）", "{file}, line {line} cannot be read (cut off, or altered: {error})", *_AGAIN)
    saved_altered = worded("{file} は、書き出されたあとで書き換えられているか、別の実行のものです", "{file} was altered after it was written, or is of another run", *_AGAIN)
    saved_count = worded("{file} にある計画 {plan} の行は{found}行で、{expected}行でなければなりません（途中で切れているか、別の実行のものです）", "{file} holds {found} lines of the plan {plan} instead of {expected} (cut off, or of another run)", *_AGAIN)
    saved_other_run = worded("{file} は、このフォルダの他の結果とは別の計画のものです", "{file} is of other plans than the rest of the results in this folder", *_AGAIN)
