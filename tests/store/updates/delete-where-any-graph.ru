# Ours are not any.
DELETE WHERE { GRAPH ?g { ?s ?p ?o } }
