"""The engine of Fairlead: funnel evidence, plan, forecast and bridge, without a window."""
