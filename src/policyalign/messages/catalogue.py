"""Words of the plan catalogue: its fields, what ``plans`` tells, and what can go wrong in fetching."""

from __future__ import annotations

from policyalign.messages.wording import Codes, worded

_LIST = ("一覧は policyalign plans list で見られます", "see policyalign plans list")
_OBTAIN = ("policyalign plans add か plans fetch で、ファイルを加えてください", "add a file with policyalign plans add or plans fetch")
_BY_HAND = ("ブラウザーでファイルを保存し、policyalign plans add で加えることもできます", "or save the file with a browser and use policyalign plans add")
_AGAIN = ("もう一度実行すると、できれば続きから受け取ります。" + _BY_HAND[0], "run it again, and it goes on from there where the server allows; " + _BY_HAND[1])
_SPACE = ("空き容量と書き込みの権限を確かめるか、環境変数 POLICYALIGN_DATA_DIR で別の場所を指定してください", "check the space and your permissions, or choose another folder with POLICYALIGN_DATA_DIR")


class CatalogueCode(Codes):
    """Fields of plans, and what can go wrong with files and addresses."""

    catalogue_plan_domain = worded("分野", "domain")
    catalogue_plan_aliases = worded("別名", "aliases")
    catalogue_plan_edition = worded("版", "edition")
    catalogue_plan_decided = worded("決定日", "decided")
    catalogue_plan_period = worded("計画期間", "period")
    catalogue_plan_owner = worded("所管", "owner")
    catalogue_plan_legal_basis = worded("根拠法", "legal basis")
    catalogue_plan_page = worded("公式のページ", "official page")
    catalogue_plan_licence = worded("利用条件", "licence")
    catalogue_plan_note = worded("注", "note")
    catalogue_plan_file = worded("ファイル", "file")
    catalogue_plan_origin = worded("もとのファイル", "from")
    catalogue_plan_read = worded("ファイルから読み取った題名と計画期間", "title and period as read from the file")
    catalogue_plan_not_read = worded("（読み取れませんでした）", "(not found in the file)")
    catalogue_plan_has_file = worded("［ファイルあり］", "[file]")
    catalogue_plan_own = worded("目録にない計画", "not in the shipped catalogue")
    catalogue_plan_confirm = worded("この内容で加えますか", "Add it like this?")
    catalogue_plan_added = worded("{plan} として加えました: {file}", "added as {plan}: {file}")
    catalogue_plan_already = worded("このファイルは {plan} としてすでに加えてあります", "this file has been added before, as {plan}")
    catalogue_plan_not_added = worded("加えませんでした", "not added")
    catalogue_plan_differs = worded("目録にある {plan} のファイルとは違います（SHA-256 の初め: このファイル {new}、目録 {old}）。版が改まったか、別の文書です",
        "not the file that the catalogue has for {plan} (SHA-256 begins {new} here, {old} there): another edition, or another document")
    catalogue_plan_replaces = worded("加えると、前に加えた {plan} と置き換わります（SHA-256 の初め: 新 {new}、旧 {old}）", "this replaces the {plan} added earlier (SHA-256 begins {new}, the earlier {old})")
    catalogue_plan_fetching = worded("{url} から受け取っています", "fetching {url}")
    catalogue_plan_unconfirmed = worded("端末ではないので、内容を確かめてもらえません", "this is no terminal, so nobody can be asked to confirm",
        "確かめずに加えるときは --yes を付けてください", "use --yes to add without asking")
    catalogue_plan_id_wrong = worded("「{plan}」は計画の名前に使えません", "{plan} cannot name a plan",
        "--id に、文字・数字・_ ・ . ・ - からなる64字までの名前を指定してください", "give --id a name of letters, digits, _, . and -, up to 64")
    catalogue_plan_unknown = worded("「{plan}」という計画はありません", "there is no plan {plan}", *_LIST)
    catalogue_plan_domain_unknown = worded("分野「{domain}」の計画はありません（ある分野: {domains}）", "there is no plan of the domain {domain} (there are: {domains})", *_LIST)
    catalogue_field = worded("計画の目録 {file} の計画 {plan} の {field} の値が正しくありません", "the plan catalogue {file}, plan {plan}: the value of {field} is wrong",
        "日付は YYYY-MM-DD（月・日は省ける）、アドレスは https://、期間は始まりが終わりより前、空の題名や名前は不可です", "dates are YYYY-MM-DD (or shorter), addresses begin with https://, periods do not end before they begin, names are not empty")
    catalogue_duplicate = worded("計画の目録 {file} の計画 {plan} の id か名前が、ほかの計画と同じです", "the plan catalogue {file}, plan {plan}: its id or a name of it belongs to another plan, too",
        "別の名前にしてください", "give it another name")
    index_unreadable = worded("加えた計画の一覧 {file} を読めません（{error}）", "the index of your plans, {file}, cannot be read ({error})",
        "このファイルを別の場所に移してから、計画を加え直してください。ファイルは同じフォルダに残っています", "move that file away and add the plans again; their files are in the same folder")
    index_version = worded("加えた計画の一覧 {file} は、別の版の policyalign が書いたものです（形式 {found}）", "the index of your plans, {file}, was written by another version of policyalign (format {found})",
        "policyalign を新しくしてください", "update policyalign")
    library_empty = worded("計画がまだ一つも加えられていません（{folder}）", "no plan has been added yet ({folder})", *_OBTAIN)
    library_domain = worded("分野「{domain}」の計画は、まだ加えられていません", "no plan of the domain {domain} has been added yet", *_OBTAIN)
    library_unwritable = worded("計画を {folder} に加えられません（{error}）", "the plan cannot be added to {folder} ({error})", *_SPACE)
    library_locked = worded("別の policyalign が {folder} を使い続けているため、計画を加えられません", "another policyalign keeps {folder} to itself, so the plan cannot be added",
        "それが終わってから、もう一度実行してください", "run it again when that has ended")
    library_meanwhile = worded("読んでいるあいだに、別の計画が {plan} として加えられました", "another plan was added as {plan} while this one was read",
        "もう一度実行すると、置き換えるか別の名前にするかを選べます", "run it again to replace that one, or to choose another name with --id")
    catalogue_plan_file_unreadable = worded("{file} を開けません（{error}）", "{file} cannot be opened ({error})",
        "ファイルの場所と、読み取りの権限を確かめてください", "check its path and permissions")
    catalogue_plan_file_missing = worded("{plan} のファイル {file} がなくなっています", "the file of {plan}, {file}, is gone", *_OBTAIN)
    catalogue_plan_file_altered = worded("{plan} のファイル {file} が、加えたあとで書き換えられています", "the file of {plan}, {file}, was altered after it had been added",
        "正しいファイルを、同じ --id で policyalign plans add により加え直してください", "add the right file again with policyalign plans add and the same --id")
    catalogue_plan_file_changing = worded("{file} が、読んでいるあいだに書き換えられました", "{file} was altered while it was being read",
        "書き込みが終わってから、もう一度実行してください", "run it again when it is finished")
    fetch_nothing_known = worded("{plan} の公式のアドレスは、目録に載っていません（所管: {owner}）", "the catalogue has no official address of {plan} (owner: {owner})",
        "所管のサイトで計画を探し、policyalign plans fetch URL か plans add で、--id を付けて加えてください", "find the plan on the owner's site, and use policyalign plans fetch URL or plans add, with --id")
    fetch_address = worded("アドレス {url} は正しくありません", "{url} is no address to fetch from",
        "https:// で始まる計画のアドレスを、利用者名などを含めずに指定してください", "give the address of a plan that begins with https:// and holds no user name")
    fetch_not_https = worded("{url} は https ではないので、つなぎません", "{url} is not https, and is not connected to", *_BY_HAND)
    fetch_host = worded("{host} が見つかりません", "the host {host} cannot be found",
        "アドレスの綴りと、インターネットにつながっていることを確かめてください", "check the spelling of the address and your connection to the internet")
    fetch_private = worded("{host} は公開のアドレスではないので、つなぎません（{address}）", "{host} is not on the public internet, and is not connected to ({address})", *_BY_HAND)
    fetch_unreachable = worded("{host} につながりません", "{host} cannot be connected to", *_AGAIN)
    fetch_certificate = worded("{host} の証明書を確かめられないので、受け取りません", "the certificate of {host} does not hold, so nothing is received from it",
        "アドレスが正しければ、この計算機の時計と証明書を確かめてください。" + _BY_HAND[0], "if the address is right, check the clock and the certificates of this computer; " + _BY_HAND[1])
    fetch_too_long = worded("制限時間内に受け取り終わりませんでした", "it was not received within the time limit", *_AGAIN)
    fetch_too_large = worded("{megabytes} MB を超えるため、受け取りません", "it is larger than {megabytes} MB, and is not received",
        "計画のアドレスか確かめてください。" + _BY_HAND[0], "check that this is the address of the plan; " + _BY_HAND[1])
    fetch_redirects = worded("{host} への転送が何度も続くため、中止しました", "stopped after too many redirects, at {host}",
        "ファイルそのもののアドレスを指定してください", "give the address of the file itself")
    fetch_not_found = worded("{url} に、ファイルはもうありません", "there is no file at {url} any more",
        "所管のサイトで今のアドレスを探し、policyalign plans fetch URL に指定してください", "find its present address on the owner's site, and give that to policyalign plans fetch")
    fetch_status = worded("{host} が受け取りを断りました（HTTP {status}）", "{host} did not give it (HTTP {status})", *_AGAIN)
    fetch_answer = worded("{host} の応答は、HTTP として正しくないか、求めたものではありません", "the answer of {host} is no proper HTTP, or not what was asked for",
        "アドレスの綴りを確かめてください。" + _BY_HAND[0], "check the spelling of the address; " + _BY_HAND[1])
    fetch_busy = worded("別の policyalign が、同じファイルを受け取っています", "another policyalign is receiving the same file",
        "それが終わってから、もう一度実行してください", "run it again when that has ended")
    fetch_broken_off = worded("{host} との接続が何度も途切れました", "the connection to {host} broke off several times", *_AGAIN)
    fetch_no_plan = worded("受け取ったものは、計画のファイル（PDF、Word、PowerPoint、Excel）ではありません（{type}）", "what came is no file of a plan (PDF, .docx, .pptx, .xlsx), but {type}",
        "そのページをブラウザーで開き、計画のファイルか本文のページのアドレスを policyalign plans fetch URL に --id を付けて指定してください", "open that page with a browser, and give the address of the file or of the page with the text to policyalign plans fetch URL, with --id")
    fetch_little_text = worded("{url} のページには、本文が{passages}箇所・{characters}字しかありません（入口のページか、誤りのページとみられます）", "the page {url} holds only {passages} passages with {characters} characters (it seems to be an entrance, or an error)",
        "計画の本文のあるアドレスを指定してください。このページで正しければ、ブラウザーで保存し、policyalign plans add で加えてください", "give the address that holds the text of the plan; if this is the one, save it with a browser and use policyalign plans add")
    fetch_unwritable = worded("受け取ったファイルを書けません（{error}）", "what was received cannot be written ({error})", *_SPACE)
