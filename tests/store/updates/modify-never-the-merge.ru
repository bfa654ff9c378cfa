PREFIX : <urn:x:>
# Without GRAPH no triple of ours is read, though the merge has it.
INSERT { :found :p ?o } WHERE { :ours :p ?o }
