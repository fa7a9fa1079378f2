"""What a table and its columns mean, and what a person says of it."""
