"""The pack as PDF and pictures: the one place of the planner that paints with Qt."""
