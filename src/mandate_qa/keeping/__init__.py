"""What people leave with this server: feedback, answers they have a link to, conversations of those who sign in.

`place` says where the database is, `store` opens it at the first use, `values` are what comes out. `tables` and
`database` are the database itself, `feedback`, `links` and `conversations` a store each. `items` turns feedback into
graded questions. Checking what a browser sends, and who may see what, is left to `web.keeping`.
"""

from mandate_qa.keeping.place import keeping_place
from mandate_qa.keeping.store import Keeping
from mandate_qa.keeping.values import Conversation, Feedback, Linked, Turn, Verdict

__all__ = ["Conversation", "Feedback", "Keeping", "Linked", "Turn", "Verdict", "keeping_place"]
