"""``policyalign proposals check``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from policyalign.cli.options import CsvOption, JsonOption, LangOption, ProfilesOption, QuietOption, argument
from policyalign.cli.terminal import errors_told
from policyalign.messages import CheckCode, InterfaceCode, label, message, remedy
from policyalign.messages.own import SEVERITIES
from policyalign.tables import Row, columns
from policyalign.telling import say, tell
from policyalign.values import Lang

if TYPE_CHECKING:
    from policyalign.domain import Proposal
    from policyalign.proposals.checking import Remark

COLUMNS = columns("file line:int id severity finding what_to_do label code")


def check(
    file: Annotated[str, argument("proposals_file", "OWN")],
    profiles: ProfilesOption = None,
    csv: CsvOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "ja",
    quiet: QuietOption = False,
) -> None:
    """``policyalign proposals check``."""
    with errors_told(lang):
        from policyalign.corpora import read_statements, statement_lines
        from policyalign.match.profiles import load_profiles
        from policyalign.proposals.checking import check as find

        proposals, lines = read_statements(file), statement_lines(file)
        known = {**load_profiles(), **(load_profiles(profiles, proposals) if profiles else {})}
        remarks = find(proposals, lines, known)
        rows = [_row(file, lines, one, lang) for one in remarks]
        if csv is not None:
            _write_csv(csv, rows, lang)
        if as_json:
            _tell_json(file, proposals, rows)
        elif not quiet:
            _show(proposals, remarks, rows, lang)
    if any(one.severity == "error" for one in remarks):
        raise typer.Exit(1)


def _row(file: str, lines: Sequence[int], remark: Remark, lang: Lang) -> Row:
    return {
        "file": Path(file).name,
        "line": lines[remark.index],
        "id": remark.proposal.id,
        "severity": label(SEVERITIES, remark.severity, lang),
        "finding": message(remark.code, lang, **remark.detail),
        "what_to_do": remedy(remark.code, lang),
        "label": remark.proposal.label,
        "code": remark.code,
    }


def _write_csv(path: Path, rows: Sequence[Row], lang: Lang) -> None:
    from policyalign.errors import OutputError, cause
    from policyalign.export.csv_format import csv_chunks
    from policyalign.files import write_whole
    from policyalign.messages import ErrorCode

    try:
        write_whole(path, b"".join(csv_chunks(COLUMNS, rows)))
    except OSError as error:
        raise OutputError(ErrorCode.output_unwritable, path=path, error=cause(error)) from error
    say(InterfaceCode.results_written, lang, path=path)


def _tell_json(file: str, proposals: Sequence[Proposal], rows: Sequence[Row]) -> None:
    from policyalign.export.json_format import json_bytes

    told: dict[str, Any] = {"file": Path(file).name, "proposals": len(proposals), "findings": list(rows)}
    tell(json_bytes(told).decode(), end="")


def _show(proposals: Sequence[Proposal], remarks: Sequence[Remark], rows: Sequence[Row], lang: Lang) -> None:
    """A table of all but what holds of most: that there is no profile is told once, below."""
    from rich.table import Column
    from rich.text import Text

    from policyalign.assess.showing import new_table, print_table
    from policyalign.messages.labels import TITLES
    from policyalign.proposals.checking import PROFILE_CODES

    shown = [(remark, row) for remark, row in zip(remarks, rows, strict=True) if remark.code not in PROFILE_CODES]
    if shown:
        heads = [label(TITLES, name, lang) for name in ("line", "proposal", "severity", "finding", "what_to_do")]
        fixed = [Column(head, no_wrap=True, overflow="ellipsis") for head in heads[:3]]
        table = new_table(*fixed, *(Column(head, overflow="fold") for head in heads[3:]))
        for _, row in shown:
            cells = (row["line"], row["id"], row["severity"], row["finding"], row["what_to_do"])
            table.add_row(*(Text(str(cell)) for cell in cells))
        print_table(table)
    for sentence in _summary(proposals, [remark for remark, _ in shown], remarks, lang):
        tell(sentence)


def _summary(
    proposals: Sequence[Proposal], shown: Sequence[Remark], remarks: Sequence[Remark], lang: Lang
) -> Iterator[str]:
    if shown:
        counted: Counter[str] = Counter(one.severity for one in shown)
        separator = ", " if lang == "en" else "、"
        counts = separator.join(
            f"{label(SEVERITIES, name, lang)} {counted[name]}" for name in SEVERITIES if counted[name]
        )
        found = len({one.index for one in shown})
        yield message(CheckCode.check_counts, lang, count=len(proposals), found=found, counts=counts)
    else:
        yield message(CheckCode.check_all_well, lang, count=len(proposals))
    codes = Counter(one.code for one in remarks)
    for code in (CheckCode.check_no_profile, CheckCode.check_profile_draft):
        if codes[code]:
            yield message(
                CheckCode.check_profiles, lang, what=message(code, lang), count=codes[code], remedy=remedy(code, lang)
            )
