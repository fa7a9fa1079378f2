"""Meeting mode: one dispute at a time, large, by keyboard alone."""
