"""What the self-test says."""

from __future__ import annotations

from policyalign.messages.wording import Codes, worded


class SelftestCode(Codes):
    """The files of the self-test, and its result."""

    selftest_sound = worded("壊れていない見本", "a sound sample")
    selftest_flip_a_bit = worded("ページの内容の1ビットが違う", "one bit of a page is wrong")
    selftest_cut_off = worded("ファイルが途中で切れている", "the file is cut off")
    selftest_lose_a_page = worded("あるはずのページがない", "a page is missing")
    selftest_scan = worded("見出しだけが文字で、本文は画像のページ", "a page that is a picture below a head of text")
    selftest_lose_the_codes = worded("フォントの文字コードの表がない", "fonts without their tables of character codes")
    selftest_print_in_white = worded("紙と同じ色の文字", "text in the colour of the paper")
    selftest_nothing = worded("問題なし", "nothing amiss")
    selftest_passed = worded("この環境は、読めないものを読めないと告げます", "this installation tells what it cannot read")
    selftest_failed = worded("{count}件が告げられませんでした。policyalign doctor の出力を添えて報告してください", "{count} were not told; please report it with the output of policyalign doctor")
