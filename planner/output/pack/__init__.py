"""The board pack as data: pages that slides, PDF, HTML and pictures all show alike."""
