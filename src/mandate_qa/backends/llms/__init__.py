"""Language models: what one is (`model`), how a name finds one (`names`), and a file for each kind."""
