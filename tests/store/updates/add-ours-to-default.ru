ADD GRAPH <https://w3id.org/mandategraph/id/graph/authority> TO DEFAULT
