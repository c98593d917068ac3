"""Accounts: guests, passwords, and two accounts made one."""
