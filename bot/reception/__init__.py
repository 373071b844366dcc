"""The desk behind `handlers.desk`: one module a counter, each over the store's thread."""
