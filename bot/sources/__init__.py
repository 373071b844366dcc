"""Reaching out: the guarded client for addresses that anybody may have named, polling feeds, keeping their state.

`addresses` says what may be asked for, `guarded` asks, `unpacking` bounds what comes back.
"""
