"""Answers that a language model writes from paragraphs it is offered, each sentence checked before it is shown."""
