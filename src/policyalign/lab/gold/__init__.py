"""Labels made by people (gold, 正解): their files, and which passage of a plan belongs to which label."""

from policyalign.lab.gold.relevance import Gold, Judgement, Unit, read_gold
from policyalign.lab.gold.unit_matching import grade_table, units_of

__all__ = ["Gold", "Judgement", "Unit", "grade_table", "read_gold", "units_of"]
