"""Schedules, the outbox and the one sender."""
