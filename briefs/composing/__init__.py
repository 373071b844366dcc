"""Agenda entries → one reader's brief: what is told, in which section and order, and what is left out."""
