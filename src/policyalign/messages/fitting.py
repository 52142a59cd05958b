"""What ``policyalign fit`` and the profiles have to say."""

from __future__ import annotations

from policyalign.messages.wording import Codes, worded


class FittingCode(Codes):
    """What fitting tells."""

    profiles_unknown_id = worded("手がかりの語のファイル {file} にある {item} という提言はありません", "the profiles in {file}: there is no proposal {item}",
        "id を直すか、元のファイルに戻してください", "mend the id, or restore the file")
    profiles_reworded = worded("手がかりの語のファイル {file} の {item} は、別の本文のために書かれています（of が本文と合わない）", "the profiles in {file}: {item} was written for another text (of does not fit)",
        "提言の本文に合うかを確かめて of の行を消すか、policyalign proposals draft で作り直してください", "see whether it fits the text and remove the line of, or draft it anew with policyalign proposals draft")
    collection_unreadable = worded("事業の一覧 {file} を読めません（{error}）", "the collection of projects {file} cannot be read ({error})",
        "projectId、projectName、ministry、purpose、currentIssues、overview を持つ JSON Lines（gzip）を指定してください", "give JSON Lines (gzip) with projectId, projectName, ministry, purpose, currentIssues and overview")
    collection_lacks = worded("事業の一覧 {file} に、ラベルのある事業 {project} がありません", "the collection {file} lacks project {project}, which has labels",
        "models/labels/README.md にある版の一覧を指定してください", "give the edition that models/labels/README.md names")
    pair_labels_unreadable = worded("組のラベル {file} を読めません（{error}）", "the labels of pairs in {file} cannot be read ({error})",
        "a,b,relation の三列の CSV に直すか、元のファイルに戻してください", "make it a CSV with the columns a, b and relation, or restore the file")
    pair_labels_few = worded("組のラベル {file} が足りません（二つ以上の関係に、それぞれ{least}組以上が要ります）", "too few labels of pairs in {file} (at least two relations with {least} pairs each are needed)",
        "ラベルを足すか、元のファイルに戻してください", "add labels, or restore the file")
    relation_model_unreadable = worded("施策の関係を判定するモデル {file} を読めません（{error}）", "the model of relations {file} cannot be read ({error})",
        "policyalign を入れ直すか、policyalign fit-relations で作り直してください", "install policyalign again, or make it anew with policyalign fit-relations")
    fit_written = worded("{count}個のファイルを書きました", "{count} files written")
    fit_changed = worded("変わるファイル: {files}", "would change: {files}")
    fit_unchanged = worded("models/ は当てはめの結果と一致しています", "models/ is what the fit gives")
