"""What goes to standard error, and what never does."""

from __future__ import annotations

import logging
import re

TOKEN = re.compile(r"\b\d{1,20}:[A-Za-z0-9_-]{20,}\b")


class TokenFilter(logging.Filter):
    """Blots out anything that looks like a bot token, whoever logs it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record in place; never drop it."""
        message = record.getMessage()
        if TOKEN.search(message):
            record.msg, record.args = TOKEN.sub("<token>", message), None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = TOKEN.sub("<token>", record.exc_text)
        return True


def start_logging(level: str) -> None:
    """Log to standard error at `level`. httpx logs whole URLs, which hold the token, at INFO: it is kept at WARNING."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(TokenFilter())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for loud in (
        "httpx",
        "httpcore",
        "telegram.ext.Updater",
        "telegram.ext.Application",
        "apscheduler",
        "fontTools",
        "matplotlib",
    ):
        logging.getLogger(loud).setLevel(max(logging.WARNING, logging.getLevelName(level.upper())))
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of every oddity of strangers' files, in their bytes
