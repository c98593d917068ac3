"""Data sets that others have published together with their figures."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.domain.item_analysis import ResponseMatrix
from tests.domain.item_analysis.building import matrix

# R. D. Bock and M. Lieberman (1970), Fitting a response model for n dichotomously scored items,
# Psychometrika 35, 179-197: how many of 1,000 examinees gave each of the 32 patterns of right and
# wrong on five items of the Law School Admission Test, from 00000, 00001, 00010 to 11111.
SECTION_6 = (
    *(3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15),
    *(10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298),
)
SECTION_7 = (
    *(12, 19, 1, 7, 3, 19, 3, 17, 10, 5, 3, 7, 7, 23, 8, 28),
    *(7, 39, 11, 34, 14, 51, 15, 90, 6, 25, 7, 35, 18, 136, 32, 308),
)

# K. L. Wuensch, The Kuder-Richardson 20 (East Carolina University, StatHelp, KR20.txt): ten
# students, ten items.
KR20_QUIZ = """
1111110110
1011011101
1111011001
0010001000
0000010010
1110111111
1101110111
1111111101
0101111101
1101101110
"""


def law_school(frequencies: Sequence[int]) -> ResponseMatrix:
    rows = [
        [float(bit) for bit in f"{pattern:05b}"]
        for pattern, count in enumerate(frequencies)
        for _ in range(count)
    ]
    return matrix(rows)


def kr20_quiz() -> ResponseMatrix:
    return matrix([[float(mark) for mark in row] for row in KR20_QUIZ.split()])
