"""The pack as slides: native text, tables and charts that PowerPoint edits."""
