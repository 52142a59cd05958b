"""The engines by their names."""

from __future__ import annotations

from policyalign.collection.engine import Engine
from policyalign.errors import InputError
from policyalign.messages import CollectionCode
from policyalign.values import Workers


def engine_named(name: str = "local", workers: Workers = "auto", address: str = "") -> Engine:
    """An engine that runs so many tasks at a time; ``address`` is that of a cluster, for one that has one.

    Raises ``InputError`` where there is no engine of this name.
    """
    if name == "local":
        from policyalign.collection.local import LocalEngine

        return LocalEngine(workers)
    if name == "ray":
        from policyalign.collection.ray_engine import RayEngine

        return RayEngine(workers, address)
    raise InputError(CollectionCode.collection_engine, name=name)
