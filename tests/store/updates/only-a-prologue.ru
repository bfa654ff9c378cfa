PREFIX : <urn:x:>

