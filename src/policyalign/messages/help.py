"""The help of the command line: of every command, option and argument, by code."""

from __future__ import annotations

from policyalign.messages.wording import Wording

COMMANDS = {
    "policyalign": Wording(
        "日本の基本計画を COCN の提言と突き合わせ、升目ごとに根拠のページを示す",
        "Hold Japanese basic plans against the COCN proposals, with a page behind every cell",
    ),
    "compare": Wording("計画を提言と突き合わせる", "Compare plans with the proposals"),
    "explain": Wording("一つの判定を根拠から説明する", "Explain the verdict on one proposal and one plan"),
    "audit": Wording("欠落を人が確かめる", "Have the gaps of a run checked by a person"),
    "evaluate": Wording("正解と突き合わせて質を測る", "Measure the quality against labels"),
    "fit": Wording("採点器を正解に当てはめる", "Fit the scorer on labelled plans"),
    "fit_relations": Wording("施策の関係のモデルを当てはめる", "Fit the model of how measures relate"),
    "extract": Wording("一つの計画から何が読めたかを示す", "Show what is read from one plan"),
    "proposals": Wording("COCN の提言などを示す", "List or show the COCN statements"),
    "doctor": Wording("動作環境を確かめる", "Check the installation"),
    "cache": Wording("キャッシュを示す、空にする", "Show or empty the cache"),
    "gold": Wording("正解を自分で作る", "Make labels of your own: draw, compare, import"),
    "gold_new": Wording("新しい計画のラベル付け用紙を作る", "Draw a labelling sheet for new plans"),
    "gold_agree": Wording("二人の答えの一致度を測る", "Measure how far two labellers agree"),
    "gold_import": Wording("記入した用紙を正解にする", "Turn a filled-in sheet into labels for evaluate"),
    "plans": Wording("計画の目録を見る、計画を加える", "The catalogue of plans: list, add, fetch"),
    "plans_list": Wording(
        "知られている計画と加えた計画の一覧", "List the plans that are known of, and those added"
    ),
    "plans_show": Wording("一つの計画の詳細", "Show all about one plan: period, owner, page, file"),
    "plans_add": Wording("計画の PDF を加える", "Copy a plan's PDF into your data folder"),
    "plans_fetch": Wording("計画の PDF を受け取って加える", "Download a plan's PDF and add it"),
}
"""One line each, as in the overview."""

ABOUT = {
    "policyalign": Wording(
        "終了コード: 0 一つ以上の計画を比べた、1 何もできなかった、2 使い方の誤り、130 中断",
        "Exit codes: 0 at least one plan was compared; 1 nothing could be done; 2 wrong usage; 130 interrupted",
    ),
    "compare": Wording(
        "計画は PDF ファイルか、--all・--domain で選ぶ目録の計画（policyalign plans add で加えたもの）です。"
        "提言ごとに、どの計画が応えているか（対応・一部対応・欠落・判定不能）をページ番号つきで示します\n"
        "出力先に書くもの: gap_matrix.csv、findings.csv、problems.csv、phases.csv、schedule.csv、"
        "複数の計画では overlaps.csv、overlap_clusters.csv、links.csv、exits.csv、links.graphml、"
        "responsibility.csv、responsibility_matrix.csv、sectors.csv、ほかのプログラムのための passages.jsonl、"
        "matches.jsonl、matrix.json、overlaps.json、run.json、policyalign[plot] があれば図\n"
        "読めないファイルは標準エラーに示し、ほかを続けます。終了コードが 1 になるのは、一つも使えないときだけです",
        "The plans are files, or with --all or --domain those added to your catalogue by policyalign plans add. Shows "
        "which proposals each plan takes up (covered, partial, gap, undetermined), with page numbers\n"
        "Written to the output folder: gap_matrix.csv, findings.csv, problems.csv; phases.csv, schedule.csv; across "
        "plans overlaps.csv, overlap_clusters.csv, links.csv, exits.csv, links.graphml, responsibility.csv, "
        "responsibility_matrix.csv, sectors.csv; for other programs passages.jsonl, matches.jsonl, matrix.json, "
        "overlaps.json, run.json; with policyalign[plot] figures\n"
        "Files that cannot be read are named on stderr and do not stop the others; the exit code is 1 only when none "
        "could be used",
    ),
    "explain": Wording(
        "根拠となる箇所と、退けた箇所のうち最も近いもの（欠落なら、反対の証拠になりうるもの）を、ページ・見出し・本文、"
        "対応する文節、確率の内訳とともに示します",
        "Shows the passages that bear it out and the nearest rejected ones, which are the counter-evidence of a gap: "
        "page, heading and text, the phrases that answer each other, and what each feature adds to the log odds",
    ),
    "audit": Wording(
        "--answers がなければ、欠落から無作為に選び、記入のための確認表を書きます。選ぶ数は、信頼度と目標が許すかぎり少なくします。"
        "あり・なし・不明を記入してください\n"
        "--answers があれば、全体のうち少なくとも何件の欠落が正しいかを示し、答えを結果に書き込みます。誤りと分かったものは欠落から外れます",
        "Without --answers: draws a random sample of the gaps, as small as confidence and target allow, and writes a "
        "sheet to fill in: present, absent or unsure for each\n"
        "With --answers: tells how many of all gaps are right at least, and writes the answers into the results; what "
        "proved wrong is no gap any more",
    ),
    "evaluate": Wording(
        "PDF を実際の手順で読んで判定し、順位づけ、対応・欠落の判定、確率、構造、属性のうち、正解のあるものを採点します。"
        "採点器の当てはめに使った計画は、その計画を除いて当てはめた係数で判定します\n"
        "使えない正解や PDF は標準エラーに示し、ほかを続けます。終了コードが 1 になるのは、何も測れないときだけです",
        "Runs the real pipeline on the PDFs and scores ranking, verdicts, probabilities, structure and attributes "
        "against whatever labels there are. A plan that the scorer was fitted on is judged by parameters fitted "
        "without it\nLabels or PDFs that cannot be used are named on stderr and do not stop the others; the exit code "
        "is 1 only when nothing could be measured",
    ),
    "fit": Wording(
        "見たことのない計画での成績（ほかのすべてに当てはめて採点したもの）を示し、係数を JSON で書きます。同じ入力からは同じバイトができます",
        "Prints how it does on plans that it has not seen, each scored by a fit on all the others, and writes the "
        "parameters as JSON. The same input gives the same bytes",
    ),
    "fit_relations": Wording(
        "当てはめから除いた組での成績を示し、係数を JSON で書きます。同じ入力からは同じバイトができます",
        "Prints how it does on labelled pairs left out of the fit, and writes its parameters as JSON. The same input "
        "gives the same bytes",
    ),
    "extract": Wording(
        "見出し、箇所（ページと役割）、読み取りの問題を示します。文字が一つも読めなければ、終了コードは 1 です",
        "That is its headings, the passages with page and role, and the problems met. The exit code is 1 when no text "
        "could be read",
    ),
    "proposals": Wording(
        "list は一行ずつ、show は選んだもののすべて、scope はどの分野の計画にどの提言への対応を期待するか（期待度）を示します",
        "list shows one line each, show everything about some, and scope how far the plans of every domain are "
        "expected to answer them, or those of some domains with the reasons",
    ),
    "doctor": Wording(
        "版、モデルとデータの有無、追加の部品に要るものを示します。必要なものが欠けていれば、終了コードは 1 です",
        "Shows versions, whether models and data are found, and what the optional parts need. The exit code is 1 if "
        "anything necessary is missing",
    ),
    "cache": Wording(
        "info は場所と大きさを示し、clear は空にします。前に読んで比べたものを置いて次を速くするもので、空にしても何も失われません",
        "info shows place and size, clear empties it. It holds what was read and compared before, so that the next "
        "run is fast; emptying it loses nothing",
    ),
    "gold_new": Wording(
        "提言ごとに、いくつかの方法での上位の施策と、無作為に選んだ施策を、手がかりのない順に並べます。"
        "記入する用紙のほかに、選び方（用紙.key.csv、記入する人には見せない）と 用紙.units.jsonl を書きます。"
        "0 から 3 の点数の付け方は docs/gold.md にあります",
        "For every proposal the best measures by several methods, and random others, in an order that tells nothing. "
        "Beside the sheet to be filled in, SHEET.key.csv (how each row was drawn; do not show it to labellers) and "
        "SHEET.units.jsonl are written. The rubric for the grades 0 to 3 stands in docs/gold.md",
    ),
    "gold_agree": Wording(
        "二人とも点数を付けた行での重みつきカッパ（二乗）、Krippendorff の α（順序）、Gwet の AC1、点数の表、食い違った行を示します",
        "Quadratic weighted kappa, Krippendorff's alpha (ordinal) and Gwet's AC1 over the rows that both have graded, "
        "the table of grades, and the rows on which they differ",
    ),
    "gold_import": Wording(
        "すべての行に 0 から 3 の点数があり、ほかが変わっていないことを確かめて、計画ごとの .units.jsonl と .relevance.jsonl を書きます",
        "Checks that every row has a grade from 0 to 3 and that nothing else was changed, and writes .units.jsonl and "
        ".relevance.jsonl for every plan",
    ),
    "plans_add": Wording(
        "題名と計画期間をファイルから読み、確かめてもらってから、利用者のデータフォルダに写します。SHA-256 を記録するので、"
        "別の版や書き換えに気づきます。--id がなければ、題名から計画を見分けるか、ファイル名を名前にします",
        "Title and period are read from the file and shown for confirmation; its SHA-256 is recorded, so that another "
        "edition or an altered file is noticed. Without --id the plan is recognised by its title, or goes by the name "
        "of the file",
    ),
    "plans_fetch": Wording(
        "外へつなぐただ一つのコマンドです。https の公開のアドレスに限り、途切れたときは、もう一度実行すると続きから受け取ります。"
        "PDF であることを確かめて、add と同じように加えます",
        "The only command that connects to the internet. https and public addresses only; what was cut off goes on "
        "where it ended when the command is run again. What comes is checked to be a PDF and then added as by add",
    ),
}
"""What more there is to say, in paragraphs."""

# fmt: off
OPTIONS = {
    # Everywhere
    "help": Wording("この説明を示して終わる", "Show this message and exit"),
    "version": Wording("版を示して終わる", "Show the version and exit"),
    "lang": Wording("表示と出力の言語", "Language of what is shown and written"),
    "quiet": Wording("誤りのほかは何も示さない（表、進み具合、書いた場所も）", "Show nothing but errors: no table, no progress, not what was written"),
    "json": Wording("表の代わりに一つの JSON を示す", "One JSON object instead of tables or text"),
    "no_cache": Wording("キャッシュを使わず、書き込みもしない", "Neither use nor fill the cache"),
    "ocr": Wording("スキャンされたページの文字認識をする（policyalign[ocr] と Tesseract が要る）", "Read scanned pages by OCR; needs policyalign[ocr] and Tesseract"),
    "encoder": Wording("併せて示す文埋め込みモデル: 付属のもの（use、e5）、hub の名前、フォルダ", "Sentence encoder to show beside the own: built-in (use, e5), hub model or local folder"),
    "workers": Wording("ファイルを読む並列の数（1以上）", "Processes that read files (1 or more)"),
    # What is worked on
    "plan_files": Wording("基本計画の PDF", "Plans as PDF"),
    "plan_file": Wording("基本計画の PDF", "The plan as PDF"),
    "results": Wording("compare が結果を書いたフォルダ", "Folder of results that compare has written"),
    "gold": Wording("正解のフォルダ（形は docs/gold.md）", "Folder of labels, in the form of docs/gold.md"),
    "pdf": Wording("正解のある計画の PDF（名前.pdf）のフォルダ", "Folder of the PDFs that the labels are of"),
    "projects": Wording(
        "models/labels の事業説明の集まり", "Collection of project descriptions of models/labels"
    ),
    # What is chosen
    "plan": Wording("この計画だけ（結果にある計画。くり返し、また , で並べられる）", "Only these plans of the results (repeatable, or a list)"),
    "proposal": Wording("この提言だけ（番号か、見出しの一部。くり返せる）", "Only this proposal, by id or a part of its label (repeatable)"),
    "proposal_one": Wording("提言の番号か、見出しの一部", "The id of a proposal, or a part of its label"),
    "proposals": Wording("突き合わせる提言のファイル", "The file of proposals to compare with"),
    "kind": Wording("提言などの種別: 提言、研究サイクル、技術、問題意識、選定基準、波及効果（初めの三つが既定）", "Kinds of statements: proposal, cycle, technology (by default), issue, criterion, effect"),
    "kind_only": Wording("この種別だけ: 提言、研究サイクル、技術、問題意識、選定基準、波及効果", "Only these kinds: proposal, cycle, technology, issue, criterion, effect"),
    "domain": Wording("この分野の計画だけ", "Only plans of these domains"),
    "scope_domain": Wording(
        "scope で、この分野だけを理由とともに示す", "For scope: these domains only, with reasons"
    ),
    "limit": Wording("示す数の上限（0 ですべて）", "How many to show at most; 0 shows all"),
    "chapter": Wording("この章だけ（5 など）", "Only this chapter, such as 5"),
    "actor": Wording(
        "産・官・学のうち、これに向けたものだけ", "Only those addressed to industry, government or academia"
    ),
    # Where it goes
    "out": Wording("結果を書くところ", "Where the results are written"),
    "out_extract": Wording("見出し・箇所・問題を書くところ（なければ書かない）", "Also write headings, passages and problems there"),
    "out_evaluate": Wording(
        "数・表・図を書くところ（なければ書かない）", "Also write figures, tables and pictures there"
    ),
    "out_models": Wording(
        "係数を書くところ（なければ models/）", "Where the parameters are written (default: models/)"
    ),
    "out_sheet": Wording("ラベル付け用紙を書くところ", "The labelling sheet to write"),
    "out_audit": Wording("確認表を書くところ（なければ結果フォルダの audit-sheet.csv）", "The sheet to write (default: audit-sheet.csv among the results)"),
    "out_disagreements": Wording(
        "食い違った行を書くところ（なければ書かない）", "Also write the disagreements there"
    ),
    "out_gold": Wording("正解を書くところ", "Where the labels are written"),
    "write": Wording(
        "この版で問い直し、結果フォルダの表と図をすべて書き直す",
        "Ask anew with this version, and write all tables and figures of the results",
    ),
    "type": Wording(
        "この種類だけ（表に出る語で。くり返し、また , で並べられる）",
        "Only these types, in the words of the table",
    ),
    "results_or_plan": Wording(
        "compare の結果フォルダか、計画の PDF", "Folder of results, or the PDF of a plan"
    ),
    # compare
    "ids": Wording(
        "結果での計画の名前（計画の順に一つずつ）", "Name of a plan in the results; once per plan, in order"
    ),
    "all_plans": Wording("目録に加えた計画をすべて比べる", "Compare all plans added to your catalogue"),
    "plan_domain": Wording("計画の分野（計画の順に一つずつか、名前を付けていくつか）", "Domain of a plan; once per plan, in order, or for some by their ID"),
    "scope": Wording("分野ごとの期待度の表（なければ、提言とともにあるもの）", "What is expected of plans by domain (default: what goes with the proposals)"),
    # phases
    "window": Wording(
        "照らす期間（年度、既定は結果のもの）",
        "Reference window in fiscal years; that of the results by default",
    ),
    "gap_years": Wording(
        "段階の間の空白を何年まで許すか（既定は結果のもの）",
        "Longest gap between stages that is no fault; that of the results by default",
    ),
    # audit
    "confidence": Wording("信頼度（既定 0.95）", "Confidence (0.95 by default)"),
    "target": Wording(
        "正しいと言いたい欠落の割合（既定 0.95）", "Share of gaps to prove right (0.95 by default)"
    ),
    "tolerate": Wording("見つかってもよい誤りの数（既定 0）", "Wrong ones that may be found (0 by default)"),
    "audit_seed": Wording("選び方の種（なければ欠落そのものから決まる）", "Seed of the draw; by default from the claims themselves"),
    "all_gaps": Wording("無作為に選ばず、すべての欠落を確かめる", "Check all gaps, not a sample"),
    "answers": Wording(
        "記入した確認表: それから言えることを示す", "The sheet filled in: tell what it guarantees"
    ),
    # fit
    "ablate": Wording(
        "特徴の組を一つずつ除いた成績も示す", "Report figures without each group of features too"
    ),
    "recount": Wording("語の頻度を数え直す", "Count term frequencies in the collection anew"),
    "check": Wording("何も書かず、変わるファイルがあれば 1 で終わる", "Write nothing; exit with 1 when any file would change"),
    # gold
    "per_proposal": Wording(
        "提言と計画ごとに点数を付ける施策の数（2以上）", "Measures to judge per proposal and plan (2 or more)"
    ),
    "seed": Wording(
        "数を変えると、別の施策を別の順に選ぶ", "Another number draws other measures in another order"
    ),
    "sheet_first": Wording("一人目が記入した用紙", "The sheet as one person filled it in"),
    "sheet_second": Wording("同じ用紙に二人目が記入したもの", "The same sheet filled in by another"),
    "sheet_filled": Wording("記入した用紙", "A sheet that is filled in"),
    "key": Wording("選び方のファイル（なければ用紙の隣の 用紙.key.csv）", "Its key, where that is not SHEET.key.csv beside the sheet"),
    # plans, proposals, cache
    "plan_name": Wording("計画の id、題名、別名", "Id, title or another name of the plan"),
    "plan_id": Wording("目録と結果での計画の名前", "Its name in the catalogue and in results"),
    "own_domain": Wording("この計画の分野", "Its domain"),
    "yes": Wording("確かめずに加える", "Add without asking for confirmation"),
    "source": Wording(
        "目録の計画か、PDF の https のアドレス", "A plan of the catalogue, or the https address of a PDF"
    ),
    "proposals_action": Wording(
        "一行ずつ、一つずつ、期待度", "One line each, some in full, what is expected"
    ),
    "proposals_shown": Wording(
        "show で示すもの: 番号か、見出しの一部", "For show: which ones, by id or a part of the label"
    ),
    "cache_action": Wording("場所と大きさを示す、空にする", "Show place and size, or empty it"),
}
# fmt: on
"""Options and arguments."""

METAVARS = {
    "TYPES": Wording("種類", "TYPE"),
    "RESULTS_OR_PLAN": Wording("結果フォルダ|計画.pdf", "RESULTS|PLAN.pdf"),
    "PLANS": Wording("計画.pdf", "PLAN.pdf"),
    "RESULTS": Wording("結果フォルダ", "RESULTS"),
    "FOLDER": Wording("フォルダ", "FOLDER"),
    "GOLD": Wording("正解フォルダ", "GOLD_FOLDER"),
    "PROPOSAL": Wording("番号|見出し", "ID|LABEL"),
    "PLAN_NAME": Wording("id|題名", "ID|TITLE"),
    "SOURCE": Wording("id|URL", "ID|URL"),
    "PROPOSALS": Wording("cocn|ファイル.yaml", "cocn|FILE.yaml"),
    "SCOPE": Wording("cocn|none|ファイル.yaml", "cocn|none|FILE.yaml"),
    "DOMAINS": Wording("宇宙,海洋", "宇宙,海洋"),
    "DOMAIN": Wording("宇宙", "宇宙"),
    "PLAN_DOMAIN": Wording("宇宙|id=宇宙", "宇宙|ID=宇宙"),
    "KINDS": Wording("提言,技術", "proposal,technology"),
    "RELATIONS": Wording("重複,補完", "duplicate,complement"),
    "ACTORS": Wording("産,官", "industry,government"),
    "CHAPTER": Wording("章", "CHAPTER"),
    "ENCODER": Wording("モデル", "ENCODER"),
    "NUMBER": Wording("数", "N"),
    "SHARE": Wording("割合", "SHARE"),
    "YEARS": Wording("年度-年度", "FROM-TO"),
    "PROJECTS": Wording("ファイル.jsonl.gz", "FILE.jsonl.gz"),
    "SHEET": Wording("用紙.csv", "SHEET.csv"),
    "KEY": Wording("用紙.key.csv", "SHEET.key.csv"),
    "AUDIT_SHEET": Wording("確認表.csv", "SHEET.csv"),
    "TABLE": Wording("ファイル.csv", "FILE.csv"),
    "ID": Wording("id", "ID"),
    "LANG": Wording("ja|en", "ja|en"),
}
"""What stands for a value."""
