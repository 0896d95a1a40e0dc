"""Figures, estimates and reports from the result files of maatwerk.

Run as `python3 -m analysis report FILE.h5 --output DIR`. Explanation, not prediction: everything
here describes what a simulation of synthetic citizens did, never an existing organisation.
"""
