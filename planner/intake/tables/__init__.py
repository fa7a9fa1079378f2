"""From a sheet to a table: its header, its rows, what is no data."""
