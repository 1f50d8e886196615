"""Who decides, when, in what order, and what is kept of it. The only Django app."""
