"""Fogline: who claimed how many of whose forces are where, as of when, and in which sentence."""
