PREFIX : <urn:x:>
# With USING NAMED alone the default graph is empty.
INSERT { ?s ?p ?o } USING NAMED :two WHERE { { GRAPH ?g { ?s ?p ?o } } UNION { ?s ?p ?o } }
