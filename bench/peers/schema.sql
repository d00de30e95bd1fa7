-- What both HTTP peers read: members of ten organisations behind forced row-level security, as a tenant table of ours is.
create role peer_application nologin;
grant peer_application to current_user;

create table members (
    org_id uuid not null,
    id uuid not null,
    name text not null,
    status text not null,
    joined_at timestamptz not null,
    primary key (org_id, id)
);

alter table members enable row level security;

create policy of_the_organisation on members to peer_application
    using (org_id = current_setting('app.org_id')::uuid);

grant select on members to peer_application;

insert into members (org_id, id, name, status, joined_at)
select
    ('00000000-0000-7000-8000-' || lpad((number % 10)::text, 12, '0'))::uuid,
    ('00000000-0000-7000-9000-' || lpad(number::text, 12, '0'))::uuid,
    'Member ' || number,
    'active',
    timestamptz '2026-01-01 00:00:00+00' + number * interval '1 minute'
from generate_series(0, 9999) as number;

analyze members;

-- Last, because from here on the owner is bound as well, and no policy lets it insert.
alter table members force row level security;
