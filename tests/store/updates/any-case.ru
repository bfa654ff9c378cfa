PREFIX : <urn:x:>
insert Data{Graph :one{:n :p 1}};
