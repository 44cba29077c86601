-- Whose a request is. Everything that hangs on a request is found by its stream, so who may see it is said there, once.
alter table integration.streams
  add column owner text check (owner <> ''),
  add column team_id uuid;

update integration.streams s set owner = u.submitted_by, team_id = u.team_id
from source_system.service_requests r join intake.submissions u on u.id = r.submission_id where r.id = s.key;

alter table integration.streams alter column owner set not null, alter column team_id set not null;
comment on column integration.streams.owner is 'Subject of whoever submitted the request; never changes';
comment on column integration.streams.team_id is 'Team that works on it; never changes';
create index streams_of_owner on integration.streams (owner, key);
create index streams_of_team on integration.streams (team_id, key);
