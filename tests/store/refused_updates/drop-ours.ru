# GraphRefused
DROP GRAPH <https://w3id.org/mandategraph/id/graph/authority>
