"""Bytes → articles. What a source's bytes are, the text in them, and what can be known of it: title, instant, language.

`recognise.py` decides by name and bytes which format it is and hands them to that format's module. Everything here is
pure: no network, no clock.
"""
