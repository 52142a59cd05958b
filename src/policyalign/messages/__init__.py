"""All wordings, Japanese and English: ``message(ErrorCode.timeout, "en", seconds=60)``.

Records and errors carry codes and details; only here do they become sentences. Each class of codes stands in a
module of its own, which is loaded with the first of its codes: few commands need many. Those of a question stand
in ``messages.py`` of its folder.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from policyalign.messages.arguments import as_argument
from policyalign.messages.wording import CODES, Wording
from policyalign.messages.wording import label as label
from policyalign.messages.wording import label_or_name as label_or_name

if TYPE_CHECKING:
    from policyalign.messages.audit import AuditCode as AuditCode
    from policyalign.messages.budget import BudgetCode as BudgetCode
    from policyalign.messages.catalogue import CatalogueCode as CatalogueCode
    from policyalign.messages.collection import CollectionCode as CollectionCode
    from policyalign.messages.errors import ErrorCode as ErrorCode
    from policyalign.messages.evaluation import LabCode as LabCode
    from policyalign.messages.explain import ExplainCode as ExplainCode
    from policyalign.messages.fitting import FittingCode as FittingCode
    from policyalign.messages.inquiry import InquiryCode as InquiryCode
    from policyalign.messages.interface import InterfaceCode as InterfaceCode
    from policyalign.messages.measures import MeasureCode as MeasureCode
    from policyalign.messages.own import CheckCode as CheckCode
    from policyalign.messages.own import OwnCode as OwnCode
    from policyalign.messages.page_pictures import PictureCode as PictureCode
    from policyalign.messages.reading import ReadingCode as ReadingCode
    from policyalign.messages.report import ReportCode as ReportCode
    from policyalign.messages.review import ReviewCode as ReviewCode
    from policyalign.messages.saved import SavedCode as SavedCode
    from policyalign.messages.scope import ScopeCode as ScopeCode
    from policyalign.messages.selftest import SelftestCode as SelftestCode
    from policyalign.messages.usage import UsageCode as UsageCode
    from policyalign.messages.verdicts import EncoderCode as EncoderCode
    from policyalign.messages.verdicts import PartCode as PartCode
    from policyalign.messages.verdicts import RepeatCode as RepeatCode
    from policyalign.messages.verdicts import VerdictCode as VerdictCode
    from policyalign.messages.yaml_files import YamlCode as YamlCode
    from policyalign.values import Code

_HOMES = {
    "AuditCode": "audit",
    "BudgetCode": "budget",
    "CatalogueCode": "catalogue",
    "CheckCode": "own",
    "CollectionCode": "collection",
    "EncoderCode": "verdicts",
    "ErrorCode": "errors",
    "ExplainCode": "explain",
    "FittingCode": "fitting",
    "InquiryCode": "inquiry",
    "InterfaceCode": "interface",
    "LabCode": "evaluation",
    "MeasureCode": "measures",
    "OwnCode": "own",
    "PictureCode": "page_pictures",
    "ReadingCode": "reading",
    "ReportCode": "report",
    "ReviewCode": "review",
    "SavedCode": "saved",
    "ScopeCode": "scope",
    "SelftestCode": "selftest",
    "UsageCode": "usage",
    "PartCode": "verdicts",
    "RepeatCode": "verdicts",
    "VerdictCode": "verdicts",
    "YamlCode": "yaml_files",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def message(code: Code, lang: str = "ja", /, **detail: object) -> str:
    """The sentence for a code, its ``{blanks}`` filled from ``detail``.

    A blank ``{path!q}`` is part of a command to be typed: what would fall apart there is put between quotation marks.
    Never raises: an error must be told even when its wording or a detail is missing. An unknown code, as in
    a record of another version, is shown as it is, with its details; an unfilled blank as ``?``.
    """
    wording = _wording(code)
    if wording is None:
        return ": ".join([code, *(f"{name}={value}" for name, value in sorted(detail.items()))])
    return _FILLER.vformat(wording.text(lang), (), _Blanks(detail))


def remedy(code: Code, lang: str = "ja") -> str:
    """What the user can do next about a code; empty when there is nothing to do."""
    wording = _wording(code)
    if wording is None:
        return ""
    return wording.remedy_en if lang == "en" else wording.remedy_ja


def all_codes() -> dict[Code, Wording]:
    """Every code, with its wording."""
    package = Path(__file__).parent.parent
    for path in (*package.glob("messages/*.py"), *package.glob("assess/*/messages.py")):
        import_module(".".join((package.name, *path.relative_to(package).with_suffix("").parts)))
    return CODES


def _wording(code: Code) -> Wording | None:
    """A code from a file may be of a class that nothing has asked for so far."""
    return CODES.get(code) or all_codes().get(code)


_UNFILLED = "?"


class _Blanks(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return _UNFILLED


class _Filler(Formatter):
    def convert_field(self, value: object, conversion: str | None) -> object:
        if conversion == "q":
            return value if value == _UNFILLED else as_argument(str(value))
        return super().convert_field(value, conversion)


_FILLER = _Filler()
