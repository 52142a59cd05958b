"""Words of ``search``."""

from __future__ import annotations

from collections.abc import Mapping

from policyalign.assess.search.records import How
from policyalign.messages.wording import Codes, Wording, worded

HOWS: Mapping[How, Wording] = {
    "exact": Wording("文字どおり", "as written"),
    "folded": Wording("表記の違い", "spelled otherwise"),
    "words": Wording("同じ語", "same words"),
}


class SearchCode(Codes):
    """What is said of a search."""

    search_nothing = worded("「{query}」は、読めた文章の中に見つかりません。ないことの証拠ではありません（別の言い方や、読めなかったページがあります）", "{query} was not found in what could be read; that is no proof that it is not there (other wordings, pages that were not read)")
    search_unread = worded("{plan}: {count}ページが読めていません", "{plan}: {count} pages could not be read")
