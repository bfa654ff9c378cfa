# GraphRefused
CLEAR GRAPH <https://w3id.org/mandategraph/id/graph/authority>
