"""What is known of the documents that were read, and where that is known from."""

from __future__ import annotations

from policyalign.messages.wording import Wording

SOURCE_HEADS = {
    "plan": Wording("計画（ファイルから読んだ題名）", "Plan (title as read)"),
    "edition": Wording("版", "Edition"),
    "decided": Wording("決定・公表", "Decided or published"),
    "issuer": Wording("所管・発行者", "Issuer"),
    "pages": Wording("分量", "Extent"),
    "unread": Wording("読めなかったページ", "Pages not read"),
    "file": Wording("ファイル", "File"),
    "sha256": Wording("SHA-256", "SHA-256"),
}

SOURCE_WORDS = {
    "unknown": Wording("不明", "unknown"),
    "cover": Wording("{year}年度（表紙の日付から）", "FY{year} (by the date on its cover)"),
    "catalogue": Wording("{value}（計画の目録）", "{value} (catalogue of plans)"),
    "pages": Wording("{unit} {count}", "{unit}: {count}"),
    "note": Wording("題名・版・表紙の日付・分量は、ファイルから読み取ったものです。「計画の目録」は、ファイルの SHA-256 か、版まで含む題名が目録の計画と同じときだけ引きます。「不明」は、分からないという意味で、推し量ってはいません。",
        "Title, edition, date and extent are as read from the file. The catalogue of plans is quoted only where the SHA-256 or a title that names its edition is that of a plan there. What is unknown was not guessed."),
    "title": Wording("資料", "Sources"),
}  # fmt: skip
