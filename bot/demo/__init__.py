"""attache rehearsed on this machine: a Telegram simulator, its chat page and sample articles."""
