"""Settings of a run: plain frozen records. Nothing here reads files or the environment."""

from __future__ import annotations

from dataclasses import dataclass, field

from policyalign.values import Kind, Lang, Workers

DEFAULT_KINDS: tuple[Kind, ...] = ("proposal", "cycle", "technology")
"""Statements that a plan can take up; 問題意識, 選定基準 and 波及効果 are asked for with ``kinds``."""


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """Limits within which one file is read; a file beyond them is reported, not read in part in silence.

    ``max_memory_mb`` bounds the address space of the reading process, which lies some hundred MB above what
    it really uses: 1,500 keeps the resident memory of any file under 1.5 GB. ``max_seconds`` are of the
    processor. ``max_chars_per_page`` is about ten times the densest page of a white paper (some 4,500
    characters). With ``ocr``, pages that are pictures are recognised, each within ``ocr_seconds`` on the clock (some
    ten are usual, and several times as many on a machine busy with other things) and ``ocr_memory_mb`` of address
    space.
    """

    max_seconds: float = 45.0
    max_memory_mb: int = 1500
    max_pages: int = 2000
    max_chars_per_page: int = 50_000
    max_objects_per_page: int = 60_000
    ocr: bool = False
    ocr_seconds: float = 300.0
    ocr_memory_mb: int = 4000


@dataclass(frozen=True, slots=True)
class AssessSettings:
    """When a plan was read well enough to conclude anything from what was not found in it.

    ``unread_share_limit`` is a share of the pages (0–1) that could not be read, or only in part; above it every cell
    without evidence is 判定不能. It is none at all, since an answer may stand on any page. ``broken_share_limit`` is
    that of pages whose text was read, but cut off in mid-sentence; ``foreign_share_limit`` that of the letters in
    another language than Japanese, which is not matched: addresses and sources have some hundredths. Below
    ``min_passages`` passages or ``min_characters`` characters a file is no plan to judge by. Nor is a file by whose
    table of contents it is a part (抜粋) of the plan, unless ``excerpts``: the part itself is what is asked about.
    """

    unread_share_limit: float = 0.0
    broken_share_limit: float = 0.05
    foreign_share_limit: float = 0.1
    min_passages: int = 20
    min_characters: int = 2_000
    excerpts: bool = False


@dataclass(frozen=True, slots=True)
class PhaseSettings:
    """``window`` is the first and last fiscal year of the reference plan: the 7th STI plan's, FY2026–2030.

    ``gap_years`` is the longest time without any stage, in fiscal years, that is no 死の谷 yet. Three, since
    beyond that the greater part of a five-year plan passes without a successor, and since a plan is looked
    over in its third year: what is still open then has been decided on once.
    """

    window: tuple[int, int] = (2026, 2030)
    gap_years: int = 3


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a run depends on besides its input files and proposals.

    ``encoder`` is the name of a built-in encoder, a hub model or a local folder; ``workers`` counts the lanes of
    helper processes that read and annotate (``"auto"``: what cores and memory allow). ``top_k`` is the least number
    of passages kept per proposal (None: all). With ``held_out`` a plan that the scorer was fitted on is scored as if
    it were new: by the scorer that was fitted without it. ``model`` is a folder of lessons from people's answers,
    ``genres`` are the kinds of documents by the ids of plans, the one of an empty id those of all others.
    """

    read: ReadSettings = field(default_factory=ReadSettings)
    assess: AssessSettings = field(default_factory=AssessSettings)
    phases: PhaseSettings = field(default_factory=PhaseSettings)
    encoder: str = "use"
    workers: Workers = "auto"
    lang: Lang = "ja"
    cache: bool = True
    kinds: tuple[Kind, ...] = DEFAULT_KINDS
    top_k: int | None = 30
    held_out: bool = False
    model: str = ""
    genres: tuple[tuple[str, str], ...] = ()

    def genre_of(self, plan_id: str) -> str:
        """The kind of document that a plan is said to be; empty where nothing is said of it."""
        known = dict(self.genres)
        return known.get(plan_id, known.get("", ""))
