"""Dialogs, only for a decision."""
