"""``policyalign cache``."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from policyalign.cli.terminal import LangOption, errors_told


def cache(
    action: Annotated[
        Literal["info", "clear"], typer.Argument(help="info: show place and size; clear: empty it.")
    ] = "info",
    lang: LangOption = "ja",
) -> None:
    """Show or empty the cache (キャッシュ).

    It holds what was read and compared before, so that the next run is fast; emptying it loses nothing.
    """
    from policyalign.errors import OutputError
    from policyalign.messages import message
    from policyalign.store import Store

    with errors_told(lang):
        store = Store(lang=lang)
        if action == "clear":
            try:
                store.clear()
            except OSError as error:
                raise OutputError("cache_not_cleared", path=str(store.folder), error=str(error)) from error
        count, size = store.size()
        detail = {"path": str(store.folder), "count": str(count), "size": f"{size / 1e6:.1f}"}
        typer.echo(message("cache_content", detail, lang))
