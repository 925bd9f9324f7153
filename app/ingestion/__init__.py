"""The taking-in arm: an address, file or body of text goes in, facts are in the tables."""
