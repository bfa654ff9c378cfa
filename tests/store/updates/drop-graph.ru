PREFIX : <urn:x:>
DROP GRAPH :one ; DROP SILENT GRAPH :none
