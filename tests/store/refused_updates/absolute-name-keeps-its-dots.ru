# QueryError
BASE <https://w3id.org/x>
DROP GRAPH <https://w3id.org/x/../mandategraph/id/graph/authority>
