"""``policyalign cache``."""

from __future__ import annotations

from typing import Annotated

import typer

from policyalign.cli.options import LangOption, argument, one_of
from policyalign.cli.terminal import errors_told
from policyalign.messages import ErrorCode, InterfaceCode, message


def cache(
    action: Annotated[str, argument("cache_action", "info|clear", parser=one_of("info", "clear"))] = "info",
    lang: LangOption = "ja",
) -> None:
    """``policyalign cache``."""
    from policyalign.errors import OutputError
    from policyalign.store import Store

    with errors_told(lang):
        store = Store(lang=lang)
        if action == "clear":
            try:
                store.clear()
            except OSError as error:
                raise OutputError(ErrorCode.cache_not_cleared, path=store.folder, error=error) from error
        count, size = store.size()
        detail = {"path": str(store.folder), "count": str(count), "size": f"{size / 1e6:.1f}"}
        typer.echo(message(InterfaceCode.cache_content, lang, **detail))
