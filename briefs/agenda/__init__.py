"""How readings merge into one agenda: identity, folding, ledger, editing, duplicates, stories, replaying."""
