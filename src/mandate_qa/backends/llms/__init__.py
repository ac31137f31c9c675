"""Language models: what one is (`model`), how a name finds one (`names`), a file for each kind, and `guarded`."""
