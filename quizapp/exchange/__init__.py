"""Other formats, in and out: one pure module per format."""
