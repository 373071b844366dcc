"""Where everything is kept: TinyDB documents as rows of a database, and a disposable full-text index beside them."""
