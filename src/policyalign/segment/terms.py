"""Content words (内容語) of a sentence in Sudachi's normalized form: what lexical matching compares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyalign.domain import Token

_CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ"))
# Words of grammar and of every sentence: formal nouns, auxiliary verbs, counters of time.
_STOPWORDS = frozenset(
    "為る 有る 居る 成る 行う 出来る 出来 貰う 得る 言う 置く 於く 因る 依る 拠る 関する 対する 係る 係わる 基づく 基く 応じる 伴う 通じる 於ける 向ける 付く 就く 取る 至る 含む 始める "
    "事 物 者 所 為 様 訳 筈 侭 等 類 他 外 際 中 内 上 下 間 時 度 毎 旨 的 性 化 其れ 此れ 此の 其の 何 本 当 各 該 同 前 後 又 及び 並びに "
    "年 年度 月 日 時間 令和 平成 昭和 西暦 以上 以下 以降 以前 以内 程度 約 第 号 条 項 目 回 件 円 以外 必要 無い 良い 次 以後".split()
)


def content_terms(tokens: Sequence[Token]) -> Iterator[str]:
    """Normalized nouns, verbs and adjectives, in order, without numbers and words that say nothing."""
    for token in tokens:
        word = token.normalized
        if token.pos in _CONTENT and word not in _STOPWORDS and _has_letter(word):
            yield word


def _has_letter(word: str) -> bool:
    return any(char.isalpha() for char in word) and not all(char in _KANJI_DIGITS for char in word)


_KANJI_DIGITS = frozenset("〇一二三四五六七八九十百千万億兆")
