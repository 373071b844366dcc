"""Everything that reaches a chat: what is owed, when, in which order, how fast. `docs/delivery.md` tells the story."""
