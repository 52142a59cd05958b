"""Words for the figures of an evaluation: what heads its tables and pictures, and the values in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from policyalign.messages.wording import Wording

FAULTS: Mapping[Literal["false_gap", "false_cover", "overstated", "understated", "missed", "doubted", "low_rank"], Wording] = {
    "false_gap": Wording("欠落は誤り", "false gap"),
    "false_cover": Wording("対応は誤り", "not covered"),
    "overstated": Wording("対応は言い過ぎ", "overstated"),
    "understated": Wording("一部対応は控えめ", "understated"),
    "missed": Wording("見落とし（判定不能）", "missed (undetermined)"),
    "doubted": Wording("過大な確率（判定不能）", "too probable (undetermined)"),
    "low_rank": Wording("順位が低い", "ranked low"),
}
"""What can be wrong with a cell or with the rank of a unit."""

HELD_OUT = {
    "yes": Wording("除いて採点", "held out"),
    "no": Wording("当てはめに使用", "fitted on"),
    "unseen": Wording("未使用の計画", "unseen"),
    "unknown": Wording("不明", "unknown"),
}
"""Whether the labels of a plan took part in fitting the scorer that judged it."""

VARIANTS = {
    "same": Wording("同じ行い", "the same act"),
    "opposite": Wording("逆の求め", "its opposite"),
    "stronger": Wording("より強い程度", "a stronger degree"),
    "actor": Wording("別の主体", "another actor"),
    "object": Wording("別の対象", "another object"),
}
"""How a request stands to the passage that it was written for."""

GENRES = {
    "project_list": Wording("事業の一覧", "list of projects"),
    "plan": Wording("基本計画", "basic plan"),
    "roadmap": Wording("ロードマップ", "roadmap"),
    "report": Wording("報告書", "report"),
    "policy": Wording("政策文書", "policy document"),
    "local_plan": Wording("市町村の計画", "municipal plan"),
    "white_paper": Wording("白書", "white paper"),
}
"""What kind of text a document with labelled prose is."""

RULES = {
    "developed": Wording("規則を作るのに使用", "rules developed on it"),
    "held_out": Wording("規則を作るのに不使用", "no rule made on it"),
}
"""Whether the mistakes in a document were in view when the rules for prose were written."""

FIGURES = {
    "figure": Wording("数", "Figure"),
    "method": Wording("方法", "Method"),
    "plan": Wording("計画", "Plan"),
    "held_out": Wording("当てはめ", "Fit"),
    "ndcg_at_10": Wording("nDCG@10", "nDCG@10"),
    "map": Wording("MAP", "MAP"),
    "recall_at_20": Wording("Recall@20", "Recall@20"),
    "auc": Wording("AUC", "AUC"),
    "npv": Wording("NPV", "NPV"),
    "npv_spelled_out": Wording("NPV（欠落と言って正しい割合）", "NPV (share of gap claims right)"),
    "gaps_claimed_spelled_out": Wording("言えた欠落（本当の欠落のうち）", "Gaps claimed (of the true gaps)"),
    "share_of_gaps_claimed": Wording("言えた欠落", "Gaps claimed"),
    "share_undetermined": Wording("判定不能", "Undetermined"),
    "brier": Wording("Brier", "Brier"),
    "ece": Wording("ECE", "ECE"),
    "claim": Wording("言い切り", "Claim"),
    "claims": Wording("数", "Claims"),
    "right": Wording("正しい", "Right"),
    "true": Wording("真の数", "True"),
    "precision": Wording("精度", "Precision"),
    "precision_interval": Wording("95%区間", "95% interval"),
    "precision_lower_90": Wording("90%で少なくとも", "At 90%, at least"),
    "recall": Wording("再現率", "Recall"),
    "f1": Wording("F1", "F1"),
    "taken_up": Wording("対応または一部対応", "covered or partial"),
    "bm25": Wording("BM25", "BM25"),
    "char_tfidf": Wording("文字 TF-IDF", "Character TF-IDF"),
    "use_sentence": Wording("USE（最も近い文）", "USE, best sentence"),
    "use_context": Wording("USE（施策全体）", "USE, whole measure"),
    "e5": Wording("e5（候補のみ）", "e5, candidates only"),
    "sum": Wording("USE＋e5＋BM25＋TF-IDF", "USE + e5 + BM25 + TF-IDF"),
    "fixed_threshold_use": Wording("USE の余弦に固定のしきい値", "USE cosine, fixed threshold"),
    "fixed_threshold_e5": Wording("e5 の余弦に固定のしきい値", "e5 cosine, fixed threshold"),
    "bin": Wording("確率の幅", "Bin"),
    "cells": Wording("升目", "Cells"),
    "mean_probability": Wording("平均の確率", "Mean probability"),
    "share_covered": Wording("実際に対応していた割合", "Share truly covered"),
    "interval": Wording("95%区間", "95% interval"),
    "coverage": Wording("答える割合（言えた欠落の割合）", "Share answered (share of gaps claimed)"),
    "risk": Wording("誤りの割合", "Share wrong"),
    "curve_cells": Wording("升目の判定", "cells"),
    "curve_gaps": Wording("欠落の言い切り", "gap claims"),
    "document": Wording("文書", "Document"),
    "headings": Wording("見出し（文言と段階）", "Headings (text and level)"),
    "heading_texts": Wording("見出し（文言）", "Headings (text)"),
    "paragraphs": Wording("段落", "Paragraphs"),
    "attribute": Wording("属性", "Attribute"),
    "of": Wording("件数", "Of"),
    "value": Wording("値", "Value"),
    "part": Wording("値", "Value"),
    "role": Wording("役割", "Role"),
    "stage_within_one": Wording("最も進んだ段階（1段以内）", "Highest stage, within one"),
    "stage_exact": Wording("最も進んだ段階（一致）", "Highest stage, exact"),
    "stage_kappa": Wording("最も進んだ段階（2次重みκ）", "Highest stage, quadratic kappa"),
    "time_stated": Wording("書かれた年度（始まりと終わり）", "Years stated (start and end)"),
    "stage_kappa_stated": Wording("同じく、段階のある箇所だけ", "The same, where one is stated"),
    "stage_not_stated": Wording("段階がないこと", "No stage stated"),
    "time_found": Wording("書かれた年度（どれか一つ）", "Years stated (one of them)"),
    "time_vague": Wording("年度のない時期（当面など）", "Times without years"),
    "passages": Wording("箇所", "Passages"),
    "absent": Wording("読み取りにない箇所", "Passages not in the reading"),
    "by_prose_cells": Wording("地の文の文書の升目", "Cells of documents of prose"),
    "by_requests": Wording("ラベルのない提言（行い・程度・主体・対象を変えた求め）", "Proposals without labels: requests by variant"),
    "by_requests_genre": Wording("同じく、文書の種類ごと", "The same, by kind of text"),
    "variant": Wording("求め", "Request"),
    "asked": Wording("数", "Number"),
    "truly_taken_up": Wording("応えている", "Taken up"),
    "said_gap": Wording("欠落（正／言）", "Gap (right/said)"),
    "said_taken_up": Wording("対応・一部（正／言）", "Taken up (right/said)"),
    "said_covered": Wording("対応（正／言）", "Covered (right/said)"),
    "by_prose": Wording("地の文：文書ごと", "Prose, by document"),
    "by_prose_genre": Wording("地の文：文書の種類ごと", "Prose, by kind of text"),
    "genre": Wording("種類", "Kind"),
    "time_not_stated": Wording("年度がないこと", "No years stated"),
    "actors_f1": Wording("主体（F1）", "Actors (F1)"),
    "unit_years": Wording("施策の年度", "Years of measures"),
    "unit_ministry": Wording("施策の府省", "Ministry of measures"),
    "average_precision": Wording("重複・類似の平均適合率", "Average precision of overlaps"),
    "macro_f1": Wording("関係（マクロF1）", "Relation (macro F1)"),
    "by_ranking": Wording("順位づけと升目", "Ranking and cells"),
    "by_method": Wording("比べる相手", "Baselines"),
    "by_plan": Wording("計画ごと", "By plan"),
    "by_claims": Wording("言い切り", "Claims"),
    "by_calibration": Wording("確率の較正", "Calibration"),
    "by_structure": Wording("構造", "Structure"),
    "by_attributes": Wording("属性", "Attributes"),
    "by_pairs": Wording("施策どうしの関係", "Relations of measures"),
    "by_prose_pairs": Wording("施策どうしの関係：地の文（文書と事業を除いて当てはめて採点）", "Relations of measures in prose, by fits without the documents and projects"),
    "pair_count": Wording("組", "Pairs"),
    "project_project": Wording("事業 × 事業", "Project × project"),
    "prose_project": Wording("地の文 × 事業", "Prose × project"),
    "prose_prose": Wording("地の文 × 別の文書の地の文", "Prose × prose of another document"),
    "same_document": Wording("同じ文書の地の文どうし", "Prose × prose of the same document"),
    "by_errors": Wording("大きな誤り（全件は errors.csv）", "Worst errors (all in errors.csv)"),
    "found": Wording("見つけた箇所", "Found"),
    "wanted": Wording("見つけるべき施策", "Wanted"),
    "gold": Wording("正解", "Gold"),
    "quadratic_kappa": Wording("2次重みつきκ", "Quadratic weighted kappa"),
    "krippendorff_alpha": Wording("Krippendorff の α（順序）", "Krippendorff's alpha (ordinal)"),
    "gwet_ac1": Wording("Gwet の AC1", "Gwet's AC1"),
    "row": Wording("行", "Row"),
    "proposal": Wording("提言", "Proposal"),
    "measure": Wording("施策", "Measure"),
    "nothing_found": Wording("PDFから見つからない", "not found in the PDF"),
}
"""What heads the tables and pictures of an evaluation."""
