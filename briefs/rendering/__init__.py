"""A brief → what a person sees: messages, text, Markdown, JSON, calendars, pictures. One wording for all of them."""
