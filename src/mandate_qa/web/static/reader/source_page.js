// A cited paragraph on a page of its own: what is marked in a wide table is brought into sight.

import { showMarkedCells } from "./tables.js";

showMarkedCells(document);
