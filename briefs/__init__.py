"""What attache knows: articles, how they are read, the agenda they make, and the briefs told from it.

Nothing here touches Telegram, the network, a store or a clock; `now` is always an argument.
"""
