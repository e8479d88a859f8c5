"""The twelve recommendations of the guideline, their printed grades, the rules that carry them out."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from guidelines.findings import Grade
from guidelines.terms import Text


@dataclass(frozen=True, slots=True)
class Graded:
    """One statement of a recommendation with the grade printed after it."""

    words: Text
    grade: Grade


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One numbered recommendation; `rules` are the ids of the catalogue that act on it."""

    number: int
    statements: tuple[Graded, ...]
    rules: tuple[str, ...]

    @property
    def source(self) -> str:
        """Return how it is cited."""
        return f"GL Rec {self.number}"

    @property
    def grades(self) -> tuple[Grade, ...]:
        """Return the grades as printed, in their order."""
        return tuple(statement.grade for statement in self.statements)


def _one(number: int, grade: Grade, zh: str, en: str, *rules: str) -> Recommendation:
    return Recommendation(number, (Graded(Text(zh, en), grade),), rules)


_ALL = (
    _one(
        1,
        Grade.STRONG_HIGH,
        "确诊肺癌且有骨转移高危因素者，初筛首选放射性核素骨显像。",
        "Confirmed lung cancer with high-risk factors for bone metastasis: a bone scan is the first choice "
        "for screening.",
        *("DX-01", "DX-02", "DX-03", "DX-T01"),
    ),
    _one(
        2,
        Grade.WEAK_HIGH,
        "初筛骨显像阳性者，有必要用 CT、MRI、PET/CT 或骨活检进一步评估，明确诊断。",
        "Bone scan positive: evaluate further with CT, MRI, PET/CT or bone biopsy to settle the diagnosis.",
        *("DX-17", "DX-T08", "DX-T09"),
    ),
    _one(
        3,
        Grade.STRONG_HIGH,
        "仅有孤立性骨破坏病灶时，应积极行病灶活检；确诊肺癌且全身多发骨破坏时，不必骨活检。",
        "Only a solitary destructive lesion: biopsy it actively. Lung cancer confirmed with widespread bone "
        "destruction: no bone biopsy is needed.",
        *("DX-22", "DX-23", "DX-T10", "DX-T12"),
    ),
    _one(
        4,
        Grade.STRONG_HIGH,
        "确诊肺癌骨转移者，推荐 MDT，个体化制定综合治疗方案。",
        "Confirmed bone metastasis of lung cancer: multidisciplinary team, individual comprehensive plan.",
        *("MDT-01", "MDT-T01", "DX-T24"),
    ),
    Recommendation(
        5,
        (
            Graded(
                Text(
                    "确诊肺癌骨转移者，如无禁忌，均推荐应用骨改良药物。",
                    "Confirmed bone metastasis, no contraindication: a bone-modifying drug is recommended.",
                ),
                Grade.STRONG_HIGH,
            ),
            Graded(
                Text(
                    "不推荐常规使用骨改良药物作预防性治疗。",
                    "Routine use as prevention is not recommended.",
                ),
                Grade.WEAK_MODERATE,
            ),
        ),
        ("BMA-01", "BMA-03"),
    ),
    _one(
        6,
        Grade.STRONG_HIGH,
        "如无禁忌，推荐双膦酸盐或 RANKL 抑制剂降低骨相关事件风险。",
        "Without contraindication a bisphosphonate or a RANKL inhibitor is recommended to lower the risk of "
        "skeletal events.",
        "BMA-04",
    ),
    Recommendation(
        7,
        (
            Graded(
                Text(
                    "使用双膦酸盐期间出现二次骨相关事件，不建议立即停用双膦酸盐。",
                    "A second skeletal event on a bisphosphonate: do not stop it at once.",
                ),
                Grade.STRONG_MODERATE,
            ),
            Graded(
                Text(
                    "也可考虑换用 RANKL 抑制剂或另一种双膦酸盐。",
                    "Switching to a RANKL inhibitor or another bisphosphonate can be considered.",
                ),
                Grade.WEAK_MODERATE,
            ),
        ),
        ("BMA-16", "BMA-16b", "BMA-21"),
    ),
    _one(
        8,
        Grade.STRONG_MODERATE,
        "使用骨改良药物前后均应常规检查口腔，以降低颌骨坏死风险。",
        "Check the mouth routinely before and after a bone-modifying drug to lower the risk of jaw necrosis.",
        *("ONJ-01", "ONJ-02"),
    ),
    _one(
        9,
        Grade.STRONG_LOW,
        "多发骨转移应优先全身系统治疗，并及早、持续、有效地阶梯镇痛。",
        "Multiple bone metastases: systemic treatment first, with early, sustained, effective stepwise "
        "analgesia.",
        *("PAIN-13", "SYS-01"),
    ),
    _one(
        10,
        Grade.STRONG_MODERATE,
        "全身治疗后仍无法改善的顽固性骨痛、病理性骨折和脊髓压迫，首选局部体外放疗，特别是 SBRT。",
        "Refractory bone pain, pathological fracture or cord compression not improved by systemic treatment: "
        "local external beam radiotherapy, especially SBRT, is preferred.",
        *("RT-01", "RT-05", "MDT-T07"),
    ),
    _one(
        11,
        Grade.WEAK_MODERATE,
        "全身治疗有效，但有局部或孤立骨转移、脊柱受累者，可在外科充分评估后手术。",
        "Systemic treatment effective, local or solitary bone metastasis with the spine involved: surgery is "
        "possible after full surgical evaluation.",
        *("SUR-02", "MDT-T06"),
    ),
    _one(
        12,
        Grade.WEAK_MODERATE,
        "溶骨性病灶可用消融联合骨成形术（骨水泥），控制病灶并恢复骨结构稳定。",
        "Lytic lesions: ablation with bone cement can control the lesion and restore stability.",
        *("INT-01", "MDT-T13"),
    ),
)

RECOMMENDATIONS: Mapping[int, Recommendation] = MappingProxyType({one.number: one for one in _ALL})


def recommendations_behind(rule_id: str) -> tuple[Recommendation, ...]:
    """Return the recommendations that this rule carries out; empty for a rule that has none."""
    return tuple(one for one in RECOMMENDATIONS.values() if rule_id in one.rules)
