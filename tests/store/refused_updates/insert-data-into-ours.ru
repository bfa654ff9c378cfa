# GraphRefused
PREFIX : <urn:x:>
INSERT DATA { :a :p 1 . GRAPH <https://w3id.org/mandategraph/id/graph/authority> { :a :p 1 } }
