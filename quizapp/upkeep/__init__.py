"""Keeping a server: backups, restoring, the doctor, the demo, how long records are kept."""
