"""What the report says of budgets (行政事業レビュー): headings, sentences, and what of a budget file is wrong."""

from __future__ import annotations

from policyalign.messages.wording import Codes, Wording, worded

BUDGET_SHEETS = {
    "budget_ministries": Wording("予算（府省別）", "Budget by ministry"),
    "budget_proposals": Wording("予算（提言別）", "Budget by proposal"),
    "budget_measures": Wording("予算（施策）", "Budget of measures"),
}
"""The sheets that are there only with ``--budget``."""

BUDGET_HEADINGS = {
    "proposals": Wording("提言の数", "Proposals"),
    "measures": Wording("施策の数", "Measures"),
    "known": Wording("金額の分かる施策の数", "Measures of known amount"),
    "yen": Wording("判明分の予算額（円）", "Known budget (yen)"),
    "budget_year": Wording("予算年度", "Fiscal year"),
    "project_id": Wording("予算事業ID", "Project id"),
    "project": Wording("予算事業", "Project"),
    "project_ministry": Wording("予算を持つ府省庁", "Ministry of the budget"),
    "joined": Wording("結び付け", "Joined by"),
}

JOINED = {
    "id": Wording("予算事業ID", "project id"),
    "name_ministry": Wording("事業名と府省庁", "name and ministry"),
    "name": Wording("事業名だけ（府省庁は確かめられない）", "name alone (ministry not confirmed)"),
    "several": Wording("結び付けない：当たる事業が二つ以上ある", "not joined: several projects fit"),
    "other_ministry": Wording("結び付けない：同じ名前の事業は別の府省庁のもの", "not joined: the project of this name is another ministry's"),
    "none": Wording("結び付けない：同じ名前の事業がない", "not joined: no project of this name"),
}
"""How a measure was joined to a project, or why not."""

BUDGET_GUIDE = Wording(
    "予算（{source} の「{column}」、{year}）は、施策の名前か予算事業IDが一致した事業の額です。一致しない施策の額は分からないので、合計は判明分だけであり、空欄は0円ではありません。一つの施策は提言ごと・府省ごとに一度だけ数えます。一つの施策が二つの提言に応えることがあるので、提言の額を足しても府省の額にはならず、府省の額を足しても全体の額にはなりません。事業の額はその事業の全体の額で、提言に応える部分だけの額ではありません。",
    "Budgets ({column} of {source}, {year}) are those of projects whose name or id is that of a measure. Of other measures the amount is not known: sums are of what is known, and a blank is not zero. A measure counts once for a proposal and a ministry; as it may answer two proposals, the amounts of proposals do not add up to those of ministries, nor these to the whole. An amount is that of a whole project, not of the part that answers.",
)

BUDGET_WORDS = {
    "year": Wording("{year}年度", "fiscal year {year}"),
    "no_year": Wording("年度の記載なし", "no year given"),
    "unnamed": Wording("府省の記載なし", "no ministry named"),
    "ministry": Wording("{ministry}：{proposals}件の提言等に応える{measures}施策、{amount}。", "{ministry}: {measures} measures that answer {proposals} proposals, {amount}."),
    "proposal": Wording("予算（{year}）：{shares}。", "Budget ({year}): {shares}."),
    "share": Wording("{ministry} {amount}", "{ministry} {amount}"),
    "amount": Wording("{yen}（判明分のみ、{measures}施策中{known}施策）", "{yen} (known for {known} of {measures} measures)"),
    "amount_all": Wording("{yen}（{measures}施策すべて）", "{yen} (all {measures} measures)"),
    "amount_none": Wording("金額は分からない（{measures}施策中0施策）", "amount not known (none of {measures} measures)"),
    "method": Wording(
        "額は {source} の「{column}」（{year}）のもので、施策の名前か予算事業IDが一致した事業についてだけ分かる。一致しない施策の額は分からないのであって、0円ではない。一つの施策は提言ごと・府省ごとに一度だけ数える。一つの施策が二つの提言に応えることがあるので、提言の額を足しても府省の額にはならず、府省の額を足しても全体の額にはならない。事業の額はその事業の全体の額で、提言に応える部分だけの額ではない。",
        "Amounts are {column} of {source} ({year}), of projects whose name or id is that of a measure. Of other measures the amount is not known, which is not zero. A measure counts once for a proposal and a ministry; as it may answer two proposals, the amounts of proposals do not add up to those of ministries, nor these to the whole. An amount is that of a whole project, not of the part that answers.",
    ),
    "total": Wording("重なりを除いた全体では、提言等に応える{measures}施策について{amount}である。", "Without repetitions, of the {measures} measures that answer: {amount}."),
    "unjoined": Wording("結び付けなかった施策は、同じ名前の事業がないもの{none}、当たる事業が二つ以上あるもの{several}、同じ名前の事業が別の府省庁のもの{other_ministry}である。結び付けた施策のうち{name}は、計画が府省を述べていないので、名前だけで結び付けた。", "Not joined are {none} measures with no project of their name, {several} that several projects fit, and {other_ministry} whose name is a project of another ministry. Of those joined, {name} are so by name alone, as the plan names no ministry."),
}
"""Sentences of the chapter, without marks of the findings that they do not rest on."""


class BudgetCode(Codes):
    """What the command ``report --budget`` says."""

    budget_taken = worded("予算: {source} の「{column}」、{year}（金額のある年度: {years}）、{projects}事業", "budget: {column} of {source}, {year} (years with amounts: {years}), {projects} projects")
    budget_joined = worded("予算: 提言等に応える{measures}施策のうち{joined}施策を事業に結び付け（うち府省庁を確かめられないもの {name}）、{known}施策の額が分かりました。結び付けなかったもの: 同じ名前の事業がない {none}、当たる事業が二つ以上 {several}、同じ名前でも別の府省庁 {other_ministry}", "budget: of {measures} measures that answer, {joined} are joined to projects ({name} by name alone), {known} with an amount; not joined: no project of the name {none}, several projects {several}, another ministry's {other_ministry}")
    budget_unreadable = worded("予算のファイル {file} は CSV として読めません: {error}", "the budget file {file} cannot be read as CSV: {error}", "RSシステムの「2-1 予算・執行 サマリ」を ZIP から取り出すか、UTF-8 か Shift_JIS の CSV で保存してください", "take the CSV out of its ZIP, or save as CSV in UTF-8 or Shift_JIS")
    budget_columns = worded("予算のファイル {file} に、事業名（または予算事業ID）と金額の列がありません。見つかった列: {found}", "the budget file {file} has no columns of names (or ids) and amounts; its columns are {found}", "列の名前を 事業名、府省庁、予算年度、当初予算（百万円）のようにしてください", "name the columns name, ministry, fiscal_year and amount (million yen)")
    budget_columns_twice = worded("予算のファイル {file} に、同じ役割の列が二つあります: {columns}", "the budget file {file} has several columns for one thing: {columns}", "使う列だけを残してください", "keep the one to be used")
    budget_cell = worded("予算のファイル {file} の{row}行目、列「{column}」の「{found}」は読めません", "the budget file {file}, row {row}, column {column}: {found} cannot be read", "金額は数字だけに、年度は 2025 か 令和7年度 のように直し、分からなければ空欄にしてください", "write amounts in figures alone and years like 2025; leave blank what is not known")
    budget_nameless = worded("予算のファイル {file} の{row}行目に、事業名も予算事業IDもありません", "the budget file {file}, row {row}, has neither name nor id", "どの事業かを書くか、行を消してください", "name the project or remove the row")
    budget_twice = worded("予算のファイル {file} の{row}行目と{other}行目は、同じ事業・府省庁・年度で「{column}」の額が違います", "the budget file {file}, rows {row} and {other}, differ in {column} for one project, ministry and year", "どちらか（事業年度の異なるものなど）を消してください", "remove one of them, such as that of another review")
    budget_unit = worded("予算のファイル {file} の列「{column}」には単位がなく、円とみると小さすぎます（中央値 {typical}円）", "the budget file {file} gives no unit for {column}, and as yen the amounts are too small (median {typical})", "見出しに単位を書いてください。例: 当初予算（百万円）、当初予算（円）", "write the unit into the heading, such as amount (million yen)")
    budget_no_year = worded("予算のファイル {file} に年度の列がないので、{year}年度を選べません", "the budget file {file} has no column of years to choose {year} from")
    budget_year_unknown = worded("予算のファイル {file} に{year}年度の金額がありません。あるのは {years} です", "the budget file {file} has no amounts of {year}, but of {years}")
