"""Read models: everything one screen or one command shows, decided and counted, not worded or coloured."""
