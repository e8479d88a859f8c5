"""Places of the published cases as the demo hospital's doctors say them: the file names them in English.

Bone, side and levels read from the words are the same in both.
"""

from collections.abc import Mapping
from typing import Any

SPOKEN: Mapping[str, str] = {
    "left lower lobe": "左肺下叶", "left upper lobe": "左肺上叶", "right lower lobe": "右肺下叶",
    "right middle lobe": "右肺中叶", "right upper lobe": "右肺上叶", "left hilum": "左肺门",
    "left upper lobe, central; later left lower lobe nodule": "左肺上叶中央型；后见左肺下叶结节",
    "left upper lobe, lingula (superior lingular segment)": "左肺上叶舌段（上舌段）",
    "right lower lobe (peripheral, basal segment)": "右肺下叶（周围型，基底段）",
    "right lung, lobe not stated": "右肺（肺叶未注明）",
    "lung, left lower lobe": "左肺下叶", "lung, left upper lobe": "左肺上叶", "pleura, left": "左侧胸膜",
    "driver panel": "驱动基因检测", "other genes tested": "其他已检基因",
    "bone, multiple": "全身骨多发", "bone, multiple, sites not listed": "全身骨多发（部位未列）",
    "femur, proximal": "股骨近端", "femur, proximal, right": "右股骨近端",
    "foot, left": "左足", "foot, multiple": "足部多发",
    "humerus, mid-shaft": "肱骨中段", "humerus, proximal": "肱骨近端",
    "humerus, proximal and head": "肱骨近端及肱骨头", "humerus, proximal, right": "右肱骨近端",
    "metatarsal 4": "第 4 跖骨", "metatarsal 4, base": "第 4 跖骨基底", "metatarsal 4, left": "左第 4 跖骨",
    "patella": "髌骨", "tibia": "胫骨", "scapula": "肩胛骨", "sternum": "胸骨",
    "pelvis": "骨盆", "pelvis, multiple": "骨盆多发",
    "rib 2": "第 2 肋骨", "rib 2, right": "右侧第 2 肋骨", "rib 3, anterior": "第 3 肋骨前段",
    "rib 3, posterior": "第 3 肋骨后段", "rib 5": "第 5 肋骨", "rib 7": "第 7 肋骨",
    "rib 7, right": "右侧第 7 肋骨", "rib 9, anterior": "第 9 肋骨前段", "rib 9, posterior": "第 9 肋骨后段",
    "rib 10, anterior": "第 10 肋骨前段", "ribs, multiple": "多发肋骨",
    "lumbar spine, multiple": "腰椎多发", "thoracic spine": "胸椎", "thoracic and lumbar spine": "胸腰椎",
    "thoracic vertebra, level not stated": "胸椎（节段未注明）",
    "thoracic vertebra, level not stated (compression fracture)": "胸椎压缩骨折（节段未注明）",
    "vertebrae (level not stated)": "多发椎体（节段未注明）", "vertebrae, multiple": "多发椎体",
}  # fmt: skip
NAMES = frozenset({"site", "side_lobe", "gene"})


def spoken(told: Any) -> Any:
    """A part of a case with its places in Chinese; whatever has no word here stays as it was published."""
    if isinstance(told, list):
        return [spoken(part) for part in told]
    if not isinstance(told, dict):
        return told
    return {name: _word(part) if name in NAMES else spoken(part) for name, part in told.items()}


def _word(said: Any) -> Any:
    return SPOKEN.get(said, said) if isinstance(said, str) else spoken(said)
