# GraphRefused
PREFIX : <urn:x:>
INSERT DATA { :a :p 1 } ; DROP GRAPH <https://w3id.org/mandategraph/id/graph/authority>
