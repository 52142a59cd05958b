"""YAML files that people write: read within limits, and converted into the record that they should be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, ClassVar, Literal, TypeVar, get_args, get_origin, get_type_hints

import msgspec
import yaml

from policyalign.converting import convert
from policyalign.errors import PolicyAlignError, cause
from policyalign.messages import YamlCode
from policyalign.values import Code

MAX_BYTES = 2_000_000
"""The largest file that comes along has some 150,000."""
MAX_NODES = 50_000
"""Values, with all that aliases (``*name``) stand for: a few lines of these can mean billions of values."""
MAX_DEPTH = 20
_QUOTED = 200

Text = Annotated[str, msgspec.Meta(pattern=r"\S")]
"""A text that is not blank."""

T = TypeVar("T")
_Step = tuple[Any, str]
"""A key or index, and how it is shown."""


def load_yaml(path: Path, kind: type[T], error: type[PolicyAlignError] = PolicyAlignError) -> T:
    """The content of a file as a ``kind``: a dataclass, or a mapping or tuple of such.

    Values are taken as they are written, never cast; keys that no field has are refused, and so are tags such
    as ``!!python/object``. Raises ``error``, which names the file, the line and the place (keys, and ids of
    entries), and tells what is expected there.
    """
    source = _Source(path, _read(path, error), error)
    try:
        _check_limits(source)
        content = _content(source)
    except yaml.YAMLError as problem:
        raise source.syntax_fault(problem) from problem
    _check(source, content, kind, ())
    return convert(content, kind)


def entry_lines(path: Path, key: str, error: type[PolicyAlignError] = PolicyAlignError) -> tuple[int, ...]:
    """The lines (from 1) at which the entries of the list ``key`` begin, in a file that :func:`load_yaml` has read."""
    root: Any = yaml.compose(_read(path, error), Loader=_Loader)
    entries = next((value.value for name, value in root.value if name.value == key), ())
    return tuple(entry.start_mark.line + 1 for entry in entries)


def _read(path: Path, error: type[PolicyAlignError]) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise error(YamlCode.yaml_too_large, file=path, **_LIMITS)
        return data.decode("utf-8-sig")
    except (OSError, UnicodeError) as problem:
        raise error(YamlCode.yaml_unreadable, file=path, error=cause(problem)) from problem


_LIMITS = {"bytes": f"{MAX_BYTES:,}", "nodes": f"{MAX_NODES:,}", "depth": str(MAX_DEPTH)}


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # C is faster, and optional
    """Takes plain numbers for numbers, ``null`` and ``~`` for nothing, and all else for text, dates too."""

    yaml_implicit_resolvers: ClassVar[dict[Any, Any]] = {}


for _kind, _first, _pattern in (
    ("int", "-+0123456789", r"[-+]?(?:0|[1-9][0-9]{0,17})$"),
    ("float", "-+0123456789", r"[-+]?[0-9]{1,18}\.[0-9]{1,18}$"),
    ("null", ["", "n", "~"], r"(?:null|~|)$"),
    ("merge", "<", r"<<$"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_kind}", re.compile(_pattern), list(_first))


@dataclass(frozen=True, slots=True)
class _Source:
    """The text of a file, and the error by which its faults are told."""

    path: Path
    text: str
    error: type[PolicyAlignError]

    def fault(self, code: Code, steps: tuple[_Step, ...], **detail: object) -> PolicyAlignError:
        line = _line(_mark(self.text, [step for step, _ in steps]))
        place = "".join(shown for _, shown in steps).removeprefix(".") or "–"
        detail = {name: _shortened(str(value)) for name, value in {**detail, "place": place}.items()}
        return self.error(code, file=self.path.name, line=line, **detail)

    def syntax_fault(self, problem: yaml.YAMLError) -> PolicyAlignError:
        mark = getattr(problem, "problem_mark", None)
        line = _line(mark) if mark else str(1 + self.text.count("\n", 0, getattr(problem, "position", 0)))
        reason = _shortened(str(getattr(problem, "problem", None) or problem))
        return self.error(YamlCode.yaml_syntax, file=self.path.name, line=line, error=reason)


def _shortened(text: str) -> str:
    """A text as it is quoted in one line."""
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else line[:_QUOTED] + "…"


def _check_limits(source: _Source) -> None:
    """Count what a text stands for before anything is built from it."""
    sizes: dict[str | None, int] = {}
    begun: list[tuple[str | None, int]] = []
    count = 0
    events: Iterable[Any] = yaml.parse(source.text, Loader=_Loader)
    for event in events:
        if isinstance(event, yaml.AliasEvent):
            count += sizes.get(event.anchor, 0)
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = begun.pop()
            sizes[anchor] = count - before
        elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            if event.tag is not None:
                line = _line(event.start_mark)
                raise source.error(YamlCode.yaml_tag, file=source.path.name, line=line, tag=_shortened(event.tag))
            sizes[event.anchor] = 1
            if isinstance(event, yaml.CollectionStartEvent):
                begun.append((event.anchor, count))
                sizes[event.anchor] = MAX_NODES + 1  # within itself it stands for no end of values
            count += 1
        if count > MAX_NODES or len(begun) > MAX_DEPTH:
            raise source.error(YamlCode.yaml_too_large, file=source.path, **_LIMITS)


def _content(source: _Source) -> object:
    """The values of a text that is within the limits."""
    loader = _Loader(source.text)
    try:
        node = loader.get_single_node()
        _check_keys(source, node)
        return None if node is None else loader.construct_document(node)
    finally:
        loader.dispose()


def _check_keys(source: _Source, node: Any) -> None:
    """Refuse a key that stands twice in one mapping: YAML would lose all but the last, without a word."""
    if isinstance(node, yaml.SequenceNode):
        for part in node.value:
            _check_keys(source, part)
    elif isinstance(node, yaml.MappingNode):
        seen: dict[str, Any] = {}
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                first = seen.setdefault(key.value, key)
                if first is not key:
                    lines = {"line": _line(key.start_mark), "first": _line(first.start_mark)}
                    raise source.error(YamlCode.yaml_twice, file=source.path.name, key=_shortened(key.value), **lines)
            _check_keys(source, value)


def _check(source: _Source, value: object, kind: Any, steps: tuple[_Step, ...]) -> None:
    """Raise the fault of the first part of a value that is not of its kind."""
    kind, bare, arguments = _taken_apart(kind, value)
    fault = _fault_of(value, kind)
    if not fault and not _has_records(kind):
        return
    if is_dataclass(bare) and isinstance(value, dict):
        _check_fields(source, value, bare, steps)
    elif bare in (dict, Mapping) and isinstance(value, dict):
        for key, part in value.items():
            _check(source, key, arguments[0], (*steps, _key(key)))
            _check(source, part, arguments[1], (*steps, _key(key)))
    elif bare in (tuple, frozenset) and isinstance(value, list):
        for index, part in enumerate(value):
            _check(source, part, arguments[0], (*steps, _entry(index, part)))
    if fault:
        code = YamlCode.yaml_mapping if is_dataclass(bare) else _EXPECTED.get(bare, YamlCode.yaml_value)
        allowed = ", ".join(map(str, arguments))
        raise source.fault(code, steps, found=value, allowed=allowed, error=fault)


def _check_fields(source: _Source, value: dict[Any, Any], kind: Any, steps: tuple[_Step, ...]) -> None:
    hints = _hints(kind)
    for key in value:
        if key not in hints:
            raise source.fault(YamlCode.yaml_unknown, (*steps, _key(key)), allowed=", ".join(hints))
    for key, part in value.items():
        _check(source, part, hints[key], (*steps, _key(key)))
    for field in fields(kind):
        if field.default is MISSING and field.default_factory is MISSING and field.name not in value:
            raise source.fault(YamlCode.yaml_missing, steps, field=field.name)


def _fault_of(value: object, kind: Any) -> str:
    try:
        convert(value, kind)
    except msgspec.ValidationError as error:
        return str(error)
    return ""


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


@cache
def _has_records(kind: Any) -> bool:
    """Whether a value of this kind may hold keys that ``msgspec`` would pass over."""
    return is_dataclass(kind) or any(_has_records(one) for one in get_args(kind))


_EXPECTED: Mapping[Any, Code] = {
    str: YamlCode.yaml_text,
    dict: YamlCode.yaml_mapping,
    Mapping: YamlCode.yaml_mapping,
    tuple: YamlCode.yaml_list,
    frozenset: YamlCode.yaml_list,
    Literal: YamlCode.yaml_choice,
}


def _taken_apart(kind: Any, value: object) -> tuple[Any, Any, tuple[Any, ...]]:
    """A kind, without ``None`` for a value that is not; what it is without arguments; and its arguments."""
    arguments = get_args(kind)
    if NoneType in arguments and value is not None:
        return _taken_apart(next(one for one in arguments if one is not NoneType), value)
    if get_origin(kind) is Annotated:
        _, bare, inner = _taken_apart(arguments[0], value)
        return kind, bare, inner
    return kind, get_origin(kind) or kind, arguments


def _key(key: object) -> _Step:
    return key, f".{key}"


def _entry(index: int, part: object) -> _Step:
    name = part.get("id") if isinstance(part, dict) else None
    return index, f"[{name if isinstance(name, str | int) else index + 1}]"


def _mark(text: str, steps: Sequence[Any]) -> Any:
    """Where a part begins, or else the innermost part around it that is not merged in from elsewhere."""
    node: Any = yaml.compose(text, Loader=_Loader)
    mark = node.start_mark if node else None
    for step in steps:
        if isinstance(node, yaml.SequenceNode):
            found = [(node.value[step], node.value[step])]
        else:
            found = [pair for pair in node.value if pair[0].value == str(step)]
        if not found:
            break
        mark, node = found[-1][0].start_mark, found[-1][1]
    return mark


def _line(mark: Any) -> str:
    return str(mark.line + 1) if mark else "1"
