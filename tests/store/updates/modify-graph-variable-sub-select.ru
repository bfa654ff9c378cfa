PREFIX : <urn:x:>
# The variable is bound inside a sub-select, the restriction stands outside it.
DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { { SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } FILTER(?o != 2) } } }
