# GraphRefused
PREFIX : <urn:x:>
INSERT DATA { GRAPH <https://w3id.org/mandategraph/mine> { :a :p 1 } }
