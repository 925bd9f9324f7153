"""A string to typed spans without meaning: numbers, dates, actors, regions, cues, parsed clauses."""
