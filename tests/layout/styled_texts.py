"""Texts to set in any style: those of the sample plans, and one written here that no rule was set on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from layout.styled_pages import Text

from support.yaml_data import read_yaml

SAMPLES = Path(__file__).resolve().parents[2] / "corpora" / "samples"
_NOTE = re.compile(r"\{注\|([^}]*)\}")


def sample_text(name: str) -> list[Text]:
    """Headings, paragraphs and items of a sample plan; its tables and notes are left out."""
    content = read_yaml(SAMPLES / f"{name}.yaml")
    return _texts(content["body"])


def _texts(blocks: list[dict[str, Any]]) -> list[Text]:
    found: list[Text] = []
    for block in blocks:
        kind, value = next(iter(block.items()))
        if kind in ("columns", "landscape"):
            found += _texts(value)
        elif kind.startswith("h"):
            found.append(Text("heading", _NOTE.sub("", value), int(kind[1])))
        elif kind == "p":
            found += [Text("text", _NOTE.sub("", "".join(part.split("\n")))) for part in value.strip().split("\n\n")]
        elif kind == "items":
            found += [Text("item", _NOTE.sub("", item)) for item in value]
    return found


# Written to be awkward: short paragraphs, Latin names and sums at line ends, quotations, lists without full stops,
# paragraphs that begin like they went on (にぎわい, とりわけ), figures and notes in mid-sentence.
HARBOUR: tuple[Text, ...] = (
    Text("heading", "第１章　港町の水と灯り", 1),
    Text("text", "汐入町は、三方を丘に囲まれた入り江の町である。人口は2,480人、世帯数は1,106で、毎年およ"
    "そ40人ずつ減っている。"
    "町の上水道は昭和32年に引かれ、配水管の延長84.6 kmのうち51.3 kmが法定の耐用年数を"
    "過ぎた。夏の渇水と冬の凍結が重なった年には、"
    "断水が延べ19日に及んだ。"),
    Text("text", "とりわけ、丘の上の三地区では水圧が足りず、二階の蛇口から水が出ない家が残る。"),
    Text("text", "にぎわいを取り戻すには、まず暮らしの土台を直さなければならない。町は、令和９年度から令和14年度"
    "までの６年間を「土台の六年」と呼び、"
    "水道、街路灯、防潮扉の三つを順に改める。費用は合わせて31億4,000万円と見込まれ、このうち1"
    "8億円を国の交付金で、残りを町債と"
    "Blue Harbour Fund（漁協と商工会が出し合う基金）で賄う。"),
    Text("figure", "取水口|浄水場|配水池|丘の上の地区|図１　水の道筋"),
    Text("text", "配水池は高さ62mの丘に置き、停電しても自然に流れ下るようにする。"),
    Text("heading", "第１節　進め方", 2),
    Text("text", "事業は次の順に進める。"),
    Text("item", "・丘の上の三地区の配水管を、口径150mmの耐震管に替える（令和９年度から令和10年度まで）"),
    Text("item", "・浄水場の計器をSCADAにつなぎ、漏水を夜間の流量から見付け出すとともに、見付けた場所を住民の"
    "地図に載せる"),
    Text("item", "・防潮扉24基に電動機を付ける"),
    Text("text", "ただし、工事の順は、漁期と重ならないように毎年度定める。町長は、「海に出る日を工事のために失わせ"
    "ない」と町議会で述べており、"
    "港の内側の工事は12月から翌年２月までの間に限る。"),
    Text("note", "1　漁期は県の漁業調整規則による。"),
    Text("heading", "１．街路灯", 3),
    Text("text", "街路灯612基のうち、407基は水銀灯のままである。これらを令和11年度末までにLEDに替え、電"
    "気料金を年間780万円減らす。減らした分は、"
    "通学路に新しい灯りを立てる費用に回す。"),
    Text("text", "灯りの色は、渡り鳥とウミガメの産卵を妨げないよう、波長の長いものを選ぶ。"),
    Text("text", "なお、浜に面した38基は、産卵の時期である６月から８月まで、午後９時に消す。"),
    Text("heading", "２．防潮扉を人が閉めに行かずに済むようにするための遠隔操作の仕組みと訓練", 3),
    Text("text", "防潮扉は、これまで消防団員が走って閉めてきた。平成23年の津波では、閉めに向かった団員２人が逃げ"
    "遅れている。今後は、役場と消防署の"
    "いずれからも閉められるようにし、扉ごとに水位計とカメラを置く。操作の訓練は年に２回、うち１回は夜間に行い、"
    "閉め終わるまでの時間を公表する。"),
    Text("text", "通信が途切れたときは、潮位が1.8mを超えた時点で扉がひとりでに閉まる。"),
    Text("text", "以上の取組により、令和14年度末には、断水の日数を年３日以内に、扉を閉めるまでの時間を11分から"
    "４分に縮める。"),
)  # fmt: skip

LAW: tuple[Text, ...] = (
    Text("heading", "第一章　総則", 1),
    Text("item", "第一条　この条例は、港の水面を安全に使うための決まりを定め、漁業を営む者と港を訪れる者がともに安"
    "心して"
    "過ごせるようにすることを目的とする。"),
    Text("item", "第二条　この条例において、次の各号に掲げる用語の意義は、それぞれ当該各号に定めるところによる。"),
    Text("item", "一　港内　防波堤の先端を結んだ線から陸側の水面であって、町長が定める範囲のもの"),
    Text("item", "二　小型船　長さ12m未満の船（漁業に用いるものを除く。）をいい、櫓又は櫂のみで動かすものを含む"
    "ものとして"
    "町長が定めるもの"),
    Text("item", "三　夜間　日没から日出までの間"),
    Text("item", "２　前項第一号の範囲は、毎年四月一日に公示する。ただし、台風その他の理由により防波堤が損なわれた"
    "ときは、"
    "速やかに改めて公示するものとする。"),
    Text("item", "第三条　何人も、港内において次に掲げる行為をしてはならない。"),
    Text("item", "一　遊泳"),
    Text("item", "二　いかりを下ろして三時間を超えて停泊すること。"),
    Text("heading", "第二章　許可", 1),
    Text("item", "第四条　港内に工作物を設けようとする者は、町長の許可を受けなければならない。許可を受けた事項を変"
    "更しようと"
    "するときも、同様とする。"),
)  # fmt: skip
MINUTES: tuple[Text, ...] = (
    Text("heading", "２．議事", 1),
    Text("item", "○座長　それでは、資料２について事務局から説明をお願いしたい。質疑は説明の後にまとめて行うので、"
    "御意見のある方は挙手されたい。"),
    Text("item", "○事務局　資料２を御覧いただきたい。昨年度の漏水の調査では、町内の配水管のうち三割で水量の二割以"
    "上が失われていた。"
    "原因の多くは継手のゆるみであり、管そのものの傷みは少ない。このため、まず継手の交換から始めたい。"),
    Text("item", "○汐田委員　賛成である。"),
    Text("item", "○浜崎委員　継手の交換だけで何年もつのか。過去に同じような工事をした隣町では、五年後に再び漏れが"
    "増えたと聞く。"),
    Text("item", "○事務局　御指摘のとおりであり、十年後の管の入替えまでのつなぎと考えている。"),
)  # fmt: skip
QUESTIONS: tuple[Text, ...] = (
    Text("item", "問１　断水のときの給水はどこで受けられるか。"),
    Text("item", "答　町内の六か所の井戸と、役場の前に置く給水車で受けられる。井戸の水は煮沸してから飲むこと。場所は"
    "防災地図に載せるほか、広報車でも知らせる。"),
    Text("item", "問２　給水車に並ぶことのできない高齢者にはどのように届けるのか。また、届け先はどのようにして決め"
    "るのか、その基準を"
    "示してほしい。"),
    Text("item", "答　民生委員が名簿に基づき届ける。"),
)  # fmt: skip
BULLETS: tuple[Text, ...] = (
    Text("heading", "３　今後の取組", 1),
    Text("item", "● 配水管の耐震化を前倒しし、丘の上の三地区では令和10年度までに完了"),
    Text("item", "● 漏水の見える化（夜間流量の常時監視、住民への通知、修繕の優先順位の公表）により、有収率を71"
    "％から85％へ引上げ"),
    Text("item", "・計器の更新は浄水場から着手"),
    Text("item", "・町内の水道工事店と協定を結び、休日及び夜間にも二時間以内に現場へ到着できる体制を構築"),
    Text("item", "● 隣接する二町との広域化について、令和９年度中に結論"),
)  # fmt: skip
