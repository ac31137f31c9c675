"""The command line: it prints, and never thinks.

`parser` reads what was typed (`arguments`, `options`), `running` calls what runs it (`library`, `eval`, `export`,
`feedback`, `models`, `users`), `text` and `progress` lay out what is printed.
"""

from mandate_qa.cli.running import main

__all__ = ["main"]
