"""How names are read."""

import pytest

from patients.names import read, tidy


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("张桂兰", "zhangguilan", "zgl"),
        ("单雄信", "shanxiongxin", "sxx"),
        ("解晓东", "xiexiaodong", "xxd"),
        ("仇英", "qiuying", "qy"),
        ("曾志伟", "zengzhiwei", "zzw"),
        ("查良镛", "zhaliangyong", "zly"),
        ("欧阳修", "ouyangxiu", "oyx"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("单于邪", "chanyuxie", "cyx"),
        ("吕布", "lvbu", "lb"),
        ("买买提·艾合买提", "maimaitiaihemaiti", "mmtahmt"),
        ("John Smith", "johnsmith", "js"),
    ],
)
def test_a_surname_is_read_as_a_surname(name: str, pinyin: str, initials: str) -> None:
    reading = read(name)
    assert (reading.pinyin, reading.initials) == (pinyin, initials)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (" 张 桂\u3000兰 ", "张桂兰"),
        ("John   Smith", "John Smith"),
        ("张\u200d桂\u202e兰\x00", "张桂兰"),
        ("Ｊｏｈｎ", "John"),
    ],
)
def test_a_name_is_stored_in_one_spelling(typed: str, stored: str) -> None:
    assert tidy(typed) == stored
