"""Names and shape of the exported reports."""

LEADS = "Leads report.xlsx"
OPPORTUNITIES = "Opportunities report.xlsx"
HISTORY = "Opportunity history.xlsx"
ACTIVITIES = "Activities.xlsx"
MEMBERS = "Campaign members.xlsx"
SPEND = "Marketing spend.xlsx"

SHEET = "Report"
HEADER_ROW = 9
FIRST_DATA_ROW = HEADER_ROW + 1
"""Rows as a spreadsheet counts them, from 1; the same in all reports."""
