"""All wordings, Japanese and English: ``message(ErrorCode.timeout, "en", seconds=60)``.

Records and errors carry codes and details; only here do they become sentences.
"""

from __future__ import annotations

from policyalign.domain import Code
from policyalign.messages.audit import AuditCode
from policyalign.messages.catalogue import CatalogueCode
from policyalign.messages.errors import ErrorCode
from policyalign.messages.evaluation import LabCode
from policyalign.messages.explain import ExplainCode
from policyalign.messages.fitting import FittingCode
from policyalign.messages.governance import GovernanceCode
from policyalign.messages.interface import InterfaceCode
from policyalign.messages.links import LinkCode
from policyalign.messages.overlaps import OverlapCode
from policyalign.messages.phases import PhaseCode
from policyalign.messages.reading import ReadingCode
from policyalign.messages.responsibility import RoleCode
from policyalign.messages.saved import SavedCode
from policyalign.messages.scope import ScopeCode
from policyalign.messages.usage import UsageCode
from policyalign.messages.verdicts import EncoderCode, VerdictCode
from policyalign.messages.wording import CODES, label, label_or_name
from policyalign.messages.yaml_files import YamlCode

__all__ = [
    "CODES",
    "AuditCode",
    "CatalogueCode",
    "EncoderCode",
    "ErrorCode",
    "ExplainCode",
    "FittingCode",
    "GovernanceCode",
    "InterfaceCode",
    "LabCode",
    "LinkCode",
    "OverlapCode",
    "PhaseCode",
    "ReadingCode",
    "RoleCode",
    "SavedCode",
    "ScopeCode",
    "UsageCode",
    "VerdictCode",
    "YamlCode",
    "label",
    "label_or_name",
    "message",
    "remedy",
]


def message(code: Code, lang: str = "ja", /, **detail: object) -> str:
    """The sentence for a code, its ``{blanks}`` filled from ``detail``.

    Never raises: an error must be told even when its wording or a detail is missing. An unknown code, as in
    a record of another version, is shown as it is, with its details; an unfilled blank as ``?``.
    """
    wording = CODES.get(code)
    if wording is None:
        return ": ".join([code, *(f"{name}={value}" for name, value in sorted(detail.items()))])
    return wording.text(lang).format_map(_Blanks(detail))


def remedy(code: Code, lang: str = "ja") -> str:
    """What the user can do next about a code; empty when there is nothing to do."""
    wording = CODES.get(code)
    if wording is None:
        return ""
    return wording.remedy_en if lang == "en" else wording.remedy_ja


class _Blanks(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return "?"
