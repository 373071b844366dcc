"""A Bot API server with Telegram's real limits and refusals. It shares no code with the bot."""
