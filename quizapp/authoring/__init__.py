"""The bank edited: as text, by form, imported and exported, and printed on paper."""
