"""What the calculations do, in words: rows of the catalogue whose function says no sentence itself."""

from collections.abc import Mapping
from types import MappingProxyType

from guidelines.findings import Grade, Rule, Severity
from guidelines.terms import Text


def _calculation(rule_id: str, zh: str, en: str, source: str, grade: Grade = Grade.UNGRADED) -> Rule:
    return Rule(rule_id, Severity.CALC, Text(zh, en), source, grade)


_ALL = (
    _calculation(
        "BMA-07",
        "地舒单抗下次用药日 = 实际给药日 + 28 天。",
        "Next dose of denosumab = day really given + 28 days.",
        "GL §4.1.2.1; WP §26",
    ),
    _calculation(
        "BMA-08",
        "双膦酸盐下次用药日 = 实际给药日 + 28 天（“通常每月一次”）。",
        'Next dose of a bisphosphonate = day really given + 28 days ("usually once a month").',
        "QA Q9, C3; P AMB-13",
    ),
    _calculation(
        "BMA-16b",
        "骨转移确诊以来合并计数的骨相关事件达到第 2 次且正在使用双膦酸盐：记为二次事件，提交 MDT。",
        "Skeletal events since the diagnosis are merged and counted; the second one on a bisphosphonate "
        "goes to "
        "the MDT.",
        "GL Rec 7; P",
    ),
    _calculation(
        "BMA-16d",
        "由地舒单抗换用任何药物：从末次地舒单抗起开始反弹观察。",
        "Switching from denosumab to anything opens the rebound watch, counted from its last dose.",
        "QA Q9; P",
    ),
    _calculation(
        "CAL-08",
        "判断用血钙依次取离子钙、校正钙；缺白蛋白时用总钙并标明“未校正”，低于下限同样算低。",
        "Calcium is judged by the ionised value, else corrected; without albumin by the total, marked "
        "uncorrected, "
        "and low is low all the same.",
        "S STD-02; P",
        Grade.STANDARD,
    ),
    _calculation(
        "DEN-05",
        "暂停期间计划用药改为暂停、不发提醒；口腔科同意后从该日起重新计划，不补打。",
        "While on hold planned doses are held and not reminded of; the plan starts anew on the dentist's "
        "clearance and nothing is caught up.",
        "QA Q8; P",
    ),
    _calculation(
        "REB-02",
        "从末次地舒单抗起：2～4 个月为高警戒期，骨折观察至 12 个月。",
        "From the last denosumab: high alert from 2 to 4 months, fracture watch to 12 months.",
        "QA Q9; P AMB-29",
    ),
    _calculation(
        "REB-03",
        "观察期内 CTX 高于末次用药期间值且高于实验室上限：疑似反弹。",
        "In the watch a CTX above the last value on treatment and above the laboratory's limit is a "
        "suspected "
        "rebound.",
        "QA Q9; P AMB-30",
    ),
    _calculation(
        "REM-01",
        "用药前 3 天提醒护士和患者，每次用药每类提醒只发一次。",
        "Nurse and patient are reminded three days ahead, once per dose and kind.",
        "WP §29",
    ),
    _calculation(
        "REM-02",
        "计划用药时提醒日已过：立即发送一次。",
        "A reminder whose day has passed when the dose is planned goes out at once, once.",
        "P",
        Grade.PROJECT,
    ),
    _calculation(
        "REM-03",
        "已给药、暂停、取消的用药和已停止的疗程不再提醒。",
        "A dose given, held or cancelled, or of a stopped course, is not reminded of.",
        "P",
        Grade.PROJECT,
    ),
    _calculation(
        "REM-07",
        "迟用后下次用药日 = 实际给药日 + 28 天，不压缩间隔追赶。",
        "After a late dose the next is due 28 days after the day really given; nothing is compressed.",
        "P",
        Grade.PROJECT,
    ),
    _calculation(
        "REM-08",
        "病历抬头标注骨改良药物、第几次、上次和下次用药日。",
        "The patient's header shows the drug, the number of the dose, the last and the next.",
        "WP §29",
    ),
    _calculation(
        "REM-09",
        "经批准延长间隔：按批准的间隔计算用药日，仍提前 3 天提醒。",
        "With an approved longer interval the due date follows it; the reminder stays three days ahead.",
        "QA Q9, C3",
    ),
    _calculation(
        "REM-10",
        "按原因统计中断次数及占比。",
        "Interruptions are counted by reason, with their share.",
        "WP §29",
    ),
    _calculation(
        "SRE-01",
        "骨相关事件距骨转移确诊的天数：0 天及以前为诊断时已存在，1～90 天计入指标。",
        "Days from confirmation to a skeletal event: up to 0 at diagnosis, 1-90 count in the indicator.",
        "GL intro; WP §8; P",
    ),
    _calculation(
        "SRE-02",
        "距本次事件首条记录 21 天以内的记录算同一次事件，不论部位。",
        "A record at most 21 days after the first of an event belongs to it, at any site.",
        "P",
        Grade.PROJECT,
    ),
    _calculation(
        "LAB-09",
        "高于本实验室上限为升高，低于下限为降低，等于界值为正常。",
        "Above the laboratory's upper limit is raised, below the lower is low, on a limit is normal.",
        "P",
        Grade.PROJECT,
    ),
    _calculation(
        "LAB-10",
        "校正血钙高于上限：按高钙血症处理，并记为骨相关事件。",
        "Corrected calcium above its limit is hypercalcaemia and a skeletal event.",
        "GL intro, §3.1.1",
    ),
    _calculation(
        "MDT-02",
        "新病例预选指南核心学科；有口腔问题时加口腔科；白皮书调查的学科可加选。",
        "A new case preselects the core of the guideline; a dental question adds stomatology; the "
        "disciplines of "
        "the white paper's survey can be added.",
        "GL §4; WP §2, §10; QA Q8",
    ),
    _calculation(
        "MDT-06",
        "MDT 摘要必须列出全部规定内容，缺失的写“未记录”，不得留空。",
        'The summary shows every required line; what is missing reads "not recorded", never blank.',
        "P",
        Grade.PROJECT,
    ),
    _calculation(
        "MDT-08",
        "下次就诊时评价决定：按期完成为已落实，晚于日期为部分落实，未完成为未落实，另有理由为已变更。",
        "At the next visit a decision is implemented (by its date), partly (later), not, or changed for a "
        "reason.",
        "WP §31; P",
    ),
    _calculation(
        "MDT-09",
        "统计会议数、每次病例数、到会学科、固定成员率、决定落实率。",
        "Meetings, cases per meeting, disciplines present, fixed-member rate, decisions implemented.",
        "WP §31; P",
    ),
    _calculation(
        "MDT-10",
        "摘要中只有指南建议 1～12 印出等级；专家问答和综述写“专家意见”，通用标准写“通用标准”，不得抬高。",
        'Only recommendations 1-12 print a grade; others read "expert opinion" or "standard" and are never '
        "upgraded.",
        "P",
        Grade.PROJECT,
    ),
    _calculation(
        "STD-01",
        "肌酐清除率（Cockcroft-Gault）=（140 − 年龄）× 体重 ×（女性 0.85）÷（72 × 血肌酐 mg/dL），"
        "向下取一位小数。",
        "Creatinine clearance (Cockcroft-Gault) = (140 - age) x weight x (0.85 if female) / (72 x "
        "creatinine in "
        "mg/dL), floored to one decimal.",
        "S STD-01",
        Grade.STANDARD,
    ),
    _calculation(
        "STD-02",
        "校正血钙 = 血钙 + 0.02 ×（40 − 白蛋白 g/L）mmol/L；CTCAE 5.0 分级。",
        "Corrected calcium = calcium + 0.02 x (40 - albumin in g/L) mmol/L; grades of CTCAE 5.0.",
        "S STD-02",
        Grade.STANDARD,
    ),
    _calculation(
        "STD-03",
        "Mirels 评分（长骨）：部位、疼痛、类型、大小各 1～3 分，总分 4～12；≥9 高危，8 临界。",
        "Mirels score of a long bone: site, pain, type and size, 1-3 each, total 4-12; 9 or more high, 8 "
        "borderline.",
        "S STD-03",
        Grade.STANDARD,
    ),
    _calculation(
        "STD-04",
        "SINS 评分（脊柱）：六项合计 0～18；0～6 稳定，7～12 潜在不稳，13～18 不稳。",
        "SINS of the spine: six items, total 0-18; 0-6 stable, 7-12 potentially unstable, 13-18 unstable.",
        "S STD-04",
        Grade.STANDARD,
    ),
    _calculation(
        "STD-05",
        "NRS 分级：0 无痛，1～3 轻度，4～6 中度，7～10 重度。",
        "Bands of the NRS: 0 none, 1-3 mild, 4-6 moderate, 7-10 severe.",
        "S STD-05",
        Grade.STANDARD,
    ),
    _calculation(
        "STD-06",
        "ECOG 体能状态 0～5 分。",
        "ECOG performance status 0-5.",
        "S STD-06",
        Grade.STANDARD,
    ),
    _calculation(
        "STD-07",
        "药物相关颌骨坏死（AAOMS）分期：有风险、0、1、2、3 期；须骨暴露或瘘超过 8 周。",
        "Stages of drug-related jaw necrosis (AAOMS): at risk, 0, 1, 2, 3; exposed bone or fistula for "
        "more than 8 "
        "weeks.",
        "S STD-07",
        Grade.STANDARD,
    ),
    _calculation(
        "STD-09",
        "单位换算：钙 mg/dL ÷ 4.008 = mmol/L；肌酐 mg/dL × 88.4 = µmol/L；白蛋白 g/dL × 10 = g/L。",
        "Units: calcium mg/dL / 4.008 = mmol/L; creatinine mg/dL x 88.4 = µmol/L; albumin g/dL x 10 = g/L.",
        "S STD-09",
        Grade.STANDARD,
    ),
)

CALCULATIONS: Mapping[str, Rule] = MappingProxyType({rule.rule_id: rule for rule in _ALL})
