"""What each laboratory test of bone metastasis is and shows (table 5.1); help text, no rule reads it."""

from dataclasses import dataclass

from guidelines.labs import Analyte
from guidelines.terms import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkerFacts:
    """A row of table 5.1; a row without `analytes` is a test that has no laboratory value here."""

    name: Text
    shows: Text
    in_metastasis: Text
    use: Text
    source: str
    analytes: tuple[Analyte, ...] = ()


_UP = Text("升高", "up")
_SUPPORTS = Text("辅助诊断", "supports the diagnosis")

MARKER_FACTS: tuple[MarkerFacts, ...] = (
    MarkerFacts(
        name=Analyte.ALP.label,
        analytes=(Analyte.ALP,),
        shows=Text(
            "存在于肝脏、骨骼、肾脏和胆道等多个组织的酶，特异性较低",
            "Enzyme of liver, bone, kidney and bile duct; less specific",
        ),
        in_metastasis=_UP,
        use=Text(
            "升高为高危因素；明显升高而无症状时行影像检查",
            "High is a risk factor; clearly raised without symptoms: image",
        ),
        source="WP §16; GL §3.1.1; QA Q2",
    ),
    MarkerFacts(
        name=Analyte.BALP.label,
        analytes=(Analyte.BALP,),
        shows=Text(
            "碱性磷酸酶的异构体，主要由成骨细胞产生，较 ALP 特异；反映骨形成",
            "Form of ALP made mainly by osteoblasts, more specific than ALP; bone formation",
        ),
        in_metastasis=_UP,
        use=_SUPPORTS,
        source="WP §16",
    ),
    MarkerFacts(
        name=Analyte.PINP.label,
        analytes=(Analyte.PINP,),
        shows=Text(
            "合成 I 型胶原时产生的片段：骨形成", "Fragment of building type I collagen: bone formation"
        ),
        in_metastasis=_UP,
        use=_SUPPORTS,
        source="WP §16",
    ),
    MarkerFacts(
        name=Analyte.CTX.label,
        analytes=(Analyte.CTX,),
        shows=Text(
            "降解 I 型胶原时产生的片段：骨吸收", "Fragment of breaking down type I collagen: bone resorption"
        ),
        in_metastasis=_UP,
        use=Text("早期信号；地舒单抗停药后监测反弹", "Early sign; rebound after denosumab is stopped"),
        source="WP §16; QA Q2, Q9",
    ),
    MarkerFacts(
        name=Analyte.NTX.label,
        analytes=(Analyte.NTX,),
        shows=Text(
            "与 CTX 相同：骨吸收；以尿 NTX/肌酐表示", "As CTX: bone resorption; urine NTX over creatinine"
        ),
        in_metastasis=Text("升高；骨改良药物治疗后下降", "up; falls on a bone-modifying drug"),
        use=Text(
            "观察骨改良药物的效果和骨相关事件风险",
            "Follows the drug's effect and the risk of skeletal events",
        ),
        source="WP §16, §26",
    ),
    MarkerFacts(
        name=Text("血钙（校正）", "Calcium (corrected)"),
        analytes=(Analyte.CALCIUM, Analyte.CORRECTED_CALCIUM, Analyte.IONISED_CALCIUM),
        shows=Text("矿物质", "Mineral"),
        in_metastasis=Text(
            "升高 = 高钙血症（骨相关事件、高危因素）；降低 = 骨改良药物的不良反应",
            "up = hypercalcaemia (skeletal event, risk factor); down = side effect of the drug",
        ),
        use=Text("每次地舒单抗前；骨改良药物治疗期间", "Before each denosumab; during a bone-modifying drug"),
        source="GL §3.1.1, §4.1.4.3",
    ),
    MarkerFacts(
        name=Text("肌酐与肌酐清除率", "Creatinine and its clearance"),
        analytes=(Analyte.CREATININE, Analyte.CRCL),
        shows=Text("肾功能", "Kidney function"),
        in_metastasis=Text("清除率降低 = 双膦酸盐的风险", "clearance down = a risk on a bisphosphonate"),
        use=Text("每次双膦酸盐前", "Before each bisphosphonate dose"),
        source="GL table 2",
    ),
    MarkerFacts(
        name=Text("蛋白尿 / 管型尿", "Urine protein or casts"),
        shows=Text("双膦酸盐肾毒性的早期表现", "Early kidney toxicity of a bisphosphonate"),
        in_metastasis=Text("出现", "present"),
        use=Text("双膦酸盐治疗期间的肾脏监测", "Watching the kidney on a bisphosphonate"),
        source="GL §4.1.4.2",
    ),
    MarkerFacts(
        name=Analyte.CEA.label,
        analytes=(Analyte.CEA,),
        shows=Text("肿瘤标志物", "Tumour marker"),
        in_metastasis=_UP,
        use=Text("高危因素", "Risk factor"),
        source="RV §1",
    ),
    MarkerFacts(
        name=Text("骨唾液蛋白（BSP）", "Bone sialoprotein (BSP)"),
        shows=Text("骨唾液蛋白表达", "Expression of bone sialoprotein"),
        in_metastasis=Text("阳性", "positive"),
        use=Text("高危因素", "Risk factor"),
        source="RV §1",
    ),
    MarkerFacts(
        name=Text("PTHrP、RANKL、IL-6、TGF-β 等", "PTHrP, RANKL, IL-6, TGF-β and others"),
        shows=Text("仅说明机制", "Mechanism only"),
        in_metastasis=Text("未给出", "not stated"),
        use=Text("不采集", "Not collected"),
        source="RV §2; QA Q15",
    ),
)


def marker_facts(analyte: Analyte) -> MarkerFacts | None:
    """Return the row of a laboratory value, None for one that the table does not explain."""
    return next((row for row in MARKER_FACTS if analyte in row.analytes), None)
