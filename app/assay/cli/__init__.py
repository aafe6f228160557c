"""The command line: everything works without a window."""
