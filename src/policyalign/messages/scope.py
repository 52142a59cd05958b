"""What is expected of the plans of a domain (期待度): its words, and what can be wrong in a scope file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from policyalign.messages.wording import Codes, Wording, worded
from policyalign.values import Level

LEVELS: Mapping[Level | Literal[""], Wording] = {
    "expected": Wording("期待", "expected"),
    "optional": Wording("任意", "optional"),
    "out_of_scope": Wording("対象外", "out of scope"),
    "": Wording("", ""),
}

LEVEL_MARKS: Mapping[Level, Wording] = {
    "expected": Wording("期", "E"),
    "optional": Wording("任", "o"),
    "out_of_scope": Wording("外", "-"),
}
"""One character each, two cells wide in Japanese, for the table of all domains."""


class ScopeCode(Codes):
    """Why a cell is out of scope, and what is wrong in a scope file."""

    out_of_scope = worded("分野「{domain}」の計画には求めない提言である（{because}）", "not asked of a plan of the domain {domain} ({because})")
    scope_nothing_named = worded("期待度の表 {file} の {place} に、提言（proposals）も組（groups）もありません", "the scope file {file}, {place}: neither proposals nor groups are named",
        "書き方は、同梱の scope.yaml の初めの説明にあります", "the head of the scope.yaml that comes along says how to write it")
    scope_name = worded("期待度の表 {file} の {place} にある「{name}」という提言や組はありません", "the scope file {file}, {place}: there is no proposal or group {name}",
        "提言の id は policyalign proposals list、組の名前は groups にあります", "policyalign proposals list shows the ids, groups: the names of groups")
    scope_twice = worded("期待度の表 {file} の {place} で、提言 {name} が同じ分野に二度目です", "the scope file {file}, {place}: the proposal {name} stands twice in this domain",
        "どちらか一方から除いてください", "take it out of one of the two")
    scope_domain = worded("期待度の表 {file} に分野「{domain}」はありません（ある分野: {domains}）", "the scope file {file} has no domain {domain} (there are: {domains})",
        "ある分野を指定するか、その分野を書き加えた表を --scope で指定してください", "name one of these, or give a file with that domain as --scope")
