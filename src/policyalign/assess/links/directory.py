"""Leads names to the plans of the catalogue and of the run; what it does not know stays as written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policyalign.assess.links.names import final_name, name_key, read_date, split_edition
from policyalign.assess.links.records import Kind, Target
from policyalign.assess.links.vocabulary import ENDING, ENDINGS
from policyalign.catalogue.records import KnownPlan, recognise
from policyalign.domain import Plan
from policyalign.text.normalize import nfkc_key

_SCHEDULE = "工程表"


class Directory:
    """All that a name may lead to. Editions are kept apart: a name never leads to another edition, and the
    name of a whole series (環境基本計画) to none."""

    def __init__(self, known: Sequence[KnownPlan], plans: Sequence[Plan]) -> None:
        self._known = {one.id: one for one in known}
        self._of_plan = {plan.id: found for plan in plans if (found := _recognised(plan, known))}
        self._in_run = {found.id: plan_id for plan_id, found in self._of_plan.items()}
        self._by_name = {name_key(name): self._target(one) for one in known for name in one.names}
        self._own = {plan.id: self._own_target(plan) for plan in plans}
        series = {family for name in self._by_name for number, family in [split_edition(name)] if number}
        self._by_name |= {
            key: self._own[plan.id] for plan in plans for key in map(final_name, _titles(plan)) if key not in series
        }
        self._plans = {plan.id: plan for plan in plans}

    @property
    def names(self) -> Iterable[str]:
        """The keys of all names that lead somewhere."""
        return self._by_name.keys()

    def own(self, plan_id: str) -> Target:
        """The target that a plan of the run is."""
        return self._own[plan_id]

    def look_up(self, name: str, kind: Kind, decision: str = "") -> Target:
        """What a name leads to. Where the date of the decision is not that of the plan known by this name,
        another edition is meant, which goes by its name and date."""
        key, date = name_key(name), read_date(decision)
        found = self._by_name.get(key) or self._by_name.get(key.removesuffix(_SCHEDULE) or key)
        if found is not None and self._agrees(found, date):
            return found
        if dated := self._by_date(key, date):
            return dated
        if found is None:
            return Target(f"name:{key}", kind, name)
        return Target(f"name:{key}@{'-'.join(map(str, date))}", kind, f"{name}（{decision}）")

    def edition(self, plan_id: str, number: int) -> Target | None:
        """The edition of this number in the series of a plan of the run; None where that is not known or the
        plan tells no edition of its own."""
        own, family = self._series(plan_id)
        if not own or number < 1:
            return None
        same = (target for key, target in self._by_name.items() if split_edition(key) == (number, family))
        return next(same, None)

    def previous(self, plan_id: str) -> Target | None:
        """The edition before that of a plan of the run, where it is known."""
        return self.edition(plan_id, self._series(plan_id)[0] - 1)

    def has_series(self, plan_id: str) -> bool:
        """Whether a plan of the run is one of a numbered series of its own."""
        return bool(self._series(plan_id)[0])

    def _series(self, plan_id: str) -> tuple[int, str]:
        """The number of the edition and the name without it."""
        known, plan = self._of_plan.get(plan_id), self._plans[plan_id]
        titles = [*(known.names if known else ()), *_titles(plan)]
        return next((told for title in titles if (told := split_edition(final_name(title)))[0]), (0, ""))

    def _agrees(self, target: Target, date: tuple[int, ...]) -> bool:
        """Whether a date may be that of the target's decision, as far as both are told."""
        known = self._known.get(target.known_id)
        decided = _numbers(known.decided) if known else ()
        return all(one == other for one, other in zip(date, decided, strict=False))

    def _by_date(self, key: str, date: tuple[int, ...]) -> Target | None:
        """The plan of a series that was decided on that very day: エネルギー基本計画（令和7年2月18日）."""
        for one in self._known.values() if len(date) == 3 else ():
            if _numbers(one.decided) == date and key in {split_edition(name_key(n))[1] for n in one.names}:
                return self._target(one)
        return None

    def _target(self, known: KnownPlan) -> Target:
        in_run = self._in_run.get(known.id, "")
        return Target(f"known:{known.id}", _kind(known.title), known.title, known.id, in_run)

    def _own_target(self, plan: Plan) -> Target:
        if known := self._of_plan.get(plan.id):
            return self._target(known)
        title = plan.title or plan.id
        return Target(f"run:{plan.id}", _kind(title), title, "", plan.id)


def _titles(plan: Plan) -> tuple[str, ...]:
    return tuple(dict.fromkeys((plan.title, plan.edition + plan.title))) if plan.title else ()


def _recognised(plan: Plan, known: Sequence[KnownPlan]) -> KnownPlan | None:
    """The plan of the catalogue that a plan of the run is, a draft (素案) of it included."""
    titles = {nfkc_key(final_name(title)) for title in _titles(plan)}
    same = (one for one in known if titles & {name_key(name) for name in one.names})
    return recognise(plan.title, plan.edition, tuple(known)) or next(same, None)


def _kind(title: str) -> Kind:
    """The kind that a title's last word tells; a plan where it tells none."""
    key = final_name(title)
    return next((ENDINGS[one] for one in ENDING.split("|") if key.endswith(one)), "plan")


def _numbers(date: str) -> tuple[int, ...]:
    return tuple(int(part) for part in date.split("-")) if date else ()
