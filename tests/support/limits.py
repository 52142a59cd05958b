"""How long something may take before it is taken for endless."""

from __future__ import annotations

HANGS = 30.0
"""Seconds of the processor. On the texts that are tried what takes linear time takes a second or two, also in a process
that holds much else and on a slow machine; what does not takes minutes or hours."""
