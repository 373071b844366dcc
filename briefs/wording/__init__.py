"""The message catalogues of what briefs say, and how a catalogue is loaded."""
