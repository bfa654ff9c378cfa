# GraphRefused
ADD DEFAULT TO <https://w3id.org/mandategraph/id/graph/authority>
