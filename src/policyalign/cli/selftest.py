"""``policyalign selftest``."""

from __future__ import annotations

import typer

from policyalign.cli.options import LangOption
from policyalign.cli.terminal import errors_told
from policyalign.messages import SelftestCode, message
from policyalign.telling import tell

_SUBJECTS = {
    "sound": SelftestCode.selftest_sound,
    "flip_a_bit": SelftestCode.selftest_flip_a_bit,
    "cut_off": SelftestCode.selftest_cut_off,
    "lose_a_page": SelftestCode.selftest_lose_a_page,
    "scan": SelftestCode.selftest_scan,
    "lose_the_codes": SelftestCode.selftest_lose_the_codes,
    "print_in_white": SelftestCode.selftest_print_in_white,
}


def selftest(lang: LangOption = "ja") -> None:
    """``policyalign selftest``."""
    with errors_told(lang):
        from policyalign.selftest.run import run_selftest

        failed = 0
        for outcome in run_selftest():
            failed += not outcome.passed
            said = message(_SUBJECTS[outcome.name], lang)
            told = ", ".join(outcome.told) or message(SelftestCode.selftest_nothing, lang)
            tell(f"[{'OK' if outcome.passed else 'NG'}] {said}: {told}")
        tell(message(SelftestCode.selftest_failed if failed else SelftestCode.selftest_passed, lang, count=failed))
    if failed:
        raise typer.Exit(1)
