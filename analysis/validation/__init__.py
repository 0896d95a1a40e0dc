"""Checks of result files against patterns that were declared beforehand (docs/patterns.md)."""
