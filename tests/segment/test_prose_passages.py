"""Role and stage of whole passages as plans, reports, guidelines and local plans write them.

Every passage is made for this test; the stage is the highest one, 0 for none.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from policyalign.domain import Passage
from policyalign.lab.text_plans import text_plan
from policyalign.segment.annotate import annotate
from policyalign.segment.language import Language
from policyalign.segment.sentences import split_sentences
from policyalign.values import Role

from support.plans import ANCHOR

PASSAGES: tuple[tuple[Role, int, str], ...] = (
    ("background", 0, "我が国の漁業生産量は、1984年をピークに減少している。就業者の高齢化も進んでいる。"),
    ("issue", 0, "沿岸の藻場では磯焼けが広がっており、回復が遅れている。担い手の不足も深刻である。"),
    ("issue", 0, "一方で、漁港の施設の老朽化が進んでおり、更新の費用が漁協の経営を圧迫するおそれがある。"),
    (
        "principle",
        0,
        "水産資源は国民共有の財産である。将来の世代が恵みを受け続けられるよう、持続的な利用を図ることが重要である。",
    ),
    ("principle", 0, "森林の整備に当たっては、地域の実情を踏まえ、関係者の合意を得ながら進めていく必要がある。"),
    (
        "measure",
        4,
        "藻場の回復には長い時間を要する。このため、国は、モデル海域で再生手法の実証を行うとともに、漁業者の食害対策を支援する。担い手の確保も重要である。",
    ),
    ("measure", 5, "漁村の魅力を発信し、滞在型の観光を推進する。また、空き家の活用を進める。"),
    ("measure", 1, "政府は、漁獲の報告の在り方について、有識者の意見を聴きつつ検討を進め、結論を得る。"),
    ("measure", 6, "電動漁船については、導入拡大に向けた補助を行い、全国の漁港への普及を図る。"),
    ("measure", 3, "水産庁は、2026年度から、漁場の水温を測る浮標の開発を行う。"),
    ("target", 6, "2030年度までに、電動漁船の割合を2割とすることを目指す。このため、充電設備への補助を行う。"),
    ("target", 6, "2035年における水産物の輸出額を1.2兆円とする。"),
    ("measure", 2, "資源管理の法制度を見直し、2027年の通常国会に改正法案を提出する。"),
    ("measure", 5, "市町村は、津波警報が発表されたときは、直ちに避難の指示を行うものとする。"),
    ("", 0, "以下、漁港ごとの取組を示す。"),
    ("", 0, "表2-1 漁港の整備の状況"),
    ("measure", 5, "国、地方公共団体、事業者は、連携して海洋ごみの回収に取り組む。"),
    ("background", 0, "欧州では、2023年に新しい規則が採択された。米国も、輸入の監視を強めている。"),
    ("principle", 0, "海の恵みを次の世代に引き継ぐことを基本理念とする。"),
    ("measure", 5, "国は、海況の観測網を運用しており、今後、観測点を増やしていく。"),
    ("measure", 4, "養殖の自動化については、一部の海域で試行的に導入し、効果を検証する。"),
    ("measure", 5, "漁業共済の加入を促すため、掛金の一部を引き続き助成する。"),
    ("issue", 0, "海洋ごみの実態は十分に把握されておらず、対策の効果も検証されていない。"),
    (
        "principle",
        0,
        "漁業者の所得の向上と資源の保全の両立を図る観点から、施策を一体的に講じていくことが不可欠である。",
    ),
    ("measure", 6, "成功した漁協の取組を全国に横展開する。"),
    ("measure", 3, "冷凍施設の集約と再整備を進める。"),
    ("background", 0, "漁港は、全国に約2,800あり、漁業の拠点となっている。"),
    ("measure", 1, "磯焼けの原因について調査を行い、対策の方向性を整理する。"),
    (
        "background",
        0,
        "データの利用は、あらゆる産業に広がっている。特に製造業では、工程の自動化を通じて生産性が大きく向上した。",
    ),
    ("issue", 0, "しかしながら、中小企業では専門の人材が確保できていない。導入の費用も障壁となっている。"),
    ("principle", 0, "利用者の権利の保護と技術の発展の両立を基本とする。"),
    ("principle", 0, "こうした状況を踏まえ、官民が協力して基盤を整えることが求められている。"),
    ("measure", 5, "総務省は、中小企業の相談に応じる窓口を運営する。"),
    ("measure", 3, "次世代の計算基盤を2028年度までに整備する。"),
    ("measure", 2, "安全性の評価の指針を2026年度中に策定する。"),
    ("measure", 1, "課税の在り方については、引き続き検討する。"),
    ("measure", 6, "成果を普及させるため、全国の工業試験場で講習を行い、横展開を図る。"),
    ("measure", 4, "山間部で、無人の配送の実証実験を実施する。"),
    ("target", 6, "2030年までに、専門人材を10万人育成することを目標とする。"),
    ("measure", 5, "町は、毎年9月に総合防災訓練を実施する。"),
    ("measure", 5, "本部長は、必要があると認めるときは、知事に対し応援を要請する。"),
    ("measure", 5, "避難所の運営は、自主防災組織が学校と協力して行う。"),
    ("measure", 5, "住民は、家具の固定や食料の備蓄に努める。"),
    ("background", 0, "本町は、三方を山に囲まれ、冬季の積雪は2メートルを超える。"),
    ("background", 0, "過去の大地震では、橋の落下により孤立した集落があった。"),
    ("principle", 0, "防災の基本は、自らの命は自ら守ることである。"),
    ("measure", 5, "各府省は、調達に当たり、費用と安全性を比較し、最も適した方式を選定する。"),
    ("background", 0, "仮想化とは、一台の機械を複数の機械に見せる技術である。"),
    ("background", 0, "英国の研究会議は、2022年に支援の制度を統合した。この結果、申請の件数は倍増した。"),
    ("background", 0, "中国では、研究開発費の伸びが続いており、論文の数でも首位に立つ。"),
    ("issue", 0, "電子計算機の消費電力の増大が懸念されている。"),
    ("background", 0, "調査によれば、回答者の6割が利用の経験を持つ。"),
    ("measure", 5, "関係府省は、毎年度、進捗を確認し、必要に応じて見直す。"),
    ("measure", 3, "老朽化した橋の架替えを計画的に進める。"),
    ("measure", 5, "森林組合に対し、機械の購入費を補助する。"),
    ("principle", 0, "再生可能エネルギーの導入は、地域との共生が大前提である。"),
    ("issue", 0, "系統の容量に空きがなく、新たな発電所の接続が困難となっている。"),
    ("measure", 6, "高効率の給湯器の普及を促進する。"),
    ("background", 0, "世界の需要は、2040年には現在の1.5倍になると見込まれている。"),
    ("measure", 3, "国は、地下の貯留に適した地点の開発を後押しする。"),
    ("measure", 5, "同志国と連携し、重要鉱物の供給網を強靱化する。"),
    ("principle", 0, "特定の国に過度に依存することなく、調達先を多角化していくことが重要である。"),
    ("target", 6, "2030年に水素の供給量を300万トンに拡大することを目指す。"),
    ("target", 6, "2030年度までに一般廃棄物の最終処分量を2022年度比で5％削減することを目標とする。"),
    ("target", 5, "2030年度までに、全ての低濃度の廃棄物を処分することを目標とする。"),
    ("measure", 2, "政府は、2027年の通常国会に、新たな枠組みを定める法案を提出する。"),
    (
        "measure",
        4,
        "総務省は、2022年度に制度の論点を整理した。これを踏まえ、2024年度から2026年度にかけて技術試験を実施する。",
    ),
    ("measure", 4, "自動運転の移動サービスについて、複数の地域で試験的な運行を行う。"),
    ("issue", 0, "里地里山では、人口の減少により管理の担い手が失われつつある。"),
    ("background", 0, "担い手の数は、近年、回復しつつある。"),
    ("issue", 0, "事業者からは、手続が煩雑であるとの声が上がっている。"),
    ("measure", 6, "環境に配慮した製品の需要を喚起し、市場の拡大を図る。"),
    ("background", 0, "桜市では、2019年度に蓄電の設備を導入"),
    ("background", 0, "2018年9月から2020年3月までに堤防を補強"),
    ("measure", 5, "2035年度に蓄電の設備を導入"),
    ("measure", 5, "2019年度に定めた計画に基づく巡視の実施"),
)


@pytest.fixture(scope="module")
def read(language: Language) -> dict[str, Passage]:
    passages = [
        Passage(str(number), "p", "paragraph", text, None, (), (ANCHOR,), split_sentences(text))
        for number, (_, _, text) in enumerate(PASSAGES)
    ]
    plan = replace(text_plan("p", (), passages), decided=2024)
    sentences = [one.text[start:end] for one in passages for start, end in one.sentences]
    return {one.text: one for one in annotate(plan, language.analyse(sentences)).passages}


@pytest.mark.parametrize(("role", "stage", "text"), PASSAGES)
def test_role_and_stage_of_a_passage(read: dict[str, Passage], role: Role, stage: int, text: str) -> None:
    found = read[text]
    assert (found.role, max(found.stages, default=0)) == (role, stage)
