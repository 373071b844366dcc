"""When a subscriber's briefs are due: slots, zones, quiet hours and the words people use for them. No clock here."""
