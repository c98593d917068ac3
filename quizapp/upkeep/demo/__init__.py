"""A class that is invented from its learners to their answers, to try things with.

Everything goes through the deeds that the pages use, at the time it is said to have happened,
so that each row is one the app could have made.
"""

from quizapp.upkeep.demo.filling import DemoMade, DemoWishes, fill_demo
from quizapp.upkeep.demo.wrong_key import WrongKey, with_wrong_key

__all__ = ["DemoMade", "DemoWishes", "WrongKey", "fill_demo", "with_wrong_key"]
