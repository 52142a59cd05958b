"""Collections of small plans, and the command in a process of its own."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

TOPICS = ("量子計測", "海洋観測", "衛星測位", "水素利用", "防災通信", "学校の情報化")

# A shell that starts the tests in the background has its children ignore the signal.
_COMMAND = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from policyalign.__main__ import main
main()
"""


def write_plans(folder: Path, count: int = 4) -> None:
    """So many plans in Markdown, each about something else."""
    folder.mkdir(parents=True, exist_ok=True)
    for topic in TOPICS[:count]:
        (folder / f"{topic}.md").write_text(plan_text(topic), encoding="utf-8")


def plan_text(topic: str) -> str:
    """A plan of two measures."""
    return (
        f"# {topic}基本計画\n\n## 第1章 現状\n\n{topic}の重要性が高まっている。\n\n## 第2章 施策\n\n"
        f"### {topic}の研究開発\n\n文部科学省は、2027年度までに{topic}の研究開発を行う。\n\n"
        f"### {topic}の社会実装\n\n経済産業省は、2030年度までに{topic}の実証を進め、社会実装を支援する。\n"
    )


def command(*words: object, **settings: Any) -> subprocess.Popen[str]:
    """``policyalign collection …`` as it begins."""
    line = [sys.executable, "-c", _COMMAND, "collection", *map(str, words)]
    return subprocess.Popen(
        line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", **settings
    )


def told(*words: object, **settings: Any) -> tuple[int, str, str]:
    """Its exit code and all that it says."""
    with command(*words, **settings) as process:
        out, err = process.communicate(timeout=600)
    return process.returncode, out, err


def digests(collection: Path) -> Mapping[str, str]:
    """All files that count, by SHA-256; nothing else may lie among them."""
    files = (path for path in sorted(collection.rglob("*")) if path.is_file())
    kept = {path.relative_to(collection).as_posix(): path for path in files}
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in kept.items() if name[:5] != "work/"}
