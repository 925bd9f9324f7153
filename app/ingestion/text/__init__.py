"""Bytes to one string that never changes again, and its plain divisions: paragraphs, sentences, quotations."""
