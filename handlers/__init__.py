"""How attache talks: one module for each conversation a person can have with the bot."""
