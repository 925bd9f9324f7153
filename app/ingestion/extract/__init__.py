"""Typed spans to facts in words: statements, figures, attribution."""
