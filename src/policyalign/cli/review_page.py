"""``policyalign review RESULTS``: the page on which people judge what was found."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from policyalign.cli.options import (
    LangOption,
    NoBrowserOption,
    PortOption,
    ResultsArgument,
    ReviewerOption,
    ReviewPdfOption,
)
from policyalign.cli.terminal import errors_told
from policyalign.telling import say, tell
from policyalign.values import Lang

if TYPE_CHECKING:
    from policyalign.assess.run import Run
    from policyalign.review_page.app import Room
    from policyalign.review_page.serving import Listening


def page(
    results: ResultsArgument,
    pdfs: ReviewPdfOption = None,
    port: PortOption = 0,
    no_browser: NoBrowserOption = False,
    reviewer: ReviewerOption = "",
    lang: LangOption = "ja",
) -> None:
    """``policyalign review page``."""
    with errors_told(lang):
        from policyalign.review_page.serving import listen

        room = _room(results, pdfs, reviewer, lang)
        try:
            with room.log.held():
                _serve(room, listen(port), results, no_browser, lang)
        finally:
            room.pictures.close()


def _room(results: Path, pdfs: Path | None, reviewer: str, lang: Lang) -> Room:
    """All that the server holds, read once."""
    from policyalign.cli.audit import CONFIDENCE, TARGET
    from policyalign.cli.reviewed import take_over_told
    from policyalign.errors import InputError
    from policyalign.export import load_run
    from policyalign.messages.review_page import ReviewPageCode
    from policyalign.report import in_language
    from policyalign.review.store import ReviewStore
    from policyalign.review_page.app import Room
    from policyalign.review_page.coders import name_given
    from policyalign.review_page.desk import Desk, audit_sample
    from policyalign.review_page.log import AnswerLog
    from policyalign.review_page.pictures import PagePictures, find_pdfs

    name = name_given(reviewer)
    run = load_run(results)
    take_over_told(results, run, lang)
    desk = Desk(in_language(run, lang), lang)
    if not desk.asked:
        raise InputError(ReviewPageCode.page_nothing, path=results)
    log = AnswerLog(ReviewStore(results))
    log.standing  # noqa: B018 # a log that cannot be read is told now, not with the first answer
    pictures = PagePictures(find_pdfs(run.plans, pdfs, results))
    sample = audit_sample(desk, target=TARGET, confidence=CONFIDENCE)
    return Room(desk, log, pictures, sample, lang, results, name, apply=_applier(results, lang))


def _applier(results: Path, lang: Lang) -> Callable[[], int]:
    """Writes the results anew with all answers; how many of them were new. One at a time."""
    alone = threading.Lock()

    def apply() -> int:
        from policyalign.cli.review import write_applied
        from policyalign.export import answering, load_run
        from policyalign.review.store import ReviewStore, applied_until

        with alone, answering(results):
            run = load_run(results)
            count = ReviewStore(results).last - applied_until(run.record)
            if count:
                write_applied(run, results, lang)
            return count

    return apply


def _serve(room: Room, listening: Listening, results: Path, no_browser: bool, lang: Lang) -> None:
    from policyalign.messages import message
    from policyalign.messages.review_page import ReviewPageCode
    from policyalign.review.store import STORE
    from policyalign.review_page.serving import serve

    def ready() -> None:
        tell(message(ReviewPageCode.page_address, lang, address=listening.address))
        say(ReviewPageCode.page_how_to_end, lang, file=results / STORE)
        if lacking := _without_pictures(room.desk.run, room):
            say(ReviewPageCode.page_no_pdf, lang, plans="、".join(lacking))
        if not no_browser:
            _open_browser(listening.address)

    serve(room, listening, ready)
    say(ReviewPageCode.page_ended, lang, count=room.log.added, file=results / STORE)
    applied = _all_applied(results)
    say(ReviewPageCode.page_next_applied if applied else ReviewPageCode.page_next, lang, path=results)


def _all_applied(results: Path) -> bool:
    """Whether the result files hold all answers."""
    import json

    from policyalign.export.saved import RECORD
    from policyalign.review.store import ReviewStore, applied_until

    try:
        record = json.loads((results / RECORD).read_bytes())
    except (OSError, ValueError):  # gone meanwhile: whoever applies will be told
        return False
    return ReviewStore(results).last == applied_until(record)


def _without_pictures(run: Run, room: Room) -> list[str]:
    return [plan.id for plan in run.plans if not room.pictures.shows(plan)]


def _open_browser(address: str) -> None:
    """In a thread: some systems wait until the browser is closed."""
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
