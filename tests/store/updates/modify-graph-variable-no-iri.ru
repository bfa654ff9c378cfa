# A blank node or a literal names no graph.
PREFIX : <urn:x:>
INSERT { GRAPH ?g { :n :p 1 } } WHERE { { BIND(BNODE() AS ?g) } UNION { BIND('x' AS ?g) } }
