"""A paper as a Word document (.docx) with footnotes that Word and LibreOffice know as such.

python-docx brings the empty document, its styles and the package; it writes no footnotes, so `notes` adds their part,
`styles` their styles and the language, and `xml` spells the elements. `file` puts them together.
"""

from mandate_qa.exporting.word.file import word

__all__ = ["word"]
