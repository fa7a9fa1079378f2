"""From a file to sheets of raw cells, whatever its format."""
