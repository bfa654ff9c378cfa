PREFIX : <urn:x:>
INSERT DATA { } ; INSERT DATA { GRAPH :never { } }
