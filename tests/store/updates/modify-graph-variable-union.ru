PREFIX : <urn:x:>
INSERT { GRAPH ?g { :n :p ?n } } WHERE { { VALUES (?g ?n) { (:one 7) (<https://w3id.org/mandategraph/id/graph/authority> 8) } } UNION { BIND(:two AS ?g) BIND(9 AS ?n) } }
