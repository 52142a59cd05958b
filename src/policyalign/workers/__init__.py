"""Helper processes: an object that lives in a child process, with limits on time and memory.

A user's script needs no ``if __name__ == "__main__"`` guard, since the child is a plain ``python`` that
never imports the script. The child ends with its parent, however that ends.
"""

from __future__ import annotations

from policyalign.workers.worker import Worker

__all__ = ["Worker"]
