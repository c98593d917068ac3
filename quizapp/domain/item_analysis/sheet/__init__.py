"""Reading a sheet of responses: CSV as spreadsheets write it, learners by items."""

from quizapp.domain.item_analysis.sheet.reading import Reading, read_sheet

__all__ = ["Reading", "read_sheet"]
