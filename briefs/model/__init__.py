"""The nouns of the domain. Frozen dataclasses without behaviour beyond what their meaning needs."""
