"""Drug names a safety rule knows: pharmacological class and target, by the names of orders and records."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from guidelines.terms import Term


class DrugClass(Term):
    """A class of drugs that a rule asks for (SAF-06, REN-05, PAIN-05, DQ-24, DQ-25)."""

    NSAID = "NSAID", "非甾体抗炎药", "NSAID"
    PARACETAMOL = "PARACETAMOL", "对乙酰氨基酚", "Paracetamol"
    OPIOID = "OPIOID", "阿片类", "Opioid"
    BENZODIAZEPINE = "BENZODIAZEPINE", "苯二氮䓬类", "Benzodiazepine"
    THIAZIDE = "THIAZIDE", "噻嗪类利尿剂", "Thiazide"
    CISPLATIN = "CISPLATIN", "顺铂", "Cisplatin"
    PEMETREXED = "PEMETREXED", "培美曲塞", "Pemetrexed"
    EGFR_TKI = "EGFR_TKI", "EGFR 抑制剂", "EGFR inhibitor"
    ALK_TKI = "ALK_TKI", "ALK 抑制剂", "ALK inhibitor"


# Generic names; a name in a text is found whatever stands around it.
_NAMES: Mapping[DrugClass, str] = MappingProxyType(
    {
        DrugClass.NSAID: "nsaid ibuprofen diclofenac etoricoxib celecoxib parecoxib naproxen indometacin "
        "indomethacin meloxicam loxoprofen flurbiprofen ketorolac lornoxicam nimesulide 非甾体 布洛芬 "
        "双氯芬酸 依托考昔 塞来昔布 帕瑞昔布 萘普生 吲哚美辛 美洛昔康 洛索洛芬 氟比洛芬 酮咯酸 氯诺昔康 "
        "尼美舒利",
        DrugClass.PARACETAMOL: "paracetamol acetaminophen 对乙酰氨基酚 扑热息痛",
        DrugClass.OPIOID: "opioid morphine oxycodone hydromorphone fentanyl tramadol codeine methadone "
        "buprenorphine tapentadol dezocine butorphanol 阿片 吗啡 羟考酮 氢吗啡酮 芬太尼 曲马多 可待因 美沙酮 "
        "丁丙诺啡 地佐辛 布托啡诺",
        DrugClass.BENZODIAZEPINE: "benzodiazepine lorazepam diazepam alprazolam clonazepam estazolam "
        "midazolam oxazepam 苯二氮 劳拉西泮 地西泮 阿普唑仑 氯硝西泮 艾司唑仑 咪达唑仑 奥沙西泮",
        DrugClass.THIAZIDE: "thiazide indapamide chlortalidone chlorthalidone 噻嗪 吲达帕胺 氯噻酮",
        DrugClass.CISPLATIN: "cisplatin 顺铂",
        DrugClass.PEMETREXED: "pemetrexed 培美曲塞",
        DrugClass.EGFR_TKI: "gefitinib erlotinib icotinib afatinib dacomitinib osimertinib almonertinib "
        "aumolertinib furmonertinib befotertinib 吉非替尼 厄洛替尼 埃克替尼 阿法替尼 达可替尼 "
        "奥希替尼 阿美替尼 伏美替尼 贝福替尼",
        DrugClass.ALK_TKI: "alectinib ceritinib brigatinib ensartinib lorlatinib 阿来替尼 塞瑞替尼 布格替尼 "
        "恩沙替尼 洛拉替尼",
    }
)
_BY_CLASS = {drug_class: tuple(names.split()) for drug_class, names in _NAMES.items()}


def drug_classes(name: str) -> frozenset[DrugClass]:
    """Return the classes of every drug named in a text; empty when none is known, which is never guessed."""
    plain = name.casefold()
    return frozenset(
        drug_class for drug_class, known in _BY_CLASS.items() if any(part in plain for part in known)
    )


def classes_of(names: Iterable[str]) -> frozenset[DrugClass]:
    """Return the classes of all these drugs together."""
    return frozenset(drug_class for name in names for drug_class in drug_classes(name))


def names_of(drug_class: DrugClass, names: Iterable[str]) -> tuple[str, ...]:
    """Return those of the names that are of this class, each once, in their order."""
    return tuple(dict.fromkeys(name for name in names if drug_class in drug_classes(name)))
