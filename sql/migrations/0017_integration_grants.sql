-- Requests are found by what holds them up.
grant select (partition_key, status) on integration.events to lab_intake;
