# The engine keeps 01 as 1, so nothing is new.
PREFIX : <urn:x:>
INSERT DATA { :a :p 01 }
