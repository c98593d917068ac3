"""Attempts: begun, answered, ended, looked back on."""
