"""The endpoints: one file per kind, with its view, which says how a row reads as JSON."""
