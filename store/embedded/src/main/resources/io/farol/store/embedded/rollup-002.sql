-- A call that the gateway saw pass and its caller told, too, counts once: what was summed up before
-- knew two. Without a position in `rolled` all of it is made again from the first fact on.
delete from rolled;
delete from place;
delete from odd;
delete from traffic;
delete from spending;
delete from gap;
delete from duration;
delete from conversation;
