"""One case that uses every key of the format (assess-contract, section 5), each with a fitting value."""

from typing import Any

RICH: dict[str, Any] = {
    "id": "R01",
    "sex": "F",
    "age": 60,
    "birth_date": "1963-05-04",
    "weight_kg": 61.5,
    "height_cm": 164,
    "ecog": [{"offset_days": 0, "score": 1}],
    "follow_up_category": {"category": "ADVANCED", "offset_days": 1},
    "recurred_offset_days": None,
    "primary": {
        "histology": "adenocarcinoma",
        "side_lobe": "left lower lobe",
        "tnm": "cT1cN3M1c",
        "tnm_edition": 9,
        "stage": "IVb",
        "offset_days": -3,
        "sizes": [{"offset_days": -3, "mm": 26, "modality": "CT"}],
    },
    "pdl1": {"tps_percent": 10, "cps": 12},
    "drivers": [{"gene": "EGFR", "status": "mutated", "variant": "L858R", "offset_days": 0}],
    "bone_metastasis": {"confirmed": True, "offset_days": 0, "basis": "biopsy"},
    "pathology": [
        {
            "specimen": "iliac bone",
            "offset_days": -1,
            "result": "adenocarcinoma",
            "ihc": "TTF-1(+)",
            "nodes": "4L 0/5",
            "of_bone": True,
            "positive": True,
        }
    ],
    "biopsies": [{"specimen": "lung", "offset_days": -2, "result": "adenocarcinoma", "positive": True}],
    "pain": [
        {
            "offset_days": 0,
            "nrs": 4,
            "nrs_low": 3,
            "nrs_high": 5,
            "severity": "severe",
            "breakthrough_per_day": "<3",
            "site": "T8",
            "text_zh": "胸背痛",
        }
    ],
    "symptoms": [
        {
            "offset_days": 1,
            "code": "leg_weakness",
            "site": "legs",
            "resolved_offset_days": 9,
            "text_zh": "双下肢无力",
        }
    ],
    "neurology": [{"offset_days": 1, "text_zh": "肌力 4 级"}],
    "problems": [
        {"offset_days": 2, "code": "hypocalcaemia", "text_zh": "低钙血症", "resolved_offset_days": 5}
    ],
    "comorbidities": ["糖尿病"],
    "adverse_events": [{"offset_days": 9, "event_zh": "甲状腺功能减退", "treatment_zh": "左甲状腺素"}],
    "mirels": [
        {
            "offset_days": 0,
            "site": "femur, proximal, left",
            "side": "left",
            "score": 8,
            "items": {"site": 3, "pain": 1, "type": 2, "size": 2},
            "source_zh": "8 分",
        }
    ],
    "sins": [
        {"offset_days": 0, "site": "T8", "level": "T8", "score": 9, "items": {"location": "SEMI_RIGID"}}
    ],
    "labs": [
        {
            "offset_days": 0,
            "analyte": "calcium",
            "value": 2.3,
            "unit": "mmol/L",
            "flag": "N",
            "ref": {"low": 2.11, "high": 2.52},
            "value_low": 2.2,
            "value_high": 2.4,
            "text_zh": "正常",
        }
    ],
    "tumour_markers": [{"offset_days": 0, "analyte": "CA125", "value": 21.0, "unit": "U/ml", "ref": "0-35"}],
    "imaging": [
        {
            "offset_days": 0,
            "modality": "CT",
            "region": "chest",
            "outside_hospital": "外院",
            "reason": "咳嗽",
            "findings_zh": "左肺结节",
            "bone_window": "not read",
            "response": "PR",
            "bone_window_review": {"reviewed": True, "by": "何洁", "offset_days": 1, "ww": 1500, "wl": 300},
            "lesions": [{"site": "T8", "site_zh": "胸 8", "region": "spine", "type": "lytic"}],
        }
    ],
    "lesions": [
        {
            "site": "femur, proximal, left",
            "site_zh": "左股骨",
            "region": "femur",
            "side": "left",
            "type": "lytic",
            "type_text_zh": "溶骨",
            "certainty": "stated",
            "first_seen_offset_days": 0,
            "pathologic_fracture": False,
            "cord_compression": False,
            "epidural_contact": None,
            "thecal_sac_compression": False,
            "direct_invasion": False,
            "soft_tissue_mass": True,
            "solitary": False,
            "weight_bearing": True,
            "suvmax": 10.2,
        }
    ],
    "sre_events": [
        {
            "offset_days": 20,
            "type": "pathological fracture",
            "site": "femur, left",
            "side": "left",
            "pathological": True,
            "source_zh": "骨折",
        }
    ],
    "systemic_therapy": [
        {
            "drugs": ["osimertinib"],
            "class": "TKI",
            "dose_text": "80 mg QD",
            "cycles": 2,
            "status": "given",
            "start_offset_days": 3,
            "stop_offset_days": 40,
        }
    ],
    "local_therapy": [
        {
            "offset_days": 5,
            "type": "RT",
            "site": "T8",
            "dose_gy": 30,
            "fractions": 10,
            "status": "given",
            "curative": False,
            "of_bone": True,
            "source_zh": "放疗",
        }
    ],
    "surgeries": [{"offset_days": 21, "type": "fixation", "site": "femur, left", "of_bone": True}],
    "analgesia": [
        {
            "drug": "morphine",
            "role": "opioid",
            "dose_text": "10 mg",
            "start_offset_days": 0,
            "stop_offset_days": 61,
        }
    ],
    "other_treatment_zh": ["抗凝治疗"],
    "mdt": [
        {
            "held": True,
            "offset_days": 6,
            "disciplines": ["MED_ONC", "ORTHO"],
            "question": "手术？",
            "conclusion": "先放疗",
            "bone_drug": "START",
            "bone_drug_reason": "确诊",
        }
    ],
    "opinions": [{"type": "NEUROLOGY", "offset_days": 2, "site": "T8", "side": None, "text_zh": "肌力 4 级"}],
    "dental": [
        {"offset_days": -1, "type": "ORAL_EXAM", "planned": False, "clearance": True, "text_zh": "可"}
    ],
    "contraindications": [{"offset_days": 0, "reason": "肾功能", "declined": False, "agent": "唑来膦酸"}],
    "bone_therapy": [
        {
            "agent": "denosumab",
            "brand": "安加维",
            "dose_mg": 120,
            "route": "SC",
            "interval_days": 28,
            "interval_weeks": 4,
            "start_offset_days": 0,
            "doses_given": 3,
            "stop_offset_days": None,
            "events": [
                {
                    "offset_days": 0,
                    "dose_no": 1,
                    "dose_mg": 120,
                    "route": "SC",
                    "batch": "A1",
                    "site": "abdomen",
                    "text_zh": "首次",
                },
                {"offset_days": 28},
            ],
            "orders": [{"offset_days": 0}],
            "holds": [
                {
                    "offset_days": 40,
                    "until_offset_days": 44,
                    "end_offset_days": 44,
                    "review_offset_days": 42,
                    "reason": "HYPOCALCAEMIA",
                }
            ],
            "supplements": [
                {
                    "name": "calcium",
                    "dose_text": "1片",
                    "calcium_mg_per_day": 1200,
                    "vitamin_d_iu_per_day": 800,
                    "start_offset_days": 0,
                }
            ],
            "stop": {"offset_days": 60, "reason": "pain relieved", "plan": "3 个月后复查"},
        }
    ],
    "supplements": [{"name": "D3", "offset_days": 0, "vitamin_d_iu_per_day": 800, "stop_offset_days": 90}],
    "follow_up": {"last_offset_days": 180},
}
