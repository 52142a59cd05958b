"""Words of ``search``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policyalign.assess.search.records import How
from policyalign.messages.wording import Codes, Wording, worded

HOWS: Mapping[How, Wording] = {
    "exact": Wording("文字どおり", "as written"),
    "folded": Wording("表記の違い", "spelled otherwise"),
    "words": Wording("同じ語", "same words"),
    "near": Wording("意味が近い", "near in meaning"),
}


def hows_named(names: Sequence[str]) -> tuple[How, ...]:
    """The ways of these codes or words, in either language; all for none. Raises ``ValueError`` for another."""
    named = {name: how for how, words in HOWS.items() for name in (how, words.ja, words.en)}
    if unknown := [name for name in names if name not in named]:
        raise ValueError(f"unknown ways: {', '.join(unknown)} (there are {', '.join(HOWS)})")
    return tuple(dict.fromkeys(named[name] for name in names)) or tuple(HOWS)


class SearchCode(Codes):
    """What is said of a search."""

    search_nothing = worded("「{query}」は、読めた文章の中に見つかりません。ないことの証拠ではありません（別の言い方や、読めなかったページがあります）", "{query} was not found in what could be read; that is no proof that it is not there (other wordings, pages that were not read)")
    search_near = worded("次の文は意味が近いだけです。「{query}」を述べているとは限りません（数は近さ、1が最大）", "The following sentences are only near in meaning; they need not say {query} (the number is their nearness, 1 at most)")
    search_done = worded("探したもの: 計画{plans}本の{passages}箇所。読めなかったページ: {unread}", "Searched: {passages} passages of {plans} plans. Pages that could not be read: {unread}")
    search_done_failed = worded("探したもの: 計画{plans}本の{passages}箇所。読めなかったページ: {unread}。使えなかったもの: {failed}件", "Searched: {passages} passages of {plans} plans. Pages that could not be read: {unread}. Not usable: {failed}")
