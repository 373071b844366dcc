"""Encounters told without a word for them: two people of one sentence, weighed by what was learned (ADR 0023)."""
