"""Published values to compare with: how they are printed, for whom, where (section 9).

They are comparisons, not targets. What a source shows only as a picture has no number here.
"""

from dataclasses import dataclass
from decimal import Decimal

from guidelines.terms import Term, Text


class Relation(Term):
    """How a published value is worded."""

    EXACT = "EXACT", "{value}", "{value}"
    ABOUT = "ABOUT", "约 {value}", "about {value}"
    BELOW = "BELOW", "低于 {value}", "below {value}"
    ABOVE = "ABOVE", "高于 {value}", "above {value}"


class Unit(Term):
    """What the number of a published value counts."""

    PERCENT = "PERCENT", "{number}%", "{number}%"
    PERCENT_PER_YEAR = "PERCENT_PER_YEAR", "每年 {number}%", "{number}% per year"
    MONTHS = "MONTHS", "{number} 个月", "{number} months"


class Stratum(Term):
    """The group a published value belongs to (VOC-02 and the groups the texts print)."""

    OVERALL = "OVERALL", "总体", "Overall"
    TIER_1_2 = "TIER_1_2", "一二线城市", "First or second tier city"
    TIER_3_4 = "TIER_3_4", "三四线城市", "Third or fourth tier city"
    GENERAL = "TERTIARY_GENERAL", "三级综合医院", "Tertiary general hospital"
    ONCOLOGY = "ONCOLOGY", "肿瘤专科医院", "Oncology hospital"
    PROV_ONCOLOGY = "PROV_ONCOLOGY", "省级肿瘤专科医院", "Provincial oncology hospital"
    PREF_ONCOLOGY = "PREF_ONCOLOGY", "地市级肿瘤专科医院", "Prefectural oncology hospital"
    SECONDARY_GENERAL = "SECONDARY_GENERAL", "二级综合医院", "Secondary general hospital"
    USA_LARGE = "USA_LARGE", "美国大型医院", "Large hospitals in the USA"
    CHIEF = "CHIEF", "主任医师", "Chief physician"
    ASSOC_CHIEF = "ASSOC_CHIEF", "副主任医师", "Associate chief physician"
    ATTENDING = "ATTENDING", "主治医师", "Attending physician"
    WITH_SYMPTOMS = "WITH_SYMPTOMS", "有骨症状", "With bone symptoms"
    WITHOUT_SYMPTOMS = "WITHOUT_SYMPTOMS", "无骨症状", "Without bone symptoms"
    AT_DIAGNOSIS = "AT_DIAGNOSIS", "确诊时", "At diagnosis"
    ANTI_TUMOUR_ALONE = "ANTI_TUMOUR_ALONE", "仅抗肿瘤治疗", "Anti-tumour treatment alone"
    LESIONS_1 = "1", "1 处", "1 lesion"
    LESIONS_2_3 = "2-3", "2～3 处", "2-3 lesions"
    LESIONS_4_5 = "4-5", "4～5 处", "4-5 lesions"
    LESIONS_OVER_5 = ">5", "5 处以上", "More than 5 lesions"
    SPINE = "SPINE", "脊柱", "Spine"
    LOWER_LIMB = "LOWER_LIMB", "下肢骨", "Lower limb"
    AXIAL = "AXIAL", "中轴骨（颅骨、胸肋骨）", "Axial (skull, sternum, ribs)"
    UPPER_LIMB = "UPPER_LIMB", "上肢骨", "Upper limb"
    BISPHOSPHONATE = "BP", "双膦酸盐", "Bisphosphonates"
    DENOSUMAB = "DENOSUMAB", "地舒单抗", "Denosumab"
    DENOSUMAB_YEAR_1 = "DENOSUMAB_YEAR_1", "地舒单抗第 1 年", "Denosumab, year 1"
    DENOSUMAB_YEAR_2 = "DENOSUMAB_YEAR_2", "地舒单抗第 2 年", "Denosumab, year 2"
    DENOSUMAB_LATER = "DENOSUMAB_LATER", "地舒单抗此后", "Denosumab, later"
    ZOLEDRONATE = "ZOLEDRONATE", "唑来膦酸", "Zoledronic acid"
    IBANDRONATE = "IBANDRONATE", "伊班膦酸", "Ibandronate"
    COMPLETE_RELIEF = "COMPLETE_RELIEF", "完全缓解（上限）", "Complete relief, at most"


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One published value of one group.

    `low` equals `high` for a single number; both are None where the text gives a word and no number.
    """

    stratum: Stratum
    low: Decimal | None
    high: Decimal | None
    source: str
    relation: Relation = Relation.EXACT
    unit: Unit = Unit.PERCENT
    words: Text | None = None

    @property
    def shown(self) -> Text:
        """Return the value as the source words it."""
        if self.words is not None:
            return self.words
        return Text(self._worded("zh", "～"), self._worded("en", "-"))

    def _worded(self, language: str, dash: str) -> str:
        low, high = str(self.low), str(self.high)
        mark = "" if self.unit is Unit.MONTHS else "%"
        number = low if low == high else f"{low}{mark}{dash}{high}"
        value = self.unit.label.get(language).format(number=number)
        return self.relation.label.get(language).format(value=value)


def printed(
    stratum: Stratum,
    value: str,
    source: str,
    relation: Relation = Relation.EXACT,
    unit: Unit = Unit.PERCENT,
) -> Benchmark:
    """Return a published number, "59", or range, "15-26"."""
    low, _, high = value.partition("-")
    return Benchmark(stratum, Decimal(low), Decimal(high or low), source, relation, unit)


def worded(stratum: Stratum, zh: str, en: str, source: str) -> Benchmark:
    """Return a published word that comes without a number."""
    return Benchmark(stratum, None, None, source, words=Text(zh, en))
