# GraphRefused
BASE <https://w3id.org/mandategraph/id/x>
DROP GRAPH <graph/authority>
