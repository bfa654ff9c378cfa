# GraphRefused
BASE <https://w3id.org/other/id/x>
DROP GRAPH <../../mandategraph/id/graph/authority>
