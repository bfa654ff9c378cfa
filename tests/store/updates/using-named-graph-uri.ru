# using-named: urn:x:two
PREFIX : <urn:x:>
INSERT { ?s :read ?o } WHERE { GRAPH ?g { ?s ?p ?o } }
