"""A bank with comments, and every way of writing that an edit must leave alone."""

from __future__ import annotations

COMMENTED = """\
# The head.
format: 1
topics:
  moon: The pull of the moon # the first

items:
  # Before the first item.
  - id: what-pulls # never change it
    # About the topic.
    topic: moon
    stem: "What pulls at the sea?" # read aloud
    key: The moon
    # The wrong ones.
    distractors:
      - The wind: Wind raises waves. # from last year
      # A comment between options.
      - The harbour
    hint: |
      Look up

      at night.

  # Between two items.
  - id: ebb
    type: term
    topic: moon
    cites: [the water, "goes, out"]
    term: ebb
    definition: the water
      going out

# The quizzes.
quizzes:
  - id: all
    items: [what-pulls, ebb]
"""
