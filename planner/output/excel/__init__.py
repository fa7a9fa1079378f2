"""The workbook's sheets, one module each; `planner.output.workbook` binds them."""
