-- What was acknowledged and could not be applied, since the journal was damaged there or gone.
create table gap (
  from_position bigint,
  to_position bigint,
  what varchar
);
