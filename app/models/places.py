"""Places of rows in the index of full text: a day or a second, and below it, in so many bits, the number of the row's arrival."""

DAY_BITS = 32  # of a statement or claim
SECOND_BITS = 24  # of an article
