"""Small plans of plain passages, for citations."""

from __future__ import annotations

from itertools import pairwise

from policyalign.domain import Anchor, Passage, Plan, Section

_BOX = (0.0, 0.0, 10.0, 10.0)


def plan_of(plan_id: str, *texts: str, title: str = "", edition: str = "") -> Plan:
    """A plan with a passage per text under one heading; ``§`` begins another heading on the next page."""
    sections = [Section("", "施策", 1, None, Anchor(1, _BOX))]
    passages: list[Passage] = []
    for text in texts:
        if text == "§":
            sections.append(Section("", f"施策{len(sections)}", 1, None, Anchor(len(sections) + 1, _BOX)))
            continue
        ends = [place + 1 for place, char in enumerate(text) if char == "。" and text[place + 1 : place + 2] != "）"]
        bounds = [0, *(end for end in ends if end < len(text)), len(text)]
        passages.append(
            Passage(
                id=f"{plan_id}-{len(passages)}",
                plan_id=plan_id,
                kind="paragraph",
                text=text,
                section=len(sections) - 1,
                section_path=(sections[-1].heading,),
                anchors=(Anchor(len(sections), _BOX),),
                sentences=tuple(pairwise(bounds)),
                role="measure",
            )
        )
    return Plan(
        plan_id,
        "0" * 64,
        f"{plan_id}.pdf",
        title or plan_id,
        tuple(sections),
        tuple(passages),
        9,
        edition=edition,
    )
