"""How a name is written and read: one spelling to store, pinyin and initials to find it by."""

import unicodedata
from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin

LONGEST_PINYIN = 200
LONGEST_INITIALS = 60

# Signs that are read differently when they are a surname. Two signs first: 单于 is not 单.
SURNAMES = {
    "单于": ("chan", "yu"),
    "尉迟": ("yu", "chi"),
    "万俟": ("mo", "qi"),
    "长孙": ("zhang", "sun"),
    "澹台": ("tan", "tai"),
    "宰父": ("zai", "fu"),
    "亓官": ("qi", "guan"),
    "令狐": ("ling", "hu"),
    "濮阳": ("pu", "yang"),
    "乐正": ("yue", "zheng"),
    "单": ("shan",),
    "解": ("xie",),
    "仇": ("qiu",),
    "查": ("zha",),
    "曾": ("zeng",),
    "朴": ("piao",),
    "区": ("ou",),
    "任": ("ren",),
    "盖": ("ge",),
    "缪": ("miao",),
    "宓": ("mi",),
    "秘": ("bi",),
    "冼": ("xian",),
    "洗": ("xian",),
    "折": ("she",),
    "召": ("shao",),
    "种": ("chong",),
    "乐": ("yue",),
    "员": ("yun",),
    "祭": ("zhai",),
    "翟": ("zhai",),
    "繁": ("po",),
    "覃": ("qin",),
    "贲": ("ben",),
    "能": ("nai",),
    "谌": ("chen",),
    "褚": ("chu",),
    "郗": ("xi",),
    "於": ("yu",),
    "尉": ("wei",),
    "薄": ("bo",),
    "都": ("du",),
    "卜": ("bu",),
    "隗": ("wei",),
    "逄": ("pang",),
    "哈": ("ha",),
    "黑": ("he",),
}
COMPOUND = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """Pinyin without tones and its initials, both in one word of small letters (ü is written v)."""

    pinyin: str
    initials: str


def tidy(name: str) -> str:
    """The name as stored: plain letters for full-width ones, no blanks inside a Chinese name, else single."""
    words = unicodedata.normalize("NFKC", _printable(name)).split()
    plain = " ".join(words)
    return plain if any(letter.isascii() and letter.isalpha() for letter in plain) else "".join(words)


def folded(text: str) -> str:
    """Letters and digits only, small: how pinyin is stored and how a search term is compared with it."""
    plain = unicodedata.normalize("NFKC", _printable(text)).lower().replace("ü", "v")
    return "".join(sign for sign in plain if sign.isalnum())


def read(name: str) -> Reading:
    """How the name is read; a sign without a reading stands for itself."""
    syllables = [folded(part) for part in _syllables(tidy(name))]
    syllables = [part for part in syllables if part]
    return Reading(
        "".join(syllables)[:LONGEST_PINYIN], "".join(part[0] for part in syllables)[:LONGEST_INITIALS]
    )


def _syllables(name: str) -> list[str]:
    surname = next((name[:n] for n in (COMPOUND, 1) if name[:n] in SURNAMES), "")
    rest = lazy_pinyin(name.removeprefix(surname), style=Style.NORMAL, errors=lambda signs: signs)
    return [*SURNAMES.get(surname, ()), *(part for syllable in rest for part in _words(syllable))]


def _words(syllable: str) -> list[str]:
    """What has no pinyin comes in one piece: Latin words stay words, every other sign stands alone."""
    words = syllable.replace("·", " ").split()
    return [part for word in words for part in ([word] if word.isascii() else word)]


def _printable(text: str) -> str:
    """Without control and format characters: invisible, they would make two names that look alike differ."""
    return "".join(sign if sign.isprintable() or sign.isspace() else "" for sign in text)
