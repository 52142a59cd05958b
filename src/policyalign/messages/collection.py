"""What the commands of collections say."""

from __future__ import annotations

from policyalign.messages.wording import Codes, worded


class CollectionCode(Codes):
    """Errors, results and progress of collections of plans."""

    collection_missing = worded("{path} は計画の集まり（collection）ではありません", "{path} is no collection",
        "policyalign collection create で作ってください", "make one by policyalign collection create")
    collection_exists = worded("{path} はすでに計画の集まりです", "{path} is a collection already",
        "そのまま policyalign collection add で加えられます", "add to it by policyalign collection add")
    collection_not_empty = worded("{path} は空ではありません", "{path} is not empty",
        "新しいフォルダか空のフォルダを指定してください", "name a new or empty folder")
    collection_version = worded("{path} は別の版の policyalign が作ったものです（形式 {found}、この版は {expected}）",
        "{path} was made by another version of policyalign (format {found}, this one has {expected})",
        "作った版の policyalign で開くか、作り直してください", "use that version, or make the collection anew")
    collection_broken = worded("{path} が壊れています（{error}）", "{path} is damaged ({error})",
        "控えがあれば戻し、なければ集まりを作り直してください。計画のファイルには触れていません",
        "restore it from a backup or make the collection anew; the files of the plans are untouched")
    collection_in_use = worded("{path} では別の処理が動いています", "something else is at work on {path}",
        "policyalign collection status で進み具合を見て、終わるのを待ってください",
        "see how far it is by policyalign collection status, and wait for it")
    collection_full = worded("{path} に書けません（{error}）", "cannot write to {path} ({error})",
        "空きを作って同じコマンドをもう一度実行すると、済んだ計画はそのままに続きから進みます",
        "make room and run the same command again: it goes on with what is not done")
    collection_source_missing = worded("{place} がありません", "there is no {place}",
        "フォルダ、計画のファイル、アドレスの CSV、s3:// などの場所を指定してください",
        "name a folder, a file, a CSV of addresses, or a place such as s3://…")
    collection_no_plans = worded("{place} に計画のファイルがありません", "there are no files of plans in {place}")
    collection_table_columns = worded("{file}: 計画のある列（アドレス、ファイル）がありません",
        "{file}: there is no column for where the plans are (address or file)",
        "一行目に アドレス か ファイル の列名を書いてください（id、都道府県、分野 は任意）",
        "give the first row a column named address or file (id, prefecture and domain are optional)")
    collection_table_broken = worded("{file} が読めません（{error}）", "{file} cannot be read ({error})",
        "UTF-8 の CSV で保存してください", "save it as CSV in UTF-8")
    collection_network = worded("{count}件の計画が外（ネットワーク）にあります", "{count} plans lie on the network",
        "受け取ってよければ --fetch を付けて、もう一度実行してください", "run it again with --fetch to have them fetched")
    collection_protocol = worded("{place} を開けません（{error}）", "{place} cannot be opened ({error})",
        "場所の書き方と、s3fs などの部品が入っているかを確かめてください",
        "check the place, and that its part (s3fs or the like) is installed")
    collection_empty = worded("{path} には、まだ読んだ計画がありません", "{path} holds no plan that was read",
        "policyalign collection add で加えてください", "add some by policyalign collection add")
    collection_not_compared = worded("{path} は、まだ提言と突き合わせていません", "{path} was not compared with proposals",
        "policyalign collection compare を先に実行してください", "run policyalign collection compare first")
    collection_comparison_unknown = worded("突き合わせた提言に {name} はありません（{known}）",
        "no proposals of the name {name} were compared (there are {known})")
    collection_group_unknown = worded("{name} では分けられません", "cannot group by {name}",
        "都道府県、分野、計画、提言 のどれかを指定してください", "name prefecture, domain, plan or proposal")
    collection_engine = worded("処理系 {name} はありません", "there is no engine {name}", "local を指定してください", "use local")
    # Results
    collection_created = worded("計画の集まりを作りました: {path}", "made the collection {path}")
    collection_added = worded("{done}件を読みました（変わりなし {same}件、同じ内容のファイル {repeated}件、使えないもの {failed}件）",
        "read {done} plans ({same} unchanged, {repeated} files of the same content, {failed} unusable)")
    collection_gone = worded("前に加えたファイルのうち {count}件が見つかりません。読んだ内容は残してあります",
        "{count} files that were added before are gone; what was read of them is kept")
    collection_unseen = worded("外（ネットワーク）にある {count}か所は見ていません。--fetch で受け取ります",
        "{count} places on the network were not looked at; --fetch does")
    collection_older = worded("{count}件は、別の版か設定の policyalign で読んだものです。--again で読み直せます",
        "{count} plans were read by another version or with other settings; --again reads them anew")
    collection_compared = worded("{done}件を{name}と突き合わせました（変わりなし {same}件、できなかったもの {failed}件）",
        "compared {done} plans with {name} ({same} unchanged, {failed} failed)")
    collection_ignored = worded("{place}: 計画でないファイル {count}件を除きました", "{place}: {count} files that are no plans were left out")
    collection_set_aside = worded("処理中に{tries}回落ちたので除きました", "set aside after its worker died {tries} times")
    collection_exported = worded("{count}個の表を書きました: {path}", "wrote {count} tables to {path}")
    collection_overlaps = worded("施策の組 {pairs}組を調べ、{count}組が重複・類似・補完でした", "judged {pairs} pairs of measures; {count} are duplicate, similar or complementary")
    collection_more_failed = worded("このほか{count}件が使えません（表 problems にすべてあります）", "{count} more cannot be used; the table problems has all")
    collection_group = worded("{group}: 計画 {plans}件、対応 {covered}、一部対応 {partial}、欠落 {gap}、判定不能 {undetermined}、対象外 {out_of_scope}（読めないページのある計画 {unread_plans}件、使えないもの {unusable}件）",
        "{group}: {plans} plans; covered {covered}, partial {partial}, gap {gap}, undetermined {undetermined}, out of scope {out_of_scope} ({unread_plans} with unread pages, {unusable} unusable)")
    # A cluster
    cluster_missing = worded("クラスタで動かすには追加の部品が要ります", "a cluster needs an extra",
        "pip install 'policyalign[cluster]'", "pip install 'policyalign[cluster]'")
    cluster_unreachable = worded("Ray のクラスタ（{address}）につながりません", "there is no Ray cluster at {address}",
        "ray start --head --disable-usage-stats で始めるか、--address でアドレスを指定してください",
        "start one by ray start --head --disable-usage-stats, or name its address by --address")
    cluster_no_worker = worded("{seconds}秒待ちましたが、クラスタに空いた計算機がありません", "no machine of the cluster was free for {seconds} s",
        "ray status で計算機の数と空きメモリを確かめてください", "see by ray status how many machines and how much memory there are")
    cluster_worker_failed = worded("クラスタの計算機で policyalign を始められません（{error}）", "policyalign cannot be started on the cluster ({error})",
        "すべての計算機に同じ版の policyalign[cluster] を入れてください", "install the same policyalign[cluster] on all machines")
    cluster_version = worded("クラスタの計算機にあるのは別の policyalign です（版 {theirs}、ここは {ours}。コードかデータか部品が違います）",
        "the cluster has another policyalign (release {theirs}, here {ours}; code, data or packages differ)",
        "すべての計算機に同じものを入れてください", "install the same one on all machines")
    # status
    collection_holds = worded("計画 {read}件、使えないもの {failed}件、箇所 {passages}、施策 {measures}、{size}",
        "{read} plans, {failed} unusable; {passages} passages, {measures} measures; {size}")
    collection_against = worded("{name}: {plans}件と突き合わせ済み（残り {left}件）", "{name}: compared with {plans} plans ({left} to do)")
    collection_running = worded("{stage}: {done}/{total}件（失敗 {failed}件）、残り {left}", "{stage}: {done} of {total} (failed: {failed}), {left} left")
    collection_stopped = worded("{stage}: {done}/{total}件で止まっています。同じコマンドで続きから進みます",
        "{stage}: stopped at {done} of {total}; the same command goes on from there")
    collection_idle = worded("動いている処理はありません", "nothing is running")
    collection_unread = worded("読めないページのある計画 {plans}件（{pages}ページ）。見つからないことは、ないことではありません",
        "{plans} plans have pages that could not be read ({pages} pages): not found is not not there")
    collection_unknown = worded("不明", "unknown")
    collection_time_unknown = worded("まだ分かりません", "not known yet")
    collection_stage_read = worded("読み取り", "reading")
    collection_stage_match = worded("突き合わせ", "comparing")
    collection_stage_hash = worded("ファイルの確認", "looking at files")
    collection_stage_write = worded("書き込み", "writing")
    collection_stage_pairs = worded("施策の組", "pairs of measures")
