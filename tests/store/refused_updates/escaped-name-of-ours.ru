# GraphRefused
DROP GRAPH <https://w3id.org/mandategr\u0061ph/id/graph/authority>
