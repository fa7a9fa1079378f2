"""Drawing for print: pages and charts as shapes in points, for PDF, pictures and HTML alike."""
