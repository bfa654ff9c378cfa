# GraphRefused
PREFIX : <urn:x:>
DELETE DATA { GRAPH <https://w3id.org/mandategraph/id/graph/authority> { :ours :p "ours" } }
