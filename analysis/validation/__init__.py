"""Slow checks of the model against what is known, each ending in a picture."""
