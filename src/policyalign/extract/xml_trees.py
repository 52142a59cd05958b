"""XML from anybody: parsed without anything from outside, and asked by local names, whatever the namespace."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from lxml import etree

from policyalign.archives import Archive
from policyalign.errors import UnreadableFile
from policyalign.messages import ReadingCode

# A part of a report of a thousand pages has some 30 MB; parsed it takes ten times as much.
MOST_PART_BYTES = 64 * 2**20

Node = Any
"""An element of lxml, which has no types of its own."""


def parse(data: bytes | str, name: str) -> Node:
    """The root of a document. Its own entities are resolved, within the limits of libxml2 on how far they grow.

    Raises:
        UnreadableFile: not well-formed, too large, or in need of something from outside, which is never fetched.
    """
    if len(data) > MOST_PART_BYTES:
        raise UnreadableFile(ReadingCode.part_too_large, file=name, megabytes=len(data) // 2**20)
    parser = etree.XMLParser(resolve_entities="internal", no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableFile(ReadingCode.not_well_formed, file=name) from None


def local(node: Node) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def attribute(node: Node | None, name: str, default: str = "") -> str:
    """The value of an attribute by its local name."""
    if node is None:
        return default
    found = (str(value) for key, value in node.attrib.items() if str(key).rpartition("}")[2] == name)
    return next(found, default)


def children(node: Node | None, *names: str) -> Iterator[Node]:
    """The children of these names, or all elements."""
    for child in node if node is not None else ():
        if local(child) and (not names or local(child) in names):
            yield child


def child(node: Node | None, *path: str) -> Node | None:
    """The first child of that name, and of it the first of the next."""
    for name in path:
        node = next(children(node, name), None)
    return node


def descendants(node: Node | None, *names: str) -> Iterator[Node]:
    """All elements of these names below, in order."""
    if node is not None:
        yield from (one for one in node.iter() if local(one) in names and one is not node)


def read_part(archive: Archive, part: str, name: str) -> Node | None:
    """The root of a part of an Office file; None where there is no such part.

    Raises:
        UnreadableFile: broken, too large, or with a document type, which Office never writes.
    """
    if part not in archive:
        return None
    data = archive.read(part)
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise UnreadableFile(ReadingCode.not_well_formed, file=name)
    return parse(data, name)


def relations(archive: Archive, part: str, name: str) -> dict[str, tuple[str, str]]:
    """What a part refers to, by the id of the relation: the last word of its type, and the part."""
    folder, base = posixpath.split(part)
    root = read_part(archive, f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels", name)
    found = {}
    for one in children(root, "Relationship"):
        if attribute(one, "TargetMode") != "External":
            target = attribute(one, "Target")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attribute(one, "Id")] = attribute(one, "Type").rpartition("/")[2], path
    return found


def main_part(archive: Archive, name: str) -> str:
    """The part that an Office file begins with. Raises :class:`UnreadableFile` where none is named."""
    for kind, path in relations(archive, "", name).values():
        if kind == "officeDocument" and path in archive:
            return path
    raise UnreadableFile(ReadingCode.office_damaged, file=name)
