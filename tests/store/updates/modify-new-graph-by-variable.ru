PREFIX : <urn:x:>
INSERT { GRAPH ?g { ?s :p ?o } } WHERE { ?s :p ?o BIND(IRI('urn:x:made') AS ?g) }
