PREFIX : <urn:x:>
COPY :one TO :two
