"""Writing a bank in the browser: opened, previewed, imported, written back; what edits would do."""
