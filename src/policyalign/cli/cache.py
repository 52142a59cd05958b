"""``policyalign cache``."""

from __future__ import annotations

from typing import Annotated

from policyalign.cli.options import LangOption, argument, one_of
from policyalign.cli.terminal import errors_told
from policyalign.errors import OutputError
from policyalign.messages import ErrorCode, InterfaceCode, message
from policyalign.store import Store
from policyalign.telling import tell
from policyalign.values import Lang


def cache(
    action: Annotated[str, argument("cache_action", "info|clear", parser=one_of("info", "clear"))] = "info",
    lang: LangOption = "ja",
) -> None:
    """``policyalign cache``."""
    with errors_told(lang):
        store = Store(lang=lang)
        if action == "clear":
            try:
                store.clear()
            except OSError as error:
                raise OutputError(ErrorCode.cache_not_cleared, path=store.folder, error=error) from error
        tell(cache_content(store, lang))


def cache_content(store: Store, lang: Lang) -> str:
    """Where a cache is, how much it holds, and how much it may."""
    count, size = store.size()
    sizes = {"size": f"{size / 1e6:.1f}", "limit": f"{store.limit / 1e6:.0f}"}
    return message(InterfaceCode.cache_content, lang, path=store.folder, count=count, **sizes)
