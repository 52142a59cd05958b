"""All wordings, Japanese and English: ``message("timeout", {"seconds": "60"}, lang="en")``.

Records and errors carry codes and details; only here do they become sentences.
"""

from __future__ import annotations

from collections.abc import Mapping

from policyalign.messages.audit import AUDIT, CHECKS
from policyalign.messages.catalogue import CATALOGUE
from policyalign.messages.errors import ERRORS
from policyalign.messages.evaluation import EVALUATION
from policyalign.messages.explain import EXPLAIN, FEATURES
from policyalign.messages.fitting import FITTING
from policyalign.messages.governance import GOVERNANCE
from policyalign.messages.interface import INTERFACE, STAGES
from policyalign.messages.labels import KINDS, ROLES, SEVERITIES, STATUS_MARKS, STATUSES, TITLES
from policyalign.messages.links import LINKS
from policyalign.messages.overlaps import OVERLAPS
from policyalign.messages.phases import PHASES
from policyalign.messages.reading import READING
from policyalign.messages.responsibility import RESPONSIBILITY
from policyalign.messages.saved import SAVED
from policyalign.messages.scope import SCOPE
from policyalign.messages.usage import USAGE
from policyalign.messages.verdicts import ENCODERS, REASONS
from policyalign.messages.wording import Wording
from policyalign.messages.yaml_files import YAML

CODES: dict[str, Wording] = {
    **READING,
    **ERRORS,
    **ENCODERS,
    **REASONS,
    **INTERFACE,
    **EVALUATION,
    **SAVED,
    **AUDIT,
    **EXPLAIN,
    **PHASES,
    **OVERLAPS,
    **LINKS,
    **FITTING,
    **CATALOGUE,
    **SCOPE,
    **RESPONSIBILITY,
    **GOVERNANCE,
    **USAGE,
    **YAML,
}
"""Every code that an error, a problem or a finding may carry."""


def message(code: str, detail: Mapping[str, str] | None = None, lang: str = "ja") -> str:
    """The sentence for a code, its ``{blanks}`` filled from ``detail``.

    Never raises: an error must be told even when its wording or a detail is missing. An unknown code is
    shown as it is, with its details; an unfilled blank as ``?``.
    """
    details = dict(detail or {})
    wording = CODES.get(code)
    if wording is None:
        return ": ".join([code, *(f"{name}={value}" for name, value in sorted(details.items()))])
    return _in(wording, lang).format_map(_Blanks(details))


def remedy(code: str, lang: str = "ja") -> str:
    """What the user can do next about a code; empty when there is nothing to do."""
    wording = CODES.get(code)
    if wording is None:
        return ""
    return wording.remedy_en if lang == "en" else wording.remedy_ja


def status_label(status: str, lang: str = "ja") -> str:
    """対応, 一部対応, 欠落, 判定不能, 対象外."""
    return _in(STATUSES[status], lang)


def status_mark(status: str, lang: str = "ja") -> str:
    """The one-character form of :func:`status_label`."""
    return _in(STATUS_MARKS[status], lang)


def check_label(check: str, lang: str = "ja") -> str:
    """あり, なし, 不明; empty where nobody has looked."""
    return _in(CHECKS[check], lang)


def feature_label(feature: str, lang: str = "ja") -> str:
    """The name of a feature of the scorer for people; one that has none goes by its own."""
    return _in(FEATURES[feature], lang) if feature in FEATURES else feature


def role_label(role: str, lang: str = "ja") -> str:
    """施策, 目標, 現状, 課題, 理念; empty for an unsure role."""
    return _in(ROLES[role], lang)


def kind_label(kind: str, lang: str = "ja") -> str:
    """提言, 研究サイクル, 技術, 問題意識, 選定基準, 波及効果."""
    return _in(KINDS[kind], lang)


def stage_label(stage: str, lang: str = "ja") -> str:
    """The name of a stage of the work; a stage without one goes by its own."""
    return _in(STAGES[stage], lang) if stage in STAGES else stage


def severity_label(severity: str, lang: str = "ja") -> str:
    """How far a problem reaches."""
    return _in(SEVERITIES[severity], lang)


def title(name: str, lang: str = "ja") -> str:
    """A word that heads a column or a line of what the command shows."""
    return _in(TITLES[name], lang)


class _Blanks(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "?"


def _in(wording: Wording, lang: str) -> str:
    return wording.en if lang == "en" else wording.ja
