-- What was charged by what the price books call it. Without a position in `rolled` all of it is made
-- again from the first fact on.
create table item (
  minute bigint,
  tenant varchar,
  environment varchar,
  integration varchar,
  sku varchar,
  currency varchar,
  amount decimal(38, 9),
  charges bigint,
  settled boolean
);

delete from rolled;
delete from place;
delete from odd;
delete from traffic;
delete from spending;
delete from gap;
delete from duration;
delete from conversation;
