-- The messages of one day, first form. A message that is there twice is the same message.

create table message (
  tenant varchar,
  id uuid,
  received bigint,
  body varchar                -- JSON, as MessageJson writes it
);

-- Written by the last transaction of an apply: everything up to here is in the files of all days.
create table progress (
  position bigint
);
