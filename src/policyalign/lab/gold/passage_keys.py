"""How labels know passages whose text is not shipped: by a key of the wording."""

from __future__ import annotations

import hashlib

from policyalign.text.normalize import nfkc_key

_LENGTH = 16


def passage_key(text: str) -> str:
    """The first 16 hexadecimal digits of SHA-256 over the text's NFKC without white space."""
    return hashlib.sha256(nfkc_key(text).encode()).hexdigest()[:_LENGTH]
