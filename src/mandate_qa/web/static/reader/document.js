// A document while it is read: the section in sight is marked in the contents, keys go from match to match,
// and what is marked in a wide table is brought into sight.

import { followSections } from "./sections.js";
import { stepThroughMatches } from "./matches.js";
import { showMarkedCells } from "./tables.js";

followSections(document.querySelector(".outline"), document.querySelectorAll("[data-heading]"));
stepThroughMatches(document.querySelector(".found"), document.querySelector(".find"));
showMarkedCells(document);
