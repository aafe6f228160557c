"""Memo blocks to bytes."""
