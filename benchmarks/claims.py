"""How many of the sentences quoted for 対応 and 一部対応 do what the proposal asks, read strictly.

    policyalign compare CORPUS_DIR/pdf/*.pdf -o RESULTS
    python benchmarks/claims.py RESULTS

Prints by document how many verdicts were said, how many of the sentences quoted were graded
(``models/labels/claims.csv``), and how many of these do at least a substantial part of what is asked.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from policyalign.assess.gaps.carrying import carrying_sentences
from policyalign.export import load_run
from policyalign.lab.gold.grades import RELEVANT
from policyalign.lab.gold.label_rows import label_rows
from policyalign.lab.gold.passage_keys import passage_key


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path)
    run = load_run(parser.parse_args().results)
    grades = {
        (row["document"], row["proposal"], row["sentence"]): int(row["grade"]) for row in label_rows("claims.csv")
    }
    sentences = carrying_sentences(run.matrix)
    said, read, right = (Counter[str]() for _ in range(3))
    for finding in run.matrix.findings:
        if finding.status in ("covered", "partial"):
            plan, proposal = finding.plan_id, finding.proposal_id
            grade = grades.get((plan, proposal, passage_key(sentences[plan, proposal])))
            said[plan] += 1
            read[plan] += grade is not None
            right[plan] += grade is not None and grade >= RELEVANT
    for plan in said:
        print(f"{plan}: {said[plan]} said, {read[plan]} read, {right[plan]} right")
    print(f"all: {said.total()} said, {read.total()} read, {right.total()} right")


if __name__ == "__main__":
    main()
