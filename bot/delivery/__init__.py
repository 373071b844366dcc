"""Everything that reaches a chat: what is owed, when, in which order and how fast. `docs/delivery.md` tells the story."""
