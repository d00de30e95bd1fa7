"""An authenticated read of one row by its key, as FastAPI with asyncpg does it in production.

Started by uvicorn with one worker per core, uvloop and httptools. Settings come from the environment:
SESSION_SECRET, PEER_ROLE and libpq's PGHOST, PGUSER, PGDATABASE.
"""

import os
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated
from uuid import UUID

import asyncpg
import jwt
from fastapi import Cookie, FastAPI, HTTPException
from pydantic import BaseModel

SECRET = os.environ["SESSION_SECRET"]
MEMBER = "select id, name, status, joined_at from members where org_id = $1 and id = $2"


class Member(BaseModel):
    id: UUID
    name: str
    status: str
    joined_at: datetime


class Connection(asyncpg.Connection):
    """Remembers the organisation it was set to, so that it is set again only when it differs."""

    organisation: UUID | None = None


async def keep_settings(connection: Connection) -> None:
    """Instead of asyncpg's reset, which would cost a round trip and forget the organisation."""


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.pool = await asyncpg.create_pool(
        min_size=16,
        max_size=16,
        connection_class=Connection,
        reset=keep_settings,
        server_settings={"role": os.environ["PEER_ROLE"]},
    )
    yield
    await app.state.pool.close()


app = FastAPI(lifespan=lifespan)


@app.get("/v1/orgs/{org}/members/{member}")
async def read_member(org: UUID, member: UUID, session: Annotated[str, Cookie()]) -> Member:
    try:
        claims = jwt.decode(session, SECRET, algorithms=["HS256"])
    except jwt.InvalidTokenError:
        raise HTTPException(status_code=401) from None
    if claims["org"] != str(org):
        raise HTTPException(status_code=404)
    async with app.state.pool.acquire() as pooled:
        # The pool hands out a proxy that refuses new attributes; the connection behind it keeps ours.
        connection = pooled._con
        if connection.organisation != org:
            await connection.execute("select set_config('app.org_id', $1, false)", str(org))
            connection.organisation = org
        row = await connection.fetchrow(MEMBER, org, member)
    if row is None:
        raise HTTPException(status_code=404)
    return Member(id=row["id"], name=row["name"], status=row["status"], joined_at=row["joined_at"])
