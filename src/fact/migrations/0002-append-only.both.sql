-- What a comment begins with `append-only` the application's login may read and add to, and nothing else.
comment on table fact is 'append-only';
