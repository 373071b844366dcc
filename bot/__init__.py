"""What runs: command line, configuration, wiring, fetching, stores, schedules and delivery."""
