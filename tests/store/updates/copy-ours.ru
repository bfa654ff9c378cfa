PREFIX : <urn:x:>
COPY <https://w3id.org/mandategraph/id/graph/authority> TO :two
