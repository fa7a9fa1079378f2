"""The desktop application: windows, grids and charts over `planner.session`."""
