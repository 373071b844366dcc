"""Learning the weights of `briefs.reading.pairing` from the annotated sets."""
