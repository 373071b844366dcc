"""Getting bytes: the guarded HTTP client, polling of feeds, OPML."""
