// A document while it is read: the section in sight is marked in the contents, and keys go from match to match.

import { followSections } from "./sections.js";
import { stepThroughMatches } from "./matches.js";

followSections(document.querySelector(".outline"), document.querySelectorAll("[data-heading]"));
stepThroughMatches(document.querySelector(".found"), document.querySelector(".find"));
