"""People who answer the sample plans as was planted in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import yaml

from policyalign.assess.run import Run
from policyalign.export import load_run
from policyalign.review.items import cell_items
from policyalign.review.records import Item
from policyalign.review.store import ReviewStore
from policyalign.values import MATCHABLE

from support.reviews import answer

VERDICTS = {"対応": "covered", "一部対応": "partial", "欠落": "absent"}


def planted(samples: Path) -> dict[tuple[str, str], str]:
    """What a person who has read the plans would answer, by proposal and plan."""
    truth = yaml.safe_load((samples / "truth.yaml").read_text(encoding="utf-8"))["plans"]
    return {
        (proposal, name): VERDICTS[cell["status"]]
        for name, plan in truth.items()
        for proposal, cell in plan["cells"].items()
    }


def answerable(run: Run) -> list[Item]:
    """The cells that a plan can be asked for."""
    kinds = {one.id: one.kind for one in run.matrix.proposals}
    return [item for item in cell_items(run) if kinds[item.proposal_id] in MATCHABLE]


def answer_all(folder: Path, said: Callable[[Item], str | None]) -> None:
    """Answers on the cells of a results folder, where there is one."""
    told = ((item, said(item)) for item in answerable(load_run(folder)))
    ReviewStore(folder).add([answer(item, verdict) for item, verdict in told if verdict])
