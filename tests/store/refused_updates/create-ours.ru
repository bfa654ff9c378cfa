# GraphRefused
CREATE GRAPH <https://w3id.org/mandategraph/id/graph/authority>
