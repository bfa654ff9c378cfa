PREFIX : <urn:x:>
DELETE DATA { :a :p 1 } ; INSERT DATA { :a :p 1 . :a :p 5 } ; DELETE DATA { :a :p 5 }
