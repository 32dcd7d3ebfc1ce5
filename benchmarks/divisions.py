"""A made-up country in the shape and size of the national list of divisions, always the same for the same seed."""

import csv
import gzip
import random
from collections.abc import Iterator
from pathlib import Path

Row = tuple[str, str, str, str]
HEADER = ("code", "name", "parent_code", "level")
PROVINCES = 31
PREFECTURES = 11
COUNTIES = 9
TOWNS = 14
VILLAGES = 15
_FIRST = "东西南北上下大小新老金银石青白红黄清长永安平和兴隆福吉德义仁"
_SECOND = "山河湖沟湾桥塘岗坪坝岭泉溪江田林庄家店寨营屯堡关口集市里门头"
_ENDINGS = {"0": "社区居委会", "1": "社区居委会", "2": "村委会", "3": "村民委员会", "4": "虚拟社区", "5": "生活区"}


def rows(
    *, seed: int = 1, provinces: int = PROVINCES, counties: int = COUNTIES, towns: int = TOWNS, villages: int = VILLAGES
) -> Iterator[Row]:
    """The rows, level by level: about 650,000 as it stands.

    The first prefecture has no counties, and its row is repeated one level down; a county of the second has nothing
    below, and is repeated twice.
    """
    draw = random.Random(seed)  # noqa: S311 -- a shape, no secret

    def name(ending: str) -> str:
        return "".join(draw.choices(_FIRST, k=1) + draw.choices(_SECOND, k=draw.randint(1, 2))) + ending

    tops = [(f"{11 + place}{0:010}", name("省"), "", "province") for place in range(provinces)]
    yield from tops
    prefectures = [
        (f"{top[0][:2]}{place:02}{0:08}", name("市"), top[0], "prefecture")
        for top in tops
        for place in range(1, PREFECTURES + 1)
    ]
    yield from prefectures
    without, *others = prefectures
    repeated = (without[0], without[1], without[0], "county")
    made = [
        (f"{above[0][:4]}{place:02}{0:06}", name("县"), above[0], "county")
        for above in others
        for place in range(1, counties + 1)
    ]
    yield from (repeated, *made)
    empty, *full = made
    below = [
        (f"{above[0][:6]}{100 + place}{0:03}", name("镇"), above[0], "town")
        for above in (repeated, *full)
        for place in range(draw.randint(towns // 2, towns + towns // 2))
    ]
    yield from ((empty[0], empty[1], empty[0], "town"), *below)
    yield (empty[0], empty[1], empty[0], "village")
    for town in below:
        for place in range(1, draw.randint(villages // 2, villages + villages // 2) + 1):
            digit = draw.choices("021345", weights=(20, 75, 1, 1, 1, 1))[0]
            yield (f"{town[0][:9]}{digit}{place:02}", name(_ENDINGS[digit]), town[0], "village")


def write(file: Path, **shape: int) -> Path:
    """Write the rows to a file, packed with gzip."""
    with gzip.open(file, "wt", encoding="utf-8", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(HEADER)
        writer.writerows(rows(**shape))
    return file
