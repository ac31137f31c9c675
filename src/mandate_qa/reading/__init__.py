"""A document's way from file to passages: read blocks, number paragraphs, cut passages.

Each step takes values and gives new ones; what stands in the file is never interpreted twice. Readers know formats
and nothing of numbers; numbering knows numbers and nothing of formats.
"""

from mandate_qa.reading.files import read_blocks
from mandate_qa.reading.numbering import number_paragraphs
from mandate_qa.reading.passages import cut_passages
from mandate_qa.reading.seeds import read_manifest

__all__ = ["cut_passages", "number_paragraphs", "read_blocks", "read_manifest"]
