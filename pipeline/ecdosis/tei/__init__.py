"""TEI, the hinge: everything left of it may be heuristic, everything right of it reads only the TEI."""
