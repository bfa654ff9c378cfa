PREFIX : <urn:x:>
DELETE { GRAPH ?g { :a :p 1 } } INSERT { GRAPH ?h { :n :p 1 } } WHERE { VALUES (?g ?h) { (:one :two) (:one <https://w3id.org/mandategraph/id/graph/authority>) (<https://w3id.org/mandategraph/id/graph/authority> :two) } }
