"""What can go wrong: one line for the user each, and what to do about it."""

from __future__ import annotations

from policyalign.messages.wording import Codes, worded

_SPLIT = ("ファイルを分割するか、PDFを印刷し直して（仮想プリンタ）から試してください", "split the file, or print it to a new PDF and try that")


class ErrorCode(Codes):
    """What can go wrong wherever files are read and written."""

    # Helper processes
    timeout = worded("制限時間（{seconds}秒）を超えたため中止しました", "stopped: it took longer than {seconds} s", *_SPLIT)
    memory = worded("メモリの上限（{megabytes} MB）を超えたため中止しました", "stopped: it needed more than {megabytes} MB of memory", *_SPLIT)
    worker_died = worded("処理中のプロセスが異常終了しました（{how}）", "the helper process ended unexpectedly ({how})",
        "空きメモリを確かめ、他のファイルと分けて試してください", "check the free memory, and try the file apart from the others")
    worker_failed = worded("処理中に予期しない誤りが起きました（{error}）", "an unforeseen error occurred ({error})",
        "policyalign doctor の出力を添えて報告してください", "please report it with the output of policyalign doctor")
    worker_closed = worded("補助プロセスはすでに終了しています", "the helper process has already been closed")
    # Proposals
    proposals_missing = worded("提言ファイルがありません: {file}", "there is no proposals file {file}",
        "cocn か、YAMLファイルの場所を指定してください", "give cocn, or the path of a YAML file")
    proposals_duplicate = worded("提言ファイル {file} に {item} が2度あります（id）", "{file}, {item}: the field id occurs twice")
    proposals_reference = worded("提言ファイル {file} の {item} の see_also にある {value} は存在しません", "{file}, {item}: the field see_also names {value}, which does not exist")
    proposals_none_selected = worded("条件に合う提言がありません", "no proposal meets these conditions",
        "種別（--kind）などの条件を緩めてください", "widen the conditions, such as --kind")
    # Output, cache, installation
    output_not_a_folder = worded("出力先 {path} はフォルダではありません", "the output {path} is not a folder",
        "-o に別の名前を指定してください", "give another name with -o")
    output_unwritable = worded("出力先 {path} に書けません（{error}）。途中のファイルは残していません", "cannot write to {path} ({error}); nothing half-written was left",
        "書き込みの権限と空き容量を確かめ、開いているCSVを閉じてください", "check permissions and free space, and close the CSV if it is open elsewhere")
    file_unusable = worded("{path} を読み書きできません（{error}）", "{path} cannot be read or written ({error})",
        "名前と場所、権限と空き容量を確かめてください", "check its name, its place, the permissions and free space")
    output_in_use = worded("別の policyalign が {path} に書き続けています", "another policyalign keeps writing to {path}",
        "それが終わってから、もう一度実行してください", "run it again when that has ended")
    cache_unusable = worded("キャッシュを使わずに続けます: {path}（{error}）", "going on without the cache {path} ({error})",
        "空き容量と権限を確かめるか、POLICYALIGN_CACHE_DIR で別の場所を指定してください", "check space and permissions, or set POLICYALIGN_CACHE_DIR to another folder")
    cache_not_cleared = worded("キャッシュ {path} を消せません（{error}）", "the cache {path} cannot be emptied ({error})",
        "フォルダの権限を確かめてください", "check the permissions of the folder")
    cache_limit_wrong = worded("POLICYALIGN_CACHE_MB の値 {value} は、メガバイトの数ではありません", "POLICYALIGN_CACHE_MB is {value}, which is no number of megabytes",
        "2000 のような整数にするか、設定を消してください", "set it to a whole number such as 2000, or remove it")
    data_missing = worded("同梱データ {path} が見つかりません", "the bundled data {path} are missing",
        "policyalign を入れ直してください", "install policyalign again")
    plot_missing = worded("図を描くには追加の部品が要ります", "drawing needs an extra",
        "pip install 'policyalign[plot]'", "pip install 'policyalign[plot]'")
    unforeseen = worded("予期しない誤りが起きました（{error}）", "an unforeseen error occurred ({error})",
        "POLICYALIGN_DEBUG=1 を付けて詳細を出し、policyalign doctor の出力とともに報告してください", "set POLICYALIGN_DEBUG=1 for details, and report it with the output of policyalign doctor")
