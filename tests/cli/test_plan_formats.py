"""``policyalign plans add`` and ``plans fetch`` with plans that are no PDF."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import docx
import pytest
from typer.testing import CliRunner, Result

from policyalign.catalogue.library import Library
from policyalign.cli.app import app
from policyalign.config import ReadSettings
from policyalign.domain import Plan
from policyalign.pipeline import read_outline
from policyalign.services import Reader

from support.helpers import Helpers
from support.pdf_server import PdfServer, redirect, send

Command = Callable[..., Result]

TITLE = "港町の花の計画"
SENTENCES = [
    f"市は、{place}の{work}を2029年度までに終え、毎年その結果を公表することとし、必要な費用を見積もって備える。"
    for place in (
        "港の広場",
        "坂の公園",
        "駅前の通り",
        "川沿いの道",
        "学校の庭",
        "市役所の前",
        "寺の参道",
        "岬の展望台",
    )
    for work in ("花壇の植え替え", "並木の手入れ", "水やりの当番", "落ち葉の堆肥", "苗の育成")
]
PAGE = f"<!DOCTYPE html>\n<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><h2>施策</h2>" + "".join(
    f"<p>{one}</p>" for one in SENTENCES
)
ENTRANCE = f"<!DOCTYPE html><html><h1>{TITLE}</h1><p>計画の本文は次のとおりです。</p><a href='plan.pdf'>本文</a></html>"
XML = f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><head>{TITLE}</head>
<div><head>施策</head>{"".join(f"<p>{one}</p>" for one in SENTENCES)}</div></body></text></TEI>"""


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph(TITLE, style="Title")
    document.add_heading("施策", 1)
    for one in SENTENCES:
        document.add_paragraph(one)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


FORMATS = {
    "plan.docx": word(),
    "plan.html": PAGE.encode(),
    "plan.htm": PAGE.encode("cp932"),
    "plan.md": f"# {TITLE}\n\n## 施策\n\n".encode() + "\n\n".join(SENTENCES).encode(),
    "plan.txt": f"{TITLE}\n\n第1章 施策\n".encode() + "\n".join(SENTENCES).encode(),
    "plan.xml": XML.encode(),
}


class InThisProcess(Helpers):
    """Reads files in this process."""

    def reader(self, lane: int = 0) -> Any:
        return self

    def _outline(self, path: Path, plan_id: str) -> Plan:
        return Reader(ReadSettings()).outline(path, plan_id)


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs ``policyalign plans`` in a folder with the plan in every format, and with an empty data folder."""
    monkeypatch.setenv("POLICYALIGN_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("POLICYALIGN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr("policyalign.pipeline.Runtime", InThisProcess)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    for name, content in FORMATS.items():
        Path(name).write_bytes(content)
    return lambda *args: CliRunner().invoke(app, ["plans", *args, "--id", "flowers", "--yes"])


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[PdfServer]:
    server = PdfServer()
    monkeypatch.setattr("policyalign.catalogue.fetching.default_transport", lambda: server.transport)
    yield server
    server.close()


@pytest.mark.parametrize("name", FORMATS)
def test_a_plan_of_any_format_is_kept_as_what_it_is(command: Command, name: str) -> None:
    result = command("add", name)
    assert result.exit_code == 0, result.stderr
    (added,) = Library().plans()
    path = Library().path_of(added)
    assert path.suffix == Path(name).suffix
    assert path.read_bytes() == FORMATS[name]
    assert added.title == TITLE
    assert [one.text for one in read_outline(path).passages] == SENTENCES


def test_a_name_that_lies_does_not_decide(command: Command) -> None:
    Path("plan.docx").rename("plan.data")
    assert command("add", "plan.data").exit_code == 0
    assert Library().path_of(Library().plans()[0]).suffix == ".docx"


def test_what_is_counted_is_told(command: Command) -> None:
    assert f"段落数: {len(SENTENCES) + 2}" in command("add", "plan.html").stderr
    command("add", "plan.docx")
    shown = CliRunner().invoke(app, ["plans", "show", "flowers", "--lang", "en"]).stdout
    assert "Paragraphs: " in shown


@pytest.mark.parametrize(
    ("path", "content", "suffix"),
    [
        ("/plan.docx", word(), ".docx"),
        ("/download", word(), ".docx"),
        ("/plan.html", PAGE.encode(), ".html"),
        ("/plan/", b"\xef\xbb\xbf<!-- plan -->" + PAGE.encode(), ".html"),
        ("/plan.xml", XML.encode(), ".xml"),
    ],
)
def test_office_files_and_pages_are_fetched(
    command: Command, server: PdfServer, path: str, content: bytes, suffix: str
) -> None:
    server.behaviours[path] = partial(send, body=content)
    result = command("fetch", f"https://plans.example{path}")
    assert result.exit_code == 0, result.stderr
    (added,) = Library().plans()
    assert Library().path_of(added).suffix == suffix
    assert Library().path_of(added).read_bytes() == content
    assert (added.title, added.origin) == (TITLE, f"https://plans.example{path}")
    assert list((Library().folder / "fetched").iterdir()) == []


@pytest.mark.parametrize(
    ("path", "content", "told"),
    [
        ("/plan.pdf", PAGE.encode(), "計画のファイル"),  # a page in the place of a file
        ("/plan.docx", PAGE.encode(), "計画のファイル"),
        ("/plan", ENTRANCE.encode(), "入口のページ"),
        ("/plan", b"\x89PNG" + bytes(2000), "計画のファイル"),
        ("/plan", SENTENCES[0].encode() * 30, "計画のファイル"),
        ("/plan", b'{"error": "not found"}', "計画のファイル"),
    ],
)
def test_what_is_no_plan_is_not_kept(command: Command, server: PdfServer, path: str, content: bytes, told: str) -> None:
    server.behaviours[path] = partial(send, body=content, Content_Type="text/html")
    result = command("fetch", f"https://plans.example{path}")
    assert result.exit_code == 1
    (line,) = [line for line in result.stderr.splitlines() if line.startswith("policyalign: ")]
    assert told in line
    assert Library().plans() == ()
    assert list((Library().folder / "fetched").iterdir()) == []


def test_an_archive_of_files_is_no_plan(command: Command, server: PdfServer) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", SENTENCES[0])
    server.behaviours["/plans.zip"] = partial(send, body=packed.getvalue())
    result = command("fetch", "https://plans.example/plans.zip")
    assert result.exit_code == 1
    assert len([line for line in result.stderr.splitlines() if line.startswith("policyalign: ")]) == 1
    assert Library().plans() == ()


def test_the_page_that_the_catalogue_names_may_be_an_entrance_and_is_not_taken(
    command: Command, server: PdfServer
) -> None:
    server.names["www8.cao.go.jp"] = server.names["plans.example"]
    for path in ("/cstp/kihonkeikaku/7honbun.pdf", "/moved"):
        server.behaviours[path] = partial(send, body=PAGE.encode())
    server.behaviours["/cstp/kihonkeikaku/7honbun.pdf"] = redirect("/moved")
    assert command("fetch", "sti7").exit_code == 1
    assert Library().plans() == ()
