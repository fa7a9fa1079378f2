"""From raw cells to days, amounts, texts and marks, by what a column means."""
