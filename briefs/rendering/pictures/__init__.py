"""Pictures made for a phone: who meets whom, and the weeks ahead. PNG, portrait, light or dark."""

from briefs.rendering.pictures.network import network
from briefs.rendering.pictures.timeline import timeline

__all__ = ["network", "timeline"]
