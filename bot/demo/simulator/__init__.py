"""A Bot API server with Telegram's real limits and refusals. It shares no code with the bot.

`Simulator` runs it in this process; `python -m bot.demo.simulator --port 0 --print-port` in its own.
"""

from bot.demo.simulator.faults import Fault, FaultPlan
from bot.demo.simulator.flood import Limits
from bot.demo.simulator.refusals import Refusal
from bot.demo.simulator.simulator import Simulator

__all__ = ["Fault", "FaultPlan", "Limits", "Refusal", "Simulator"]
