"""Where everything of the pack stands on sheets of paper and on slides."""
