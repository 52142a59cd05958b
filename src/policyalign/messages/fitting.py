"""What ``policyalign fit`` and the profiles have to say."""

from __future__ import annotations

from policyalign.messages.wording import Wording

FITTING = {
    "profiles_malformed": Wording(
        "手がかりの語のファイル {file} を読めません（{error}）",
        "the profiles in {file} cannot be read ({error})",
        "示された項目を直すか、元のファイルに戻してください",
        "mend the entry named, or restore the file",
    ),
    "collection_unreadable": Wording(
        "事業の一覧 {file} を読めません（{error}）",
        "the collection of projects {file} cannot be read ({error})",
        "projectId、projectName、ministry、purpose、currentIssues、overview を持つ JSON Lines（gzip）を指定してください",
        "give JSON Lines (gzip) with projectId, projectName, ministry, purpose, currentIssues and overview",
    ),
    "fit_written": Wording("{count}個のファイルを書きました", "{count} files written"),
    "fit_changed": Wording("変わるファイル: {files}", "would change: {files}"),
    "fit_unchanged": Wording("models/ は当てはめの結果と一致しています", "models/ is what the fit gives"),
}
