-- Messages that came together lie in blocks, compressed as a whole; where a message stands in one is
-- in its row, and its body is null. Messages of the first form keep their body in the row.

create table block (
  number bigint,
  body blob using compression uncompressed   -- as ContentBlock writes it
);

alter table message add column block bigint;
alter table message add column nth integer;
