"""Command line and flows: the only place that talks to a person or to the flow engine."""
