# GraphRefused
PREFIX : <urn:x:>
INSERT { GRAPH <https://w3id.org/mandategraph/id/graph/authority> { :a :p 1 } } WHERE { }
