"""Lint of the writing: warnings from the literature on how to write items.

A module per family of rules; `all_rules` asks them. A rule is silent where it is not sure, and an
item can allow a warning with a reason: `allow`.
"""
